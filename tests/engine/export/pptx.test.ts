import { describe, expect, it } from 'vitest';
import type { Plan } from '#engine/plan';
import { elementsOf, textOf } from '../../harness/xml.ts';
import { colliding, hostileTexts, renamed, withText, withTitles, without } from './awkward-plans.ts';
import { exported, inputOf, planFrom, shipped, shippedNames } from './harness.ts';
import { check } from './pptx-checks.ts';
import { partsOf, shapeOf, slidesFile, slidesOf } from './pptx-reader.ts';

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
});
