import { beforeAll, describe, expect, it } from 'vitest';
import type { DisplayList, Sheet } from '#engine/packet';
import { createShaper, writeHtml, writeSvg } from '#paper';
import { elementsOf, readXml, textOf } from '../harness/xml';
import { lines, marksWith, samplePacket } from './sample';

let packet: DisplayList;
let table: Sheet;
let drawing: Sheet;
beforeAll(async () => {
  packet = samplePacket(await createShaper());
  [table, drawing] = packet.sheets as [Sheet, Sheet];
});

const hostile = `</svg><script>alert("1")</script> & 'x' \u0000\u0007 ]]> <!--`;

describe('a sheet as SVG', () => {
  it('is well-formed, whatever names say', async () => {
    const { text } = marksWith(await createShaper());
    const sheet: Sheet = {
      ...drawing,
      title: hostile,
      marks: [
        text(9, 9, 9, hostile),
        { kind: 'open', tag: 'Figure', alt: hostile },
        { kind: 'group', of: { type: 'node', id: hostile }, title: hostile, marks: [text(9, 9, 9, hostile)] },
        { kind: 'link', box: { x: 0, y: 0, width: 9, height: 9 }, to: { address: `https://example.org/"><script>` }, text: hostile },
        { kind: 'link', box: { x: 0, y: 0, width: 9, height: 9 }, to: { address: 'javascript:alert(1)' }, text: 'x' },
      ],
    };
    const svg = await writeSvg(sheet, { plan: { name: hostile, text: hostile } });
    const root = readXml(svg);
    expect(root.name).toBe('svg');
    expect(svg).not.toMatch(/<script|javascript:/);
    expect(await writeHtml({ ...packet, title: hostile, sheets: [sheet] })).not.toMatch(/<script|javascript:/);
  });

  it('has the size of its paper, in points', async () => {
    const { attributes } = readXml(await writeSvg(drawing));
    expect(attributes).toMatchObject({ width: '841.89pt', height: '595.28pt', viewBox: '0 0 841.89 595.28' });
  });

  it('says which node a part of it is', async () => {
    const groups = elementsOf(readXml(await writeSvg(drawing))).filter(({ attributes }) => 'data-node' in attributes);
    expect(groups.map(({ attributes }) => attributes['data-node'])).toEqual(['ingest']);
  });

  it('has Roboto as text in its width, and other scripts as outlines with their text beside', async () => {
    const svg = await writeSvg(table);
    expect(svg).toMatch(/<text [^>]*textLength="[\d.]+"[^>]*>Café Übermut: fine data, filed<\/text>/);
    expect(svg).toContain(`>${lines.greek}</text>`);
    expect(svg).toMatch(new RegExp(`role="img" aria-label="${lines.chinese}"[^>]*><use xlink:href="#g`));
    expect(svg).not.toContain(`>${lines.chinese}<`);
  });

  it('has all letters as outlines on request, each written once', async () => {
    const root = readXml(await writeSvg(table, { letters: 'outlines' }));
    const all = elementsOf(root);
    expect(all.filter(({ name }) => name === 'text')).toEqual([]);
    const shapes = all.flatMap(({ attributes }) => (attributes['id']?.startsWith('g') ? [attributes] : []));
    const used = all.flatMap(({ name, attributes }) => (name === 'use' ? [attributes['xlink:href']] : []));
    expect(new Set(shapes.map(({ d }) => d)).size).toBe(shapes.length);
    expect(new Set(used)).toEqual(new Set(shapes.map(({ id }) => `#${id}`)));
    expect(used.length).toBeGreaterThan(shapes.length);
    expect(all.map(({ attributes }) => attributes['aria-label'])).toEqual(expect.arrayContaining([lines.chinese, 'latin']));
  });

  it('carries the plan, letter by letter', async () => {
    const yaml = 'title: "a & b" # <c>\nnodes:\n  x: {}\n';
    const plans = elementsOf(readXml(await writeSvg(drawing, { plan: { name: 'a.yaml', text: yaml } }))).filter(
      ({ name }) => name === 'plan',
    );
    expect(plans.map(textOf)).toEqual([yaml]);
    expect(plans[0]?.attributes['name']).toBe('a.yaml');
  });

  it('leads only to places that are on the sheet', async () => {
    expect(await writeSvg(table)).toContain('href="https://example.org/%C3%A4?a=1&amp;b=2"');
    expect(await writeSvg(table)).not.toContain(' href="#');
  });
});

describe('a packet as HTML', () => {
  it('needs nothing from elsewhere', async () => {
    const html = await writeHtml(packet);
    expect(html).not.toMatch(/<script|<link|<iframe|@import|url\((?!data:|#)/);
    expect(html).toContain(`content="default-src 'none';`);
  });

  it('has the text of all scripts as text, and a font for each', async () => {
    const html = await writeHtml(packet);
    for (const line of [lines.latin, lines.chinese, lines.arabic, lines.hebrew, lines.thai]) expect(html).toContain(`>${line}</text>`);
    for (const font of ['roboto-latin-400', 'chinese', 'arabic', 'thai', 'emoji'])
      expect(html).toContain(`@font-face{font-family:"${font}"`);
    expect(html.length).toBeLessThan(200_000); // the fonts have the characters that are used, and no others
  });

  it('leads from link to place', async () => {
    const html = await writeHtml(packet);
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(targets.length).toBeGreaterThan(4);
    for (const id of targets) expect(html.split(`id="${id}"`)).toHaveLength(2);
  });

  it('prints each sheet on its own page', async () => {
    const html = await writeHtml(packet);
    expect(html).toContain('{size:595.28pt 841.89pt;margin:0}');
    expect(html).toContain('{size:841.89pt 595.28pt;margin:0}');
  });

  it('gives the plan back', async () => {
    const html = await writeHtml(packet, { plan: { name: 'churn.yaml', bytes: new TextEncoder().encode('nodes: {}\n') } });
    const [, data = ''] = /download="churn.yaml" href="data:[^,]*,([^"]*)"/.exec(html) ?? [];
    expect(Buffer.from(data, 'base64').toString()).toBe('nodes: {}\n');
  });

  it('is the same each time', async () => {
    expect(await writeHtml(packet)).toBe(await writeHtml(samplePacket(await createShaper())));
  });
});
