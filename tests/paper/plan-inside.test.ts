import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { expect, describe, it } from 'vitest';
import { deflateSync } from 'node:zlib';
import { createShaper, planInPdf, planInSvg, writePdf, writeSvg } from '#paper';
import { samplePacket } from './sample';
import { fileOf, hasTool, printed } from './tools';

const plan = '# Ünïcode & <tags> "quoted"\nnodes:\n  a: {}\n';
const attachment = { name: 'a.yaml', type: 'application/yaml', description: 'The plan', bytes: Buffer.from(plan) };

describe('the plan in a PDF', () => {
  it('comes back byte by byte', async () => {
    const pdf = await writePdf(samplePacket(await createShaper()), { date: '2026-11-30', attachment });
    expect(planInPdf(pdf)?.toString()).toBe(plan);
  });

  it.skipIf(!hasTool('qpdf')).each([['--object-streams=generate'], ['--qdf'], ['--stream-data=uncompress'], ['--linearize']])(
    'comes back after qpdf %s (needs qpdf)',
    async (option) => {
      const file = fileOf(await writePdf(samplePacket(await createShaper()), { date: '2026-11-30', attachment }));
      printed('qpdf', option, file, `${file}.2`);
      expect(
        planInPdf(readFileSync(`${file}.2`))
          ?.toString()
          .trimEnd(),
      ).toBe(plan.trimEnd());
    },
  );

  it('is none in a PDF without one, or in what is no PDF', async () => {
    expect(planInPdf(await writePdf(samplePacket(await createShaper()), { date: '2026-11-30' }))).toBeUndefined();
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => planInPdf(bytes) === undefined));
    expect(planInPdf(Buffer.from('1 0 obj << /Type /EmbeddedFile /Filter /FlateDecode >>\nstream\nnot packed\nendstream'))).toBeUndefined();
  });

  it('is refused if it would fill the memory', () => {
    const bomb = deflateSync(Buffer.alloc(30_000_000));
    const pdf = Buffer.concat([
      Buffer.from('1 0 obj << /Type /EmbeddedFile /Filter /FlateDecode >>\nstream\n'),
      bomb,
      Buffer.from('\nendstream'),
    ]);
    expect(planInPdf(pdf)).toBeUndefined();
  });
});

describe('the plan in an SVG', () => {
  it('comes back letter by letter', async () => {
    const [sheet] = samplePacket(await createShaper()).sheets;
    if (!sheet) throw new Error('The sample has sheets.');
    expect(planInSvg(await writeSvg(sheet, { plan: { name: '"a".yaml', text: plan } }))).toBe(plan);
    expect(planInSvg(await writeSvg(sheet))).toBeUndefined();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
        fc.pre(!/[\x00-\x08\x0b-\x1f\ufffe\uffff]/.test(text));
        return planInSvg(await writeSvg({ ...sheet, marks: [] }, { plan: { name: 'a', text } })) === text;
      }),
    );
  });
});
