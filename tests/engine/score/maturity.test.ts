import { describe, expect, it } from 'vitest';
import { PlanGraph } from '#engine/catalog';
import type { Plan, PlanNode } from '#engine/plan';
import { scorePlan } from '#engine/score';
import { book, catalog, scoring } from '../../harness/resources.ts';
import { aPlan } from '../../harness/small-catalog.ts';

type Nodes = Readonly<Record<string, string | PlanNode>>;
const today = '2026-11-21';

function planOf(nodes: Nodes, edges: readonly string[]): Plan {
  return aPlan(
    Object.fromEntries(Object.entries(nodes).map(([id, node]) => [id, typeof node === 'string' ? { service: node } : node])),
    edges,
  );
}
function maturityOf(plan: Plan) {
  return scorePlan({ graph: new PlanGraph(plan, catalog, book), scoring, findings: [], today }).maturity;
}

const levels: readonly { readonly title: string; readonly nodes: Nodes; readonly edges: readonly string[] }[] = [
  { title: 'No MLOps', nodes: { train: 'azure-ml-pipelines', serve: 'azure-ml-managed-online-endpoints' }, edges: [] },
  { title: 'DevOps, but no MLOps', nodes: { code: 'code-repository', cd: 'azure-devops' }, edges: ['code code cd', 'cd control serve'] },
  {
    title: 'Automated training',
    nodes: { runs: 'azure-ml-experiments', models: 'azure-ml-model-registry' },
    edges: ['cd control train', 'train metrics runs', 'train model models'],
  },
  { title: 'Automated model deployment', nodes: { watch: 'azure-monitor' }, edges: ['models model serve', 'serve telemetry watch'] },
  {
    title: 'Full MLOps, automated operations',
    nodes: { judge: 'azure-ml-model-monitoring', grid: 'azure-event-grid', flow: 'azure-functions' },
    edges: ['serve data judge', 'judge control grid', 'grid control flow', 'flow control train'],
  },
];
/** The plan of a level: everything of the levels below it, too. */
function planAt(level: number): Plan {
  const some = levels.slice(0, level + 1);
  return planOf(
    Object.assign({}, ...some.map(({ nodes }) => nodes)) as Nodes,
    some.flatMap(({ edges }) => edges),
  );
}
function without(plan: Plan, edge: string): Plan {
  const edges = plan.edges.filter(({ from, kind, to }) => `${from} ${kind} ${to}` !== edge);
  expect(edges).toHaveLength(plan.edges.length - 1);
  return { ...plan, edges };
}
const swapped = (plan: Plan, id: string, service: string): Plan => ({ ...plan, nodes: { ...plan.nodes, [id]: { service } } });

describe('maturity', () => {
  it.each(levels.map(({ title }, level) => [level, title] as const))('reaches level %i: %s', (level, title) => {
    const maturity = maturityOf(planAt(level));
    expect(maturity).toMatchObject({ level, title });
    // what is missing belongs to the next level, and is all that it lacks
    expect(maturity.missing).toEqual(maturity.criteria.filter((one) => one.level === level + 1 && !one.met).map((one) => one.title));
    if (level === 4) expect(maturity.missing).toEqual([]);
    else expect(maturity.missing).not.toEqual([]);
  });

  it.each([
    ['train metrics runs', 1, 'Training runs are tracked'],
    ['models model serve', 2, 'Deployments take their model from the registry'],
    ['flow control train', 3, 'What monitoring sees starts a new training'],
    ['code code cd', 0, 'Code comes from a repository'],
  ])('falls back without the edge "%s" to level %i', (edge, level, missing) => {
    const maturity = maturityOf(without(planAt(4), edge));
    expect(maturity.level).toBe(level);
    expect(maturity.missing).toEqual([missing]);
  });

  it('follows a release by way of what it trains and registers', () => {
    const plan = without(planAt(3), 'cd control serve');
    expect(maturityOf(plan).level).toBe(3);
    expect(maturityOf(without(plan, 'train model models')).missing).toContain('Trained models go to a registry');
    expect(
      maturityOf(without(plan, 'cd control train'))
        .criteria.filter(({ met }) => !met)
        .map(({ id }) => id),
    ).toContain('deployed-by-pipeline');
  });

  it('names the nodes that meet a criterion', () => {
    const { criteria } = maturityOf(planAt(4));
    expect(criteria.every(({ met }) => met)).toBe(true);
    expect(Object.fromEntries(criteria.map(({ id, nodes }) => [id, nodes]))).toEqual({
      'code-in-repository': ['code'],
      'automated-release': ['cd'],
      'training-started': ['train'],
      'runs-tracked': ['train'],
      'models-registered': ['train'],
      'deployed-by-pipeline': ['serve'],
      'deployed-from-registry': ['serve'],
      'deployment-watched': ['serve'],
      'quality-watched': ['judge'],
      'retraining-triggered': ['judge'],
    });
  });

  it('takes code edges of a release tool for a release, as the rules do', () => {
    const { edges, ...plan } = planAt(1);
    expect(
      maturityOf({ ...plan, edges: edges.map((edge) => (edge.kind === 'control' ? { ...edge, kind: 'code' as const } : edge)) }).level,
    ).toBe(1);
  });

  it('asks every training and every deployment', () => {
    const grow = (service: string, stage?: 'training') => {
      const plan = planAt(3);
      return { ...plan, nodes: { ...plan.nodes, more: stage ? { service, stage } : { service } } };
    };
    expect(maturityOf(grow('azure-ml-automl')).level).toBe(1);
    expect(maturityOf(grow('azure-container-apps')).level).toBe(2);
    expect(maturityOf(grow('azure-container-registry')).level).toBe(3);
  });

  it('is not reached by what is retired, nor by edges along which nothing can pass', () => {
    expect(maturityOf(swapped(planAt(3), 'runs', 'azure-ml-sdk-v1')).level).toBe(1);
    expect(maturityOf(swapped(planAt(3), 'cd', 'azure-ml-sdk-v1')).level).toBe(0);
    expect(maturityOf(swapped(planAt(3), 'watch', 'power-bi')).level).toBe(2);
    expect(maturityOf(swapped(planAt(3), 'watch', 'azure-storage')).level).toBe(2);
  });

  it('takes a system of the company at its word: it trains or serves as the plan says', () => {
    const plan = planAt(3);
    const served: Plan = { ...plan, nodes: { ...plan.nodes, serve: { service: 'other-system', stage: 'deployment-realtime' } } };
    expect(maturityOf(served).level).toBe(3);
    // it is a step like any other, and no release tool
    expect(maturityOf(without(served, 'models model serve')).level).toBe(2);
    const trained: Plan = { ...plan, nodes: { ...plan.nodes, train: { service: 'other-system', stage: 'training' } } };
    expect(maturityOf(trained).level).toBe(3);
    expect(maturityOf(without(trained, 'train model models')).level).toBe(1);
  });

  it("knows Fabric's own registry and monitoring", () => {
    const plan = planOf(
      {
        code: 'code-repository',
        cd: 'azure-devops',
        pipe: 'fabric-data-factory',
        train: { service: 'fabric-notebooks', stage: 'training' },
        score: { service: 'fabric-notebooks', stage: 'deployment-batch' },
      },
      ['code code cd', 'cd code pipe', 'pipe control train', 'pipe control score', 'train model score'],
    );
    expect(maturityOf(plan).level).toBe(3);
  });

  it('asks no monitoring of an endpoint for tests', () => {
    const plan = planAt(3);
    const nodes = { ...plan.nodes, staging: { service: 'azure-ml-managed-online-endpoints', title: 'Staging' } };
    const edges = planOf({}, ['models model staging', 'cd control staging']).edges;
    expect(maturityOf({ ...plan, nodes, edges: [...plan.edges, ...edges] }).level).toBe(3);
  });
});
