// @vitest-environment happy-dom
import { beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import mermaid from 'mermaid';
import type { Plan } from '#engine/plan';
import { anyPlan } from '../../harness/arbitraries.ts';
import { colliding, graphOnly, hostileTexts, renamed, withText, withTitles, without } from './awkward-plans.ts';
import { expectGolden, exported, planFrom, shipped, shippedNames } from './harness.ts';

interface Flowchart {
  getVertices(): Map<string, { readonly text?: string }>;
  getEdges(): readonly { readonly start: string; readonly end: string; readonly stroke: string }[];
  getSubGraphs(): readonly { readonly id: string; readonly nodes: readonly string[] }[];
}

beforeAll(() => {
  mermaid.initialize({ startOnLoad: false, maxEdges: 5000, maxTextSize: 1_000_000 });
});

function fileOf(plan: Plan): string {
  return exported(graphOnly(plan), 'mermaid').files[0]?.text ?? '';
}

/** The flowchart as Mermaid reads it. */
async function read(text: string): Promise<Flowchart> {
  const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
  expect(diagram.type).toMatch(/^flowchart/);
  return diagram.db as unknown as Flowchart;
}

async function check(plan: Plan): Promise<Flowchart> {
  const chart = await read(fileOf(plan));
  expect(chart.getVertices().size).toBe(Object.keys(plan.nodes).length);
  expect(chart.getEdges()).toHaveLength(plan.edges.filter(({ from, to }) => plan.nodes[from] && plan.nodes[to]).length);
  return chart;
}

describe('the churn example', () => {
  const { plan } = shipped('churn-scoring').graph;

  it('is a flowchart with a box a stage', async () => {
    const all = exported(shipped('churn-scoring'), 'mermaid');
    await expectGolden(all, 'mermaid-churn-scoring');
    const chart = await check(plan);
    const strokes = Object.fromEntries(chart.getEdges().map(({ start, end, stroke }) => [`${start} ${end}`, stroke]));
    expect(strokes).toMatchObject({ 'n_nightly n_score': 'thick', 'n_score n_cluster': 'dotted', 'n_lake n_score': 'normal' });
    expect(
      chart
        .getSubGraphs()
        .find(({ id }) => id === 'stage_data_transfer')
        ?.nodes.toSorted(),
    ).toEqual(['n_copy_orders', 'n_copy_usage', 'n_lake', 'n_scores']);
  });

  it('loses every mention of a node that goes, and keeps names when titles change', () => {
    const whole = renamed(plan);
    for (const id of Object.keys(whole.nodes)) {
      expect(fileOf(whole)).toContain(id.replace(/-/g, '_'));
      expect(fileOf(without(whole, id))).not.toContain(id.replace(/-/g, '_'));
    }
    const names = (text: string) => text.match(/n_\w+/g);
    expect(names(fileOf(withTitles(plan, () => 'New')))).toEqual(names(fileOf(plan)));
  });
});

it('reads every plan that ships', async () => {
  for (const name of shippedNames()) await check(shipped(name).graph.plan);
});

it('reads any plan', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyPlan.filter(({ nodes }) => Object.keys(nodes).length > 0),
      async (plan) => {
        await check(plan);
      },
    ),
    { numRuns: 300 },
  );
});

it.each(hostileTexts)('gives a text of others no power: %j', async (text) => {
  const plan = withText(shipped('churn-scoring').graph.plan, text);
  await check(plan);
  expect(await mermaid.parse(fileOf(plan))).toEqual({ diagramType: 'flowchart-v2', config: {} }); // no directive came in with the text
});

it('tells ids apart that differ in little', async () => {
  const chart = await check(planFrom(colliding('azure-storage')));
  expect([...chart.getVertices().keys()]).toContain('n_end');
});
