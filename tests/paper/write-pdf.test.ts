import { beforeAll, describe, expect, it } from 'vitest';
import type { DisplayList, Shaper } from '#engine/packet';
import { createShaper, writePdf } from '#paper';
import { lines, marksWith, samplePacket } from './sample';
import { attachedTo, fileOf, hasTool, printed, textOf } from './tools';

const date = '2026-11-30';
const plan = new TextEncoder().encode('title: Ümlaut\nnodes: {}\n');
const attachment = { name: 'churn.yaml', type: 'application/yaml', description: 'The plan', bytes: plan };
const hasPoppler = ['pdfinfo', 'pdffonts', 'pdftotext', 'pdfimages', 'pdfdetach'].every(hasTool);

let shaper: Shaper;
let packet: DisplayList;
let bytes: Uint8Array;
let pdf: string;
beforeAll(async () => {
  shaper = await createShaper();
  packet = samplePacket(shaper);
  bytes = await writePdf(packet, { date, attachment });
  pdf = fileOf(bytes);
});

const oneSheet = (marks: DisplayList['sheets'][number]['marks']): DisplayList => ({
  title: 'One',
  language: 'en',
  sheets: [{ width: 300, height: 200, title: 'One', marks }],
});

describe('a PDF', () => {
  it('has the same bytes each time', async () => {
    const again = await writePdf(samplePacket(await createShaper()), { date, attachment });
    expect(Buffer.compare(bytes, again)).toBe(0);
  });

  it('has other bytes on another day', async () => {
    expect(Buffer.compare(bytes, await writePdf(packet, { date: '2026-12-01', attachment }))).not.toBe(0);
  });

  it.skipIf(!hasTool('qpdf'))('is without fault (needs qpdf)', () => {
    expect(printed('qpdf', '--check', pdf)).toContain('No syntax or stream encoding errors found');
  });

  it('says so if a picture is damaged', async () => {
    const image = { kind: 'image', box: { x: 0, y: 0, width: 9, height: 9 }, type: 'image/png', alt: 'Logo' } as const;
    const whole = packet.sheets[1]?.marks.find((mark) => mark.kind === 'image')?.data ?? '';
    const damaged = Buffer.from(whole, 'base64');
    damaged.writeUInt8(damaged.readUInt8(50) ^ 0xff, 50);
    for (const data of [damaged.toString('base64'), whole.slice(0, 40), 'AAAA'])
      await expect(writePdf(oneSheet([{ ...image, data }]), { date })).rejects.toThrow('The picture "Logo" cannot be read.');
  });
});

describe.skipIf(!hasPoppler)('a PDF, as poppler reads it (needs poppler-utils)', () => {
  it('says what it is', () => {
    const about = printed('pdfinfo', pdf);
    for (const line of [
      /^Title: +Churn & <sales>$/m,
      /^Subject: +A packet for tests$/m,
      /^Author: +Ada$/m,
      /^Tagged: +yes$/m,
      /^Pages: +2$/m,
    ])
      expect(about).toMatch(line);
    expect(printed('pdfinfo', '-meta', pdf)).toContain('Churn &amp; &lt;sales&gt;');
  });

  it('has every font inside, and no font as pictures', () => {
    const fonts = printed('pdffonts', pdf).trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThan(8);
    for (const font of fonts) expect(font).toMatch(/CID TrueType +Identity-H +yes yes yes/);
  });

  it.each(Object.entries(lines).filter(([script]) => script !== 'mixed'))('gives the text of %s back', (_, line) => {
    expect(textOf(pdf).replaceAll(/\s+/g, ' ')).toContain(line);
  });

  it('gives the text of mixed scripts back, in the order of its directions', () => {
    const text = textOf(pdf).replaceAll(/\s+/g, ' ');
    // poppler writes a bracket beside Arabic on the wrong side of it
    for (const part of ['a → b ≤ 3 × 4,', 'نموذج', 'v2) and 模型']) expect(text).toContain(part);
  });

  it('has the elements of a document, each table once', () => {
    const structure = printed('pdfinfo', '-struct', pdf);
    expect(structure.match(/Table/g)).toHaveLength(1);
    expect(structure.match(/TR/g)).toHaveLength(11);
    for (const tag of ['Document', 'Sect', 'H1', 'TH', 'TD', 'Figure', 'Link']) expect(structure).toContain(tag);
    expect(printed('pdfinfo', '-struct-text', pdf)).not.toContain('Sheet 1 of 2');
  });

  it('has the picture, and nothing else as pixels', () => {
    const images = printed('pdfimages', '-list', pdf).trim().split('\n').slice(2);
    expect(images.map((line) => line.trim().split(/\s+/)[2])).toEqual(['image', 'smask']);
  });

  it('has the plan inside', () => {
    expect(printed('pdfdetach', '-list', pdf)).toContain('churn.yaml');
    expect(Buffer.compare(attachedTo(pdf), plan)).toBe(0);
  });

  it('has links to addresses of the web, and to places in itself', () => {
    expect(printed('pdfinfo', '-url', pdf)).toContain('https://example.org/%C3%A4?a=1&b=2');
    expect(printed('pdfinfo', '-dests', pdf).trim().split('\n').slice(1)).toHaveLength(2);
  });

  it('leaves out a link that runs a program', async () => {
    const link = { kind: 'link', box: { x: 0, y: 0, width: 9, height: 9 }, text: 'x' } as const;
    const written = await writePdf(
      oneSheet([
        { ...link, to: { address: 'javascript:alert(1)' } },
        { ...link, to: { target: 'none' } },
      ]),
      { date },
    );
    expect(Buffer.from(written).toString('latin1')).not.toMatch(/\/Annots|javascript/);
  });

  it('separates the lines of a paragraph for those who hear it', async () => {
    const { text } = marksWith(shaper);
    const lines = [
      text(20, 40, 10, 'scores its 1.2 million'),
      text(20, 54, 10, 'customers'),
      text(20, 68, 10, '解约预测模型'),
      text(20, 82, 10, 'each night'),
    ];
    const written = fileOf(await writePdf(oneSheet([{ kind: 'open', tag: 'P' }, ...lines, { kind: 'close' }]), { date }));
    expect(printed('pdfinfo', '-struct-text', written)).toContain('"scores its 1.2 million customers 解约预测模型 each night"');
    expect(textOf(written).trim().split(/\n\s*/)).toEqual(['scores its 1.2 million', 'customers', '解约预测模型', 'each night']);
  });

  it('finds words though a line has letters of several fonts', async () => {
    const { text } = marksWith(shaper);
    const written = fileOf(await writePdf(oneSheet([text(20, 40, 10, 'Zażółć gęślą jaźń: Ελλάδα, Đà Nẵng')]), { date }));
    expect(textOf(written).trim()).toBe('Zażółć gęślą jaźń: Ελλάδα, Đà Nẵng');
  });
});

describe.skipIf(!hasTool('qpdf'))('the outline (needs qpdf)', () => {
  it('has levels below levels, and counts what is shown', () => {
    const objects = Object.values((JSON.parse(printed('qpdf', '--json', pdf)) as { qpdf: [unknown, Record<string, unknown>] }).qpdf[1]).map(
      (one): Record<string, unknown> => {
        const value = (one as { value?: unknown }).value;
        return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
      },
    );
    const items = objects.filter((one) => '/Title' in one && '/Parent' in one);
    expect(items.map((one) => [one['/Title'], one['/Count']])).toEqual([
      ['u:Overview', undefined],
      ['u:Drawing', 1],
      ['u:Überblick 模型', undefined],
    ]);
  });
});
