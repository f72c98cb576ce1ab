import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { breakLines } from '#engine/draw';
import type { ExportInput } from '#engine/export';
import type { Plan } from '#engine/plan';
import { anyPlan } from '../../harness/arbitraries.ts';
import { elementsOf, textOf, type Element } from '../../harness/xml.ts';
import { colliding, hostileTexts, renamed, withText, withTitles, without } from './awkward-plans.ts';
import { exported, inputOf, planFrom, shipped, shippedNames } from './harness.ts';
import {
  checkPackage,
  child,
  partsOf,
  pathOf,
  shapeOf,
  siteOf,
  slidesFile,
  slidesOf,
  type ReadShape,
  type ReadSlide,
} from './pptx-reader.ts';

const page = { width: 960, height: 540 };

/** Everything that slides of any plan keep to. */
function check(input: ExportInput): ReadSlide[] {
  const parts = partsOf(slidesFile(input).bytes);
  checkPackage(parts);
  const slides = slidesOf(parts);
  for (const slide of slides) {
    const ids = [...slide.shapes, ...slide.tables, ...slide.connectors.map(shapeOf)].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const shape of slide.shapes) checkText(shape);
    for (const table of slide.tables) checkTable(table);
    for (const connector of slide.connectors) checkConnector(connector, slide);
  }
  const drawn = slides.flatMap((slide) => cardsOf(slide).map(({ name }) => name));
  expect(drawn.sort()).toEqual(Object.keys(input.graph.plan.nodes).sort());
  return slides;
}

/** The shapes of a drawing that stand for nodes. */
function cardsOf(slide: ReadSlide): ReadShape[] {
  return slide.title.startsWith('The pipeline') ? slide.shapes.filter(({ description }) => description !== '') : [];
}

/** Points that the lines of some paragraphs take, with the widths of Roboto, which is a little narrower than the font of the slides. */
function heightOf(paragraphs: readonly Element[], width: number): number {
  return paragraphs.reduce((sum, paragraph) => {
    const run = elementsOf(paragraph).find(({ name }) => name === 'a:rPr');
    const size = Number(run?.attributes['sz'] ?? 0) / 100;
    const weight = run?.attributes['b'] === '1' ? 'medium' : 'regular';
    return sum + Math.max(1, breakLines(textOf(paragraph), width / 1.02, size, weight).length) * size * 1.17;
  }, 0);
}

function checkText(shape: ReadShape): void {
  expect(shape.x).toBeGreaterThanOrEqual(0);
  expect(shape.y).toBeGreaterThanOrEqual(0);
  expect(shape.x + shape.width).toBeLessThanOrEqual(page.width);
  expect(shape.y + shape.height).toBeLessThanOrEqual(page.height);
  const inset = Number(child(shape.element, 'a:bodyPr').attributes['lIns']) / 12_700;
  const paragraphs = elementsOf(shape.element).filter(({ name }) => name === 'a:p');
  expect(heightOf(paragraphs, shape.width - 2 * inset), `${shape.name}: ${textOf(shape.element)}`).toBeLessThanOrEqual(
    shape.height - 2 * inset + 0.5,
  );
}

function checkTable({ element, y, width }: ReadShape): void {
  const columns = elementsOf(element)
    .filter(({ name }) => name === 'a:gridCol')
    .map(({ attributes }) => Number(attributes['w']) / 12_700);
  expect(columns.reduce((sum, one) => sum + one, 0)).toBeCloseTo(width, 1);
  let bottom = y;
  for (const row of elementsOf(element).filter(({ name }) => name === 'a:tr')) {
    const height = Number(row.attributes['h']) / 12_700;
    bottom += height;
    const cells = elementsOf(row).filter(({ name }) => name === 'a:tc');
    expect(cells).toHaveLength(columns.length);
    for (const [at, cell] of cells.entries()) {
      const paragraphs = elementsOf(cell).filter(({ name }) => name === 'a:p');
      expect(heightOf(paragraphs, (columns[at] ?? 0) - 10) + 6, textOf(cell)).toBeLessThanOrEqual(height + 0.5);
    }
  }
  expect(bottom).toBeLessThanOrEqual(505);
}

/** A connector that is glued begins and ends where its shapes have their places for lines. */
function checkConnector(connector: Element, slide: ReadSlide): void {
  const ends = ['a:stCxn', 'a:endCxn'].map((name) => elementsOf(connector).find((one) => one.name === name));
  if (shapeOf(connector).name.startsWith('Legend')) {
    expect(ends).toEqual([undefined, undefined]);
    return;
  }
  const path = pathOf(connector);
  for (const [at, end] of ends.entries()) {
    const shape = cardsOf(slide).find(({ id }) => id === end?.attributes['id']);
    if (!shape) throw new Error(`${shapeOf(connector).name} is glued to nothing.`);
    const [x, y] = siteOf(shape, end?.attributes['idx']);
    const [px, py] = path.at(at === 0 ? 0 : -1) ?? [NaN, NaN];
    expect(Math.hypot(x - px, y - py)).toBeLessThan(1.1); // an arc between places of one height is a point long
  }
}

const plainEdges = (plan: Plan) => plan.edges.filter(({ from, to }) => from !== to && plan.nodes[from] && plan.nodes[to]);

describe('slides', () => {
  it('are written on request only', () => {
    const input = shipped('churn-scoring');
    expect(exported(input).files.some(({ exporter }) => exporter === 'pptx')).toBe(false);
    const named = inputOf({ ...input.graph.plan, exports: { targets: ['pptx'] } }, input.file);
    expect(exported(named).files.map(({ path }) => path)).toEqual(['README.md', 'docs/churn-scoring.pptx']);
  });

  it('tell the churn example: overview, stages, cost, findings, decisions', () => {
    const slides = check(shipped('churn-scoring'));
    expect(slides.map(({ title }) => title.replace(/ \(\d.*/, '')).filter((title, at, all) => all.indexOf(title) === at)).toEqual([
      'Churn scoring',
      'The pipeline',
      'Experimentation',
      'Orchestration and scheduling',
      'Data transfer',
      'Compute',
      'Tracking: experiments',
      'Tracking: data versions',
      'Tracking: models',
      'Model training',
      'Deployment: batch',
      'Monitoring',
      'Cost',
      'Findings',
      'Decisions',
    ]);
    const cost = slides.find(({ title }) => title.startsWith('Cost'))?.text ?? '';
    expect(cost).toContain('List prices in USD: Azure public list prices, September 2026 (azure-2026-09), as of 2026-09.');
    expect(cost).toContain('Total');
    expect(slides[0]?.text).toContain('561 of 1,500 USD');
  });

  it('have the findings of a node on the slide of its stage', () => {
    const input = shipped('churn-scoring');
    const slides = slidesOf(partsOf(slidesFile(input).bytes));
    const open = (input.evaluation?.findings ?? []).filter(({ waived, nodes }) => waived === null && nodes.length > 0);
    expect(open.length).toBeGreaterThan(0);
    const stages = slides.slice(
      2,
      slides.findIndex(({ title }) => title.startsWith('Cost')),
    );
    for (const { number, message } of open)
      expect(stages.some(({ text }) => text.includes(`${number}. ${message.slice(0, 30)}`))).toBe(true);
  });

  it.each(shippedNames())('of %s are whole, legible and glued, with every edge once', (name) => {
    const input = shipped(name);
    const slides = check(input);
    const drawn = slides.flatMap(({ connectors }) => connectors).filter((one) => !shapeOf(one).name.startsWith('Legend'));
    if (slides.filter(({ title }) => title.startsWith('The pipeline')).length === 1)
      expect(drawn).toHaveLength(plainEdges(input.graph.plan).length);
  });

  it('are the same bytes on any day and in any time zone', () => {
    const zone = process.env['TZ'];
    const bytes = ['UTC', 'Pacific/Auckland', 'America/Los_Angeles'].map((one) => {
      process.env['TZ'] = one;
      return slidesFile(shipped('churn-scoring')).bytes;
    });
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    expect(bytes[1]).toEqual(bytes[0]);
    expect(bytes[2]).toEqual(bytes[0]);
    const core = textOf(partsOf(bytes[0]).get('docProps/core.xml') ?? { name: '', attributes: {}, children: [] });
    expect(core).toBe('Churn scoring');
  });

  it('draw a large plan stage by stage, over several slides', () => {
    const ids = Array.from({ length: 150 }, (_, at) => `n${at}`);
    const text = ids.map(
      (id, at) =>
        `  ${id}: {service: ${at % 2 === 0 ? 'azure-storage' : 'azure-ml-pipelines'}, title: "A rather long title of node ${at}"}`,
    );
    const edges = ids.slice(1).map((id, at) => `  - {from: ${ids[at] ?? ''}, to: ${id}, kind: data}`);
    const slides = check(inputOf(planFrom(`pipedraft: 1\nname: Large\nnodes:\n${text.join('\n')}\nedges:\n${edges.join('\n')}\n`)));
    expect(slides.filter(({ title }) => title.startsWith('The pipeline')).length).toBeGreaterThan(1);
  });

  it.each(hostileTexts)('hold any text: %j', (text) => {
    check(inputOf(withText(shipped('churn-scoring').graph.plan, text.trim() === '' ? 'x' : text)));
  });

  it('cut titles that would not fit, and have them whole in words', () => {
    const long = 'A title that goes on and on '.repeat(6).trim();
    const input = inputOf(withTitles(shipped('churn-scoring').graph.plan, () => long));
    check(input);
    expect(slidesFile(input).text).toContain(long);
  });

  it('take ids that differ in case only, or are words of other formats', () => {
    check(inputOf(planFrom(colliding('azure-storage'))));
  });

  it('have nothing of a node that was deleted', () => {
    const plan = renamed(shipped('reference-fabric-end-to-end').graph.plan);
    const [gone = ''] = Object.keys(plan.nodes);
    const file = slidesFile(inputOf(without(plan, gone)));
    const parts = [...partsOf(file.bytes).values()].flatMap(elementsOf);
    expect(parts.some(({ attributes }) => Object.values(attributes).includes(gone))).toBe(false);
    expect(file.blocks.some(({ nodes }) => nodes.includes(gone))).toBe(false);
  });

  it('say in words what they show, with the lines of each node', () => {
    const file = slidesFile(shipped('churn-scoring'));
    const lines = file.text.split('\n');
    const mine = file.blocks.filter(({ nodes }) => nodes.includes('lake')).map(({ first }) => lines[first - 1] ?? '');
    expect(mine.length).toBeGreaterThan(1);
    for (const line of mine.slice(0, 2)) expect(line).toContain('Customer lake');
  });

  it('of any plan are whole, legible and glued', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        if (Object.keys(plan.nodes).length > 0) check(inputOf(plan));
      }),
      { numRuns: 25 },
    );
  });
});
