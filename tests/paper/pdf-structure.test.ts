import { inflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { layoutPacket, type DisplayList } from '#engine/packet';
import { readPlan } from '#engine/plan';
import { createShaper, writePdf } from '#paper';
import { inputOf } from '../engine/packet/harness';
import { examples } from '../harness/resources';
import { fileOf, hasTool, printed } from './tools';

/*
 * What PDF/UA-1 (ISO 14289-1) asks of a file, as far as a program can see it, on a packet of an example. There is no validator to be had
 * where these tests run. docs/guide/print.md says what that leaves open.
 */

const churn = readPlan(examples.find(({ file }) => file === 'churn-scoring.pipedraft.yaml')?.text ?? '', 'churn').plan;
const logo = {
  data: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DQAAAEgQGALFXOsAAAAABJRU5ErkJggg==',
  grey: '',
  width: 1,
  height: 1,
};

interface PdfObject {
  readonly text: string;
  /** Unpacked, of a stream. */
  readonly stream: string | undefined;
}

let list: DisplayList;
let bytes: Uint8Array;
let objects: ReadonlyMap<string, PdfObject>;
beforeAll(async () => {
  list = layoutPacket(inputOf(churn, {}, { organisation: { name: 'Contoso', logo } }), await createShaper());
  bytes = await writePdf(list, { date: '2026-11-30' });
  objects = objectsOf(Buffer.from(bytes));
});

function objectsOf(pdf: Buffer): ReadonlyMap<string, PdfObject> {
  const text = pdf.toString('latin1');
  const found = new Map<string, PdfObject>();
  for (const { 1: id = '', 2: body = '' } of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([^]*?)\nendobj/g)) {
    const at = body.indexOf('stream\n');
    const head = at < 0 ? body : body.slice(0, at);
    const content = at < 0 ? undefined : Buffer.from(body.slice(at + 7, body.lastIndexOf('\nendstream')), 'latin1');
    const stream = content && (head.includes('/FlateDecode') ? inflateSync(content).toString('latin1') : content.toString('latin1'));
    found.set(id, { text: head, stream });
  }
  return found;
}

const textsWith = (what: RegExp) => [...objects.values()].map(({ text }) => text).filter((text) => what.test(text));
const elements = (tag: string) => textsWith(new RegExp(`^<<\\n/S /${tag}\\n`));
const tagOf = (text: string) => /^<<\n\/S \/(\w+)\n/.exec(text)?.[1];
/** The elements in an element, in the order in which they are read. */
function childrenOf(text: string): readonly string[] {
  const kids = /\/K (\[[^]*?\]|\d+ 0 R)\n/.exec(text.replace(/<<\n\/Type \/OBJR[^]*?>>/g, ''))?.[1] ?? '';
  return [...kids.matchAll(/(\d+) 0 R/g)].map(([, id = '']) => objects.get(id)?.text ?? '');
}
function* walked(text: string): Generator<string> {
  yield text;
  for (const child of childrenOf(text)) yield* walked(child);
}

describe('a packet as a PDF for readers for the blind', () => {
  it('says its language and its title, and that it is tagged', () => {
    const [catalog = ''] = textsWith(/\/Type \/Catalog/);
    expect(catalog).toContain('/Lang (en)');
    const at = (key: string) => objects.get(new RegExp(`/${key} (\\d+) 0 R`).exec(catalog)?.[1] ?? '')?.text ?? '';
    expect(at('MarkInfo')).toContain('/Marked true');
    expect(at('ViewerPreferences')).toContain('/DisplayDocTitle true');
    expect(at('StructTreeRoot')).toContain('/ParentTree');
    expect([...objects.values()].some(({ stream }) => stream?.includes('pdfuaid'))).toBe(false); // which would claim that it was checked
  });

  it('has all that is drawn either in an element or marked as decoration', () => {
    const pages = textsWith(/\/Type \/Page\n/);
    expect(pages).toHaveLength(list.sheets.length);
    for (const page of pages) {
      expect(page).toContain('/Tabs /S');
      expect(page).toMatch(/\/StructParents \d+/);
      const content = objects.get(/\/Contents (\d+) 0 R/.exec(page)?.[1] ?? '')?.stream ?? '';
      let depth = 0;
      const outside: string[] = [];
      // texts may have these letters too
      for (const line of content.replace(/\((?:[^()\\]|\\[^])*\)|<[0-9a-f]*>/gi, '()').split('\n')) {
        const words = line.trim().split(/\s+/);
        for (const word of words) {
          if (word === 'BDC' || word === 'BMC') depth += 1;
          else if (word === 'EMC') depth -= 1;
          else if (depth === 0 && ['Tj', 'TJ', 'f', 'f*', 'S', 's', 'B', 'b', 'Do'].includes(word)) outside.push(line);
        }
      }
      expect(depth).toBe(0);
      expect(outside).toEqual([]);
    }
  });

  it('has a text for every figure, and the logo named once', () => {
    const alts = elements('Figure').map((text) => /\/Alt \((.*)\)\n/.exec(text)?.[1]);
    expect(alts.length).toBeGreaterThan(2);
    expect(alts).not.toContain(undefined);
    expect(alts.some((alt) => alt?.startsWith('The plan Churn scoring: 18 nodes'))).toBe(true);
    expect(alts.filter((alt) => alt === 'Logo of Contoso')).toHaveLength(1);
  });

  it('has tables of rows of cells, with heads that say of what they are', () => {
    const tables = elements('Table');
    expect(tables.length).toBeGreaterThan(8);
    for (const table of tables) {
      const rows = childrenOf(table);
      expect(new Set(rows.map(tagOf))).toEqual(new Set(['TR']));
      const [head = '', ...others] = rows;
      expect(new Set(childrenOf(head).map(tagOf))).toEqual(new Set(['TH']));
      for (const row of others) {
        for (const cell of childrenOf(row)) expect(['TH', 'TD']).toContain(tagOf(cell));
        expect(childrenOf(row)).toHaveLength(childrenOf(head).length);
      }
    }
    for (const head of elements('TH')) expect(head).toMatch(/\/Scope \/(Column|Row)/);
  });

  it('has links that say where they lead, each in its element', () => {
    const links = [...objects].filter(([, { text }]) => /\/Subtype \/Link/.test(text));
    const referred = new Set(elements('Link').flatMap((text) => [...text.matchAll(/\/Obj (\d+) 0 R/g)].map(([, id]) => id)));
    expect(links.length).toBeGreaterThan(50);
    for (const [id, { text }] of links) {
      expect(text).toMatch(/\/Contents \(.+\)/);
      expect(text).toMatch(/\/StructParent \d+/);
      expect(referred).toContain(id);
    }
  });

  it('has headings without a level left out, in the order of the sheets', () => {
    const [root = ''] = elements('Document');
    const levels = [...walked(root)].flatMap((text) => /^<<\n\/S \/H([1-6])\n/.exec(text)?.[1] ?? []).map(Number);
    expect(levels.length).toBeGreaterThan(10);
    expect(levels[0]).toBe(1);
    for (const [at, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[at - 1] ?? 0) + 1);
  });

  it('has every font inside, with what its glyphs say', () => {
    const fonts = textsWith(/\/Subtype \/Type0/);
    expect(fonts.length).toBeGreaterThan(2);
    for (const font of fonts) expect(font).toContain('/ToUnicode');
    for (const descriptor of textsWith(/\/Type \/FontDescriptor/)) expect(descriptor).toMatch(/\/FontFile2? \d+|\/FontFile2 \d+/);
  });

  it.skipIf(!hasTool('pdfinfo'))('is read in the order of a reader (needs poppler-utils)', () => {
    const read = printed('pdfinfo', '-struct-text', fileOf(bytes));
    const order = [
      'Churn scoring',
      'Detail 1 of 2',
      'Findings',
      'Decisions',
      'Cost',
      'Scores',
      'Context and assumptions',
      'Revisions',
      'Sources',
    ];
    const places = order.map((title) => read.search(new RegExp(`H1[^]{0,40}"[^"\n]*${title}`)));
    expect(places).not.toContain(-1);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });
});
