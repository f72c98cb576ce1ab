import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PacketInput, Sheet } from '#engine/packet';
import type { PacketContext } from '../../../src/engine/packet/context.ts';
import { Flow, type Row } from '../../../src/engine/packet/flow.ts';
import { lookOf } from '../../../src/engine/packet/look.ts';
import { Texts } from '../../../src/engine/packet/texts.ts';
import { plainShaper } from '../../harness/shaper.ts';
import { allMarks, textBox, textsOf } from './harness.ts';

/* How lists flow over columns and sheets. */

const body = { x: 20, y: 20, width: 500, height: 300 };

function contextOf(box = body): PacketContext {
  const texts = new Texts(plainShaper());
  const context = { texts, look: lookOf('colour', 6), bodyOf: () => box, sheetOf: () => undefined, input: {} as PacketInput };
  return context as unknown as PacketContext; // a flow asks for no more
}

const columns = [
  { title: 'Name', share: 1 },
  { title: 'Words', share: 3 },
];

function row(name: string, lines = 1): Row {
  return { target: `row-${name}`, cells: [name, Array.from({ length: lines }, (_, at) => `${name} line ${at + 1}`)] };
}

function flowed(fill: (flow: Flow) => void, box = body): readonly Sheet[] {
  const flow = new Flow(contextOf(box), 'test', 'A part', 1);
  fill(flow);
  return flow.finish().map(({ title, pen }) => ({ title, width: 600, height: 400, marks: pen.marks }));
}

function linesOf(sheet: Sheet): string[] {
  return textsOf(sheet).map(({ mark }) => mark.line.text);
}

/** Where the lowest text of a sheet ends. */
function lowest(sheet: Sheet): number {
  return Math.max(...textsOf(sheet).map(({ mark }) => textBox(mark).y + textBox(mark).height));
}

describe('a table', () => {
  const rows = Array.from({ length: 40 }, (_, at) => [row(`r${at}`)]);

  it('has its head on every sheet: once as an element, then as decoration', () => {
    const sheets = flowed((flow) => flow.table({ key: 'rows', columns, groups: rows }));
    expect(sheets.length).toBeGreaterThan(1);
    const heads = sheets.map((sheet) => textsOf(sheet).filter(({ mark }) => mark.line.text === 'Words'));
    expect(heads.map(({ length }) => length)).toEqual(sheets.map(() => 1));
    expect(heads[0]?.[0]?.within).toContain('TH');
    expect(heads[1]?.[0]?.within).toContain('artifact');
  });

  it('has every row once, in order, as one element over all sheets', () => {
    const sheets = flowed((flow) => flow.table({ key: 'rows', columns, groups: rows }));
    const names = sheets.flatMap(linesOf).filter((text) => /^r\d+$/.test(text));
    expect(names).toEqual(rows.map((_, at) => `r${at}`));
    const keys = sheets.flatMap(({ marks }) => marks.flatMap((mark) => (mark.kind === 'open' && mark.tag === 'Table' ? [mark.key] : [])));
    expect(new Set(keys)).toEqual(new Set(['rows']));
  });

  it('keeps a group of rows together', () => {
    const groups = Array.from({ length: 12 }, (_, group) => Array.from({ length: 4 }, (_, at) => row(`g${group}r${at}`)));
    const sheets = flowed((flow) => flow.table({ key: 'rows', columns, groups }));
    const firsts = sheets.map((sheet) => linesOf(sheet).find((text) => /^g\d+r\d$/.test(text)));
    expect(firsts.every((text) => text?.endsWith('r0'))).toBe(true);
  });

  it('cuts no row that fits a sheet', () => {
    const anyRows = fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(anyRows, fc.boolean(), fc.boolean(), (heights, isHeaded, isGroup) => {
        const rows = heights.map((lines, at) => row(`r${at}`, lines));
        const sheets = flowed((flow) => {
          if (isHeaded) flow.heading('A heading');
          flow.table({ key: 'rows', columns, groups: isGroup ? [rows] : rows.map((one) => [one]) });
        });
        for (const [at, lines] of heights.entries()) {
          const counts = sheets.map((sheet) => linesOf(sheet).filter((text) => text.startsWith(`r${at} line `)).length);
          expect(counts.filter((count) => count > 0)).toEqual([lines]);
        }
        for (const sheet of sheets) expect(lowest(sheet)).toBeLessThanOrEqual(body.y + body.height);
      }),
    );
  });

  it('goes on in parts where a row is higher than a sheet', () => {
    const sheets = flowed((flow) => flow.table({ key: 'rows', columns, groups: [[row('long', 100)]] }));
    const lines = sheets.flatMap(linesOf).filter((text) => text.startsWith('long line '));
    expect(lines).toHaveLength(100);
    const targets = sheets.flatMap(({ marks }) => allMarks(marks)).filter(({ mark }) => mark.kind === 'target' && mark.id === 'row-long');
    expect(targets).toHaveLength(1);
  });
});

it('leaves no heading alone at the end of a sheet', () => {
  const anyBlocks = fc.array(fc.record({ before: fc.integer({ min: 0, max: 30 }), rows: fc.integer({ min: 1, max: 6 }) }), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(anyBlocks, (blocks) => {
      const sheets = flowed((flow) => {
        for (const [at, { before, rows }] of blocks.entries()) {
          for (let line = 0; line < before; line += 1) flow.paragraph('A paragraph.');
          flow.heading(`Heading ${at}`);
          flow.table({ key: `t${at}`, columns, groups: [Array.from({ length: rows }, (_, row) => ({ cells: [`b${at}`, `row ${row}`] }))] });
        }
      });
      for (const sheet of sheets) {
        expect(lowest(sheet)).toBeLessThanOrEqual(body.y + body.height);
        const lines = linesOf(sheet);
        for (const [at, text] of lines.entries())
          if (text.startsWith('Heading ')) expect(lines.slice(at + 1, at + 4)).toEqual(['Name', 'Words', `b${text.slice(8)}`]);
      }
    }),
  );
});

it('flows in columns where a sheet is wide', () => {
  const wide = { ...body, width: 1100 };
  const sheets = flowed(
    (flow) => flow.table({ key: 'rows', columns, groups: Array.from({ length: 30 }, (_, at) => [row(`r${at}`)]) }),
    wide,
  );
  expect(sheets).toHaveLength(1);
  const places = new Set(textsOf(sheets[0] as Sheet).flatMap(({ mark }) => (/^r\d+$/.test(mark.line.text) ? [mark.x] : [])));
  expect(places.size).toBe(2);
});

describe('Texts', () => {
  const texts = new Texts(plainShaper());

  it('measures each word once, and no line', () => {
    const seen: string[] = [];
    const counted = new Texts({ ...plainShaper(), shape: (text, face) => (seen.push(text), plainShaper().shape(text, face)) });
    counted.lines('one two one two one two', 40, 10);
    counted.width('one two', 10);
    expect(seen.sort()).toEqual([' ', 'one', 'two']);
  });

  it('breaks at spaces, between ideographs, between Thai words, and inside of what is too long', () => {
    expect(texts.lines('one two three', 40, 10)).toEqual(['one two', 'three']);
    expect(texts.lines('日本語日本語', 32, 10)).toEqual(['日本語', '日本語']);
    expect(texts.lines('การทำนายลูกค้า', 45, 10).join('')).toBe('การทำนายลูกค้า');
    expect(texts.lines('การทำนายลูกค้า', 45, 10).length).toBeGreaterThan(1);
    expect(texts.lines('wwwwwwwwww', 40, 10).every((line) => texts.width(line, 10) <= 40)).toBe(true);
  });

  it('fits a text with an ellipsis, within any width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0, max: 200 }), (text, width) => {
        expect(texts.width(texts.fit(text, width, 10), 10)).toBeLessThanOrEqual(width + 1e-6);
      }),
    );
    expect(texts.fit('Short', 100, 10)).toBe('Short');
    expect(texts.fit('Much too long', 40, 10)).toMatch(/^Much.*…$/);
  });
});
