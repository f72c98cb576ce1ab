import { beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '#engine/errors';
import { readPlan, type Plan } from '#engine/plan';
import type { PictureRequest } from '#ipc';
import { planInSvg } from '#paper';
import { rules } from '#engine/validate';
import { clipboardScale, PictureMaker, type PictureAnswer, type PictureQuestion } from '../../../src/main/output/make-picture.ts';
import { elementsOf, readXml } from '../../harness/xml.ts';
import { book, catalog, examples, scoring } from '../../harness/resources.ts';
import { readPng } from '../../paper/png-reader.ts';

const basis = { catalog, book, scoring, rules, packs: [] };
const today = '2026-11-21';
const churn = readPlan(examples.find(({ file }) => file.startsWith('churn-scoring'))?.text ?? '', 'churn.yaml').plan;
const plain: PictureRequest = {
  shows: { of: 'plan' },
  format: 'png',
  scale: 1,
  isTransparent: false,
  hasTitle: false,
  hasDate: false,
  hasLegend: false,
  letters: 'text',
  carriesPlan: false,
};

let maker: PictureMaker;
beforeEach(() => void (maker = new PictureMaker()));

function make(
  picture: Partial<PictureRequest>,
  want: PictureQuestion['want'],
  { plan = churn, planNumber = 1, ...more }: Partial<PictureQuestion> = {},
  report: (share: number) => void = () => undefined,
): Promise<PictureAnswer> {
  const question = { plan, planNumber, file: 'churn.pipedraft.yaml', picture: { ...plain, ...picture }, want, ...more };
  return maker.make(question, basis, today, report);
}

async function facts(picture: Partial<PictureRequest>, more?: Partial<PictureQuestion>) {
  const answer = await make(picture, 'facts', more);
  if (!('facts' in answer)) throw new Error('no facts');
  return { ...answer.facts, preview: answer.preview };
}

async function svg(picture: Partial<PictureRequest>, more?: Partial<PictureQuestion>): Promise<string> {
  const answer = await make({ ...picture, format: 'svg' }, 'file', more);
  if (!('svg' in answer)) throw new Error('no SVG');
  return answer.svg;
}

async function png(picture: Partial<PictureRequest>, report?: (share: number) => void) {
  const answer = await make(picture, 'file', {}, report);
  if (!('png' in answer)) throw new Error('no PNG');
  return readPng(answer.png);
}

const drawnIn = (text: string, key: string) => elementsOf(readXml(text)).flatMap(({ attributes }) => attributes[key] ?? []);

describe('a picture for a window', () => {
  it('has the size that was said of it, at every scale', async () => {
    const { sizes } = await facts({});
    for (const scale of [1, 3] as const) {
      const { width, height } = await png({ scale });
      expect(sizes.find((size) => size.scale === scale)).toEqual({ scale, width, height, refused: null });
    }
  });

  it('tells how far it is', async () => {
    const shares: number[] = [];
    await png({ scale: 4 }, (share) => shares.push(share));
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...shares].sort((one, other) => one - other));
  });

  it('is see-through on request, as PNG and as SVG', async () => {
    expect((await png({ isTransparent: true })).pixel(1, 1)[3]).toBe(0);
    expect((await png({})).pixel(1, 1)).toEqual([255, 255, 255]);
    const grounds = (text: string) => text.match(/<rect x="0" y="0" [^>]*fill="#ffffff"/g) ?? [];
    expect(grounds(await svg({}))).toHaveLength(1);
    expect(grounds(await svg({ isTransparent: true }))).toEqual([]);
  });

  it('shows a selection with the edges between its nodes, with costs and without the numbers of findings', async () => {
    const edge = churn.edges.find(({ from, to }) => from === 'train' || to === 'train');
    if (!edge) throw new Error('no edge');
    const part = await svg({ shows: { of: 'selection', nodes: [edge.from, edge.to], notes: [] } });
    expect(new Set(drawnIn(part, 'data-node'))).toEqual(new Set([edge.from, edge.to]));
    expect(drawnIn(part, 'data-edge')).toContain(`${edge.from}/${edge.to}/${edge.kind}`);
    expect(part).toMatch(/USD a month|free/);
    expect(drawnIn(part, 'data-mark')).toEqual([]);
    expect(drawnIn(await svg({}), 'data-node')).toHaveLength(Object.keys(churn.nodes).length);
  });

  it('shows notes that are selected, and all of the plan if it has nothing of the selection any more', async () => {
    const plan: Plan = { ...churn, notes: { why: { text: 'Why so', at: [0, -400] } } } as Plan;
    const note = await svg({ shows: { of: 'selection', nodes: [], notes: ['why'] } }, { plan });
    expect([drawnIn(note, 'data-note'), drawnIn(note, 'data-node')]).toEqual([['why'], []]);
    const gone = await svg({ shows: { of: 'selection', nodes: ['gone'], notes: [] } }, { plan });
    expect(drawnIn(gone, 'data-node')).toHaveLength(Object.keys(churn.nodes).length);
  });

  it('is a sheet of the packet, by its number, on white paper', async () => {
    const sheet = (number: number) => ({
      shows: { of: 'sheet' as const, number, packet: { paper: 'A4' as const, orientation: 'landscape' as const } },
    });
    const { sheets, sizes } = await facts(sheet(1));
    expect(sheets[0]).toBe('Overview');
    expect(sizes[0]).toMatchObject({ width: 1123, height: 794 });
    const at = sheets.findIndex((title) => title.startsWith('Cost')) + 1;
    expect(await svg(sheet(at))).toContain('>Cost');
    expect(await svg(sheet(at))).toContain('fill="#ffffff"');
    await expect(svg(sheet(sheets.length + 1))).rejects.toThrow(`The packet has no sheet ${sheets.length + 1}.`);
  });

  it('carries the plan, and has letters that need no font, on request', async () => {
    const carried = { name: 'churn.yaml', format: 'yaml' as const, opened: undefined, pointsAtSchema: false, hasSchema: false };
    const text = planInSvg(await svg({ carriesPlan: true }, { carried })) ?? '';
    expect(readPlan(text, 'churn.yaml').plan).toEqual(churn);
    expect(planInSvg(await svg({}))).toBeUndefined();
    expect(await svg({ letters: 'text' })).toContain('>Weekly training<');
    const outlined = await svg({ letters: 'outlines' });
    expect(outlined).not.toContain('<text');
    expect(outlined).toContain('aria-label="Weekly training"');
  });

  it('is drawn again when the plan is another one, and of an empty plan too', async () => {
    await facts({});
    const plan: Plan = { ...churn, nodes: {}, edges: [], groups: {}, layout: {} };
    const [size] = (await facts({}, { plan, planNumber: 2 })).sizes;
    expect(size?.width).toBeLessThan(400);
    expect(size?.width).toBeGreaterThan(0);
  });

  it('names what no font has', async () => {
    const plan = readPlan('pipedraft: 1\nname: Runes\nnodes:\n  lake: {service: azure-storage, title: "ᛒᛖ"}\n', 'runes.yaml').plan;
    expect((await facts({}, { plan })).missing).toEqual(['ᛒ', 'ᛖ']);
  });
});

describe('what is too large', () => {
  it('is said before a file is asked for, for each scale by itself', async () => {
    const plan: Plan = { ...churn, layout: { ...churn.layout, train: [20_000, 20_000] } };
    const { sizes, preview } = await facts({}, { plan });
    expect(sizes.map(({ refused }) => refused === null)).toEqual([true, false, false, false]);
    expect(sizes[1]?.refused?.problem).toMatch(/at most 1000 million are drawn/);
    expect(sizes[1]?.refused?.fix).toMatch(/^Use a scale of at most 1\.\d+, or write SVG/);
    expect(preview).toContain('<svg');
  });

  it('goes to the clipboard in a smaller scale, but never in less than a screen shows', () => {
    expect(clipboardScale({ width: 750, height: 750 }, 2)).toBe(2);
    const scale = clipboardScale({ width: 750 * 5, height: 750 }, 4);
    expect(5000 * 1000 * scale ** 2).toBeCloseTo(8_000_000);
    expect(clipboardScale({ width: 750 * 5, height: 750 * 5 }, 4)).toBe(1);
    expect(() => clipboardScale({ width: 7500, height: 7500 }, 2)).toThrow(UserError);
    expect(() => clipboardScale({ width: 7500, height: 7500 }, 2)).toThrow(/10,000 × 10,000 pixels.*Select a part/);
  });
});
