import { describe, expect, it } from 'vitest';
import { PlanGraph, type Catalog } from '#engine/catalog';
import { emptyPlan, type Plan, type PlanNode } from '#engine/plan';
import { scorePlan, type Score } from '#engine/score';
import { book, catalog, scoring } from '../../harness/resources.ts';
import { aCatalog, aPlan, aService } from '../../harness/small-catalog.ts';

/* Parts of the scores, one by one, on services that ship; those of the state of a service on services made for it. */

const today = '2026-11-21';
type Nodes = Readonly<Record<string, string | PlanNode>>;

function planOf(nodes: Nodes, edges: readonly string[] = [], said: Partial<Plan> = {}): Plan {
  const full = Object.entries(nodes).map(([id, node]) => [id, typeof node === 'string' ? { service: node } : node] as const);
  return aPlan(Object.fromEntries(full), edges, said);
}
function scoresOf(plan: Plan, weights = scoring, from: Catalog = catalog, findings: Parameters<typeof scorePlan>[0]['findings'] = []) {
  return scorePlan({ graph: new PlanGraph(plan, from, book), scoring: weights, findings, today });
}
/** What a part says: the share of its points, to three digits, and the nodes it names. */
function partOf(score: Score, id: string) {
  const part = score.parts.find((one) => one.id === id);
  return part && { share: Math.round((1000 * part.points) / part.max) / 1000, nodes: part.nodes, because: part.because };
}
const maintained = (part: string, nodes: Nodes, edges: readonly string[] = [], said: Partial<Plan> = {}) =>
  partOf(scoresOf(planOf(nodes, edges, said)).maintainability, part);
const error = (nodes: readonly string[], family = 'triggers', title = 'It fits') => ({ title, family, severity: 'error', nodes });

describe('soundness', () => {
  const withErrors = (...findings: Parameters<typeof scorePlan>[0]['findings']) =>
    partOf(scoresOf(planOf({ a: 'azure-storage', b: 'azure-monitor' }), scoring, catalog, findings).maintainability, 'soundness');

  it('is full without errors; half is lost for the first, a quarter for each further one', () => {
    expect(withErrors()).toEqual({ share: 1, nodes: [], because: 'No rule finds an error.' });
    expect(withErrors(error(['a']))).toEqual({ share: 0.5, nodes: ['a'], because: '1 error among the findings, against: It fits.' });
    expect(withErrors(error(['a']), error(['b']))).toMatchObject({ share: 0.25, nodes: ['a', 'b'] });
    expect(withErrors(error([]), error([]), error([]))?.share).toBe(0);
    expect(withErrors(...Array.from({ length: 9 }, () => error([])))?.share).toBe(0);
  });

  it('leaves warnings, skills and money to others', () => {
    expect(withErrors({ ...error(['a']), severity: 'warning' }, error(['a'], 'skills'), error(['a'], 'cost'))?.share).toBe(1);
  });

  it.each(['azure-ml-sdk-v1', 'unheard-of'])('is lost with a service that nobody supports: %s', (service) => {
    expect(maintained('soundness', { old: service })).toEqual({ share: 0, nodes: ['old'], because: 'Out of support: "old".' });
  });
});

describe('soundness, by what a training leaves', () => {
  const nodes = {
    data: 'azure-ml-datasets',
    env: 'conda-environments',
    train: { service: 'azure-ml-pipelines', stage: 'training' },
    runs: 'azure-ml-experiments',
    models: 'azure-ml-model-registry',
  } as const;
  const [data, env, runs, models] = ['data data train', 'env image train', 'train metrics runs', 'train model models'];

  it.each([
    ['everything', [data, env, runs, models], 1],
    ['no versions of data', [env, runs, models], 1],
    ['half of it: runs and versions of data', [data, runs], 1],
    ['versions of data and an environment', [data, env], 0.8],
    ['a registered model alone', [models], 0.6],
    ['an environment alone', [env], 0.4],
    ['nothing', [], 0],
  ])('with %s', (_, edges, share) => {
    expect(maintained('soundness', nodes, [...edges, 'data data models'])?.share).toBe(share);
  });

  it('names the training and what it lacks', () => {
    expect(maintained('soundness', nodes, [models, 'data data models'])).toMatchObject({
      nodes: ['train'],
      because: 'Models of "train" can hardly be reproduced without experiment tracking, data versions and pinned environments.',
    });
  });

  it('goes by the training that lacks most, and names all that lack too much', () => {
    const two = { ...nodes, bare: { service: 'azure-ml-pipelines', stage: 'training' } } as const;
    expect(maintained('soundness', two, [data, env, runs, models])).toMatchObject({ share: 0, nodes: ['bare'] });
    expect(maintained('soundness', two, [env, 'data data models'])).toMatchObject({ share: 0, nodes: ['train', 'bare'] });
  });

  it('asks no more of a training than it can give, and takes what it keeps by itself', () => {
    const draw = { draw: { service: 'azure-ml-designer', stage: 'training' }, data: 'azure-ml-datasets' } as const;
    // runs are worth 0.3 of 0.8, and the designer keeps them
    expect(maintained('soundness', draw, [])?.share).toBe(0.75);
    expect(maintained('soundness', draw, ['data data draw'])?.share).toBe(1);
    expect(maintained('soundness', { fabric: { service: 'fabric-notebooks', stage: 'training' } })?.share).toBe(1);
  });

  it('adds to what errors lose, up to everything', () => {
    const plan = planOf(nodes, [models, 'data data models']);
    const with_ = (...findings: ReturnType<typeof error>[]) =>
      partOf(scoresOf(plan, scoring, catalog, findings).maintainability, 'soundness');
    expect(with_(error(['env']))).toMatchObject({ share: 0.1, nodes: ['env', 'train'] });
    expect(with_(error(['env']), error(['env']))).toMatchObject({ share: 0, nodes: ['env', 'train'] });
  });
});

describe('operational burden', () => {
  it('adds up what the team runs, each service once', () => {
    expect(maintained('operational-burden', { a: 'azure-storage', b: 'power-bi' })).toEqual({
      share: 1,
      nodes: [],
      because: 'The vendor runs 2 nodes of 2.',
    });
    expect(maintained('operational-burden', { a: 'azure-kubernetes-service' })).toMatchObject({ share: 0.9, nodes: ['a'] });
    expect(maintained('operational-burden', { a: 'azure-kubernetes-service', b: 'azure-kubernetes-service' })?.share).toBe(0.9);
    expect(maintained('operational-burden', { a: 'azure-kubernetes-service', b: 'data-science-vm' })?.share).toBe(0.7);
    expect(maintained('operational-burden', { a: 'unheard-of', b: 'unheard-of' })?.share).toBe(0.5);
  });

  it('leaves out what runs on something else', () => {
    const nodes = { a: 'databricks-notebooks', b: 'azure-databricks' };
    expect(maintained('operational-burden', nodes, ['a runs-on b'])).toMatchObject({ share: 0.9, nodes: ['b'] });
  });
});

describe('technology spread', () => {
  const four = { a: 'azure-storage', b: 'azure-functions', c: 'azure-kubernetes-service', d: 'azure-logic-apps' };
  it('counts a platform once, what takes care of others never, and what is gone each time', () => {
    expect(maintained('technology-spread', four)).toMatchObject({
      share: 1,
      because: '4 different technologies: few enough to know well.',
    });
    const platform = { e: 'azure-ml-automl', f: 'azure-ml-pipelines', g: 'azure-ml-compute' };
    expect(maintained('technology-spread', { ...four, ...platform })?.share).toBe(0.875);
    const care = { r: 'code-repository', d2: 'azure-devops', m: 'azure-monitor', e2: 'conda-environments', i: 'mlflow-open-source' };
    expect(maintained('technology-spread', { ...four, ...care })?.share).toBe(1);
    expect(maintained('technology-spread', { ...four, x: 'unheard-of', y: 'unheard-of' })).toMatchObject({ share: 0.75 });
  });
});

describe('native integration', () => {
  const nodes = { lake: 'azure-storage', train: 'azure-ml-automl', flow: 'azure-data-factory', score: 'azure-ml-batch-endpoints' };
  const edges = ['lake data train', 'lake data score'];
  it('is full where nothing takes glue, whatever the edges carry', () => {
    const { lake, train } = nodes;
    expect(maintained('native-integration', { lake, train, watch: 'azure-monitor' }, ['lake data train', 'train telemetry watch'])).toEqual(
      {
        share: 1,
        nodes: [],
        because: 'All 2 edges join services that work together natively.',
      },
    );
  });

  it('loses a tenth for glue, two for an edge that cannot work, and two for a node joined to nothing', () => {
    expect(maintained('native-integration', nodes, [...edges, 'flow control score'])).toMatchObject({
      share: 0.9,
      nodes: ['flow', 'score'],
    });
    expect(maintained('native-integration', nodes, [...edges, 'flow data train', 'flow model score'])).toMatchObject({ share: 0.8 });
    expect(maintained('native-integration', nodes, edges)).toMatchObject({ share: 0.8, nodes: ['flow'] });
    expect(maintained('native-integration', { ...nodes, watch: 'azure-monitor' }, edges)).toMatchObject({ share: 0.8, nodes: ['flow'] });
    expect(
      maintained('native-integration', { ...nodes, old: 'azure-ml-sdk-v1' }, [...edges, 'lake data old', 'flow control score'])?.share,
    ).toBe(0.7);
  });

  it('is lost where nothing is connected, or nothing works', () => {
    expect(maintained('native-integration', nodes)).toMatchObject({ share: 0, because: 'Nothing is connected.' });
    expect(maintained('native-integration', nodes, ['lake model train'])).toMatchObject({ share: 0, because: 'No edge works.' });
  });
});

describe('lifecycle', () => {
  const states = aCatalog(
    aService('fine'),
    aService('going', { status: { state: 'ga', note: 'Going.', retiresOn: '2027-11-21' } }),
    aService('going-later', { status: { state: 'ga', note: 'Going.', retiresOn: '2027-11-22' } }),
    aService('ends-today', { status: { state: 'ga', note: 'Its last day.', retiresOn: today } }),
    aService('long-gone', { status: { state: 'retired', note: 'Gone for long.' } }),
    aService('deprecated', { status: { state: 'deprecated', note: 'No longer.', successors: ['fine'] } }),
    aService('preview', { status: { state: 'preview', note: 'Not yet.' } }),
    aService('succeeded', { status: { state: 'ga', note: 'There is a newer one.', successors: ['fine'] } }),
  );
  const lived = (nodes: Nodes, findings: Parameters<typeof scorePlan>[0]['findings'] = []) =>
    partOf(scoresOf(planOf(nodes), scoring, states, findings).maintainability, 'lifecycle');

  // half by the worst node, half by the sum of what is missing
  it.each([
    ['fine', 1],
    ['going-later', 1],
    ['succeeded', (0.85 + 1 / 1.15) / 2],
    ['preview', (0.7 + 1 / 1.3) / 2],
    ['going', (0.5 + 1 / 1.5) / 2],
    ['deprecated', (0.3 + 1 / 1.7) / 2],
    ['ends-today', 0.25],
    ['long-gone', 0.25],
    ['unheard-of', 0.25],
  ])('goes by the state of a service: %s', (service, share) => {
    expect(lived({ a: 'fine', b: service, c: 'fine' })?.share).toBeCloseTo(share, 3);
  });

  it('is not made up for by other nodes, and falls with each that is going', () => {
    const one = lived({ a: 'preview' })?.share;
    expect(lived({ a: 'preview', b: 'fine', c: 'fine' })?.share).toBe(one);
    expect(lived({ a: 'preview', b: 'preview' })?.share).toBeLessThan(one ?? 0);
  });

  it('counts settings and sizes that the rules find to end, but not where the service itself goes', () => {
    const finding = error(['a'], 'lifecycle', 'No GPU size that ends');
    expect(lived({ a: 'fine' }, [finding])).toMatchObject({
      share: 0.583,
      because: 'Uses a setting or size that has ended or ends within 365 days: "a".',
    });
    expect(lived({ a: 'fine' }, [{ ...finding, severity: 'warning' }])?.share).toBe(0.583);
    expect(lived({ a: 'fine' }, [{ ...finding, severity: 'info' }])?.share).toBe(1);
    expect(lived({ a: 'fine', b: 'fine' }, [error(['b'], 'triggers')])?.share).toBe(1);
    expect(lived({ a: 'deprecated' }, [finding])).toEqual(lived({ a: 'deprecated' }));
  });
});

describe('reproducibility', () => {
  const nodes = {
    data: 'azure-ml-datasets',
    env: 'conda-environments',
    train: 'azure-ml-pipelines',
    runs: 'azure-ml-experiments',
    models: 'azure-ml-model-registry',
  };
  const edges = ['data data train', 'env image train', 'train metrics runs', 'train model models'];
  it('is full where everything can be gone back to', () => {
    expect(maintained('reproducibility', nodes, edges)).toMatchObject({ share: 1, nodes: [] });
  });

  it.each([
    ['train metrics runs', 0.7, 'experiment tracking'],
    ['train model models', 0.7, 'model registry'],
    ['data data train', 0.8, 'data versions'],
    ['env image train', 0.8, 'pinned environments'],
  ])('without the edge "%s" has %d', (edge, share, what) => {
    expect(
      maintained(
        'reproducibility',
        nodes,
        edges.filter((one) => one !== edge),
      ),
    ).toEqual({ share, nodes: ['train'], because: `No ${what} for "train".` });
  });

  it('loses half of a share for one of several, and what is asked of nothing goes to the others', () => {
    const two = { ...nodes, other: { service: 'azure-ml-automl' } };
    expect(maintained('reproducibility', two, edges)).toMatchObject({ share: 0.75, nodes: ['other'] });
    // a designer keeps its runs itself, and has no libraries to pin
    expect(
      maintained('reproducibility', { draw: { service: 'azure-ml-designer', stage: 'training' }, data: 'azure-ml-datasets' }, [
        'data data draw',
      ])?.share,
    ).toBe(0.4);
  });

  it('is left out where nothing is trained or deployed', () => {
    expect(maintained('reproducibility', { lake: 'azure-storage', report: 'power-bi' }, ['lake data report'])).toBeUndefined();
  });
});

describe('definition', () => {
  it('is lost without a repository that gives or takes code, and by nodes without a file', () => {
    const nodes = { code: 'code-repository', cd: 'azure-devops' };
    expect(maintained('definition', nodes, ['code code cd'])?.share).toBe(1);
    expect(maintained('definition', nodes)).toMatchObject({ share: 0, because: 'No code repository is connected.' });
    expect(
      maintained('definition', { ...nodes, score: 'azure-ml-batch-scoring-pipeline', report: 'power-bi' }, ['code code cd']),
    ).toMatchObject({
      share: 0.75,
      nodes: ['score'],
    });
    expect(maintained('definition', { ...nodes, copy: 'fabric-data-factory' }, ['code code cd'])?.share).toBe(1);
  });

  it('is left out where nobody writes code', () => {
    const said = { context: { approach: 'no-code' as const } };
    expect(maintained('definition', { train: 'azure-ml-automl' }, [], said)).toBeUndefined();
    expect(maintained('definition', { train: 'azure-ml-automl', job: 'azure-functions' }, [], said)).toMatchObject({ share: 0 });
  });
});

describe('observability', () => {
  const nodes = { serve: 'azure-ml-managed-online-endpoints', watch: 'azure-monitor', judge: 'azure-ml-model-monitoring' };
  it('asks for telemetry, and for a judge of the model', () => {
    expect(maintained('observability', nodes, ['serve telemetry watch', 'serve data judge'])?.share).toBe(1);
    expect(maintained('observability', nodes, ['serve telemetry watch'])).toMatchObject({
      share: 0.6,
      because: "Nothing watches the model's quality.",
    });
    expect(maintained('observability', nodes, ['serve data judge'])?.share).toBe(1);
    expect(maintained('observability', nodes)).toMatchObject({ share: 0, nodes: ['serve'] });
    expect(
      maintained('observability', { ...nodes, other: 'azure-container-apps' }, ['serve telemetry watch', 'serve data judge'])?.share,
    ).toBe(0.7);
  });

  it('takes neither a registry of images nor a function that starts others for a deployment', () => {
    const care = { images: 'azure-container-registry', fn: 'azure-functions', cd: 'azure-devops', job: 'azure-ml-pipelines' };
    expect(maintained('observability', care, ['fn control job', 'cd image images'])).toBeUndefined();
  });

  it('asks nobody to judge models that a service brings', () => {
    expect(maintained('observability', { app: 'microsoft-foundry', watch: 'azure-monitor' }, ['app telemetry watch'])?.share).toBe(1);
  });
});

describe('delivery', () => {
  const nodes = { code: 'code-repository', cd: 'azure-devops', by: 'deployment-scripts', serve: 'azure-ml-batch-endpoints' };
  it.each([
    [['cd control serve'], 1],
    [['cd code serve'], 1],
    [['by control serve'], 0.5],
    [['code code cd'], 0],
  ])('by %j is %d', (edges, share) => {
    expect(maintained('delivery', nodes, edges)?.share).toBe(share);
  });

  it('asks what trains where nothing is deployed, and nobody who writes no code', () => {
    expect(
      maintained('delivery', { cd: 'azure-devops', train: 'azure-ml-pipelines', m: 'azure-ml-model-registry' }, ['train model m']),
    ).toMatchObject({ share: 0, nodes: ['train'] });
    expect(maintained('delivery', { train: 'azure-ml-automl' }, [], { context: { approach: 'no-code' } })).toBeUndefined();
    expect(maintained('delivery', { lake: 'azure-storage' })).toBeUndefined();
  });
});

describe('lock-in', () => {
  it('adds up technologies by their hardest service', () => {
    expect(maintained('lock-in', { a: 'azure-storage', b: 'power-bi' })?.share).toBe(1);
    expect(maintained('lock-in', { a: 'adf-data-flows', b: 'azure-data-factory', c: 'adf-copy-activity' })).toMatchObject({
      share: 0.8,
      nodes: ['a', 'b'],
    });
    expect(maintained('lock-in', { a: 'adf-data-flows', b: 'azure-functions', c: 'unheard-of' })?.share).toBe(0.45);
  });
});

describe('points lost', () => {
  it('are never more than there are, whatever the weights of a pack, and a part without points is not scored', () => {
    const odd = structuredClone(scoring);
    odd.integration['native-edges'].many = 1;
    odd.maintainability.lifecycle.max = 0;
    const plan = planOf({ a: 'azure-storage', b: 'power-bi', c: 'azure-functions', d: 'azure-logic-apps' }, ['a data b']);
    const { integration, maintainability } = scoresOf(plan, odd);
    expect(integration.parts).toMatchObject([{ points: 0, lost: 50, losses: [{ points: 50, gain: 100 }] }]);
    expect(maintainability.parts.map(({ id }) => id)).not.toContain('lifecycle');
  });

  it('have no value without nodes', () => {
    const { maintainability, skills, integration } = scoresOf(emptyPlan('Empty'));
    for (const score of [maintainability, skills, integration])
      expect(score).toMatchObject({ value: null, note: 'The plan has no nodes yet.' });
  });
});

describe('integration', () => {
  const nodes = { lake: 'azure-storage', train: 'azure-ml-automl', fn: 'azure-functions' };
  const edges = ['lake data train', 'lake data fn'];
  const run = (estate: readonly string[], list = edges) => scoresOf(planOf(nodes, list, { context: { estate: [...estate] } })).integration;

  it('is judged by the connections alone where no estate is stated, and says so', () => {
    const { value, parts, note } = scoresOf(planOf(nodes, edges)).integration;
    expect({ value, ids: parts.map(({ id }) => id) }).toEqual({ value: 100, ids: ['native-edges'] });
    expect(note).toBe('Only the connections are scored: the plan does not say which services are already run.');
  });

  it('counts technologies that fit with what is run, and services that have a part', () => {
    expect(partOf(run(['azure-storage']), 'estate-fit')?.share).toBe(1);
    expect(partOf(run(['power-bi']), 'estate-fit')).toMatchObject({ nodes: expect.arrayContaining(['fn']) as string[] });
    expect(partOf(run(['azure-storage', 'power-bi']), 'estate-use')).toMatchObject({
      share: 0.5,
      because: 'Already run, but not used in the plan: Power BI.',
    });
    // a workspace is used where another service of Azure ML is
    expect(partOf(run(['azure-ml-workspace']), 'estate-use')?.share).toBe(1);
    expect(partOf(run(['azure-functions'], ['lake data train']), 'estate-use')).toMatchObject({ share: 0, nodes: ['fn'] });
  });

  it('is nothing where nothing is connected, and has no value for a single node', () => {
    expect(scoresOf(planOf(nodes)).integration.value).toBe(0);
    expect(scoresOf(planOf({ lake: 'azure-storage' })).integration).toMatchObject({ value: null });
  });
});

describe('skills', () => {
  const team = (skills: Readonly<Record<string, 'none' | 'basic' | 'strong'>>) => ({ context: { team: { skills } } });
  const nodes = { a: 'azure-databricks', b: 'azure-databricks', c: { service: 'power-bi', title: 'Report' } };

  it('cost the same for each that is missing, half of it where the basics are there, and list the widest gap first', () => {
    const { value, parts } = scoresOf(planOf(nodes, [], team({ python: 'strong', spark: 'basic', dax: 'basic' }))).skills;
    expect(value).toBe(85);
    expect(parts.filter(({ lost }) => lost > 0).map(({ id, lost, gain, because }) => ({ id, lost, gain, because }))).toEqual([
      { id: 'power-query', lost: 10, gain: 10, because: 'Power Query is needed (basic) by "Report"; the team has none.' },
      { id: 'spark', lost: 5, gain: 5, because: 'Apache Spark is needed (strong) by "a" and "b"; the team has only basics.' },
    ]);
    expect(parts.find(({ id }) => id === 'dax')?.because).toBe('DAX is needed (basic) by 1 node, and the team has it.');
  });

  it('are full for a team that writes no code and follows the guide', () => {
    const guide = {
      a: 'azure-logic-apps',
      b: 'azure-data-factory',
      c: 'adf-data-flows',
      d: 'azure-ml-automl',
      e: 'azure-ml-batch-endpoints',
      f: 'azure-ml-model-registry',
      g: 'azure-monitor',
      h: 'power-bi',
    };
    const skills = { 'ml-basics': 'basic', 'data-flow-expression': 'basic', 'power-query': 'basic', dax: 'basic' } as const;
    expect(scoresOf(planOf(guide, [], { context: { approach: 'no-code', team: { skills } } })).skills.value).toBe(100);
    expect(scoresOf(planOf(guide, [], { context: { approach: 'code', team: { skills } } })).skills.value).toBeLessThan(50);
  });

  it('have no value while nobody says what the team knows, and are nothing at worst', () => {
    expect(scoresOf(planOf(nodes)).skills).toMatchObject({
      value: null,
      parts: [],
      note: expect.stringContaining('what the team knows') as string,
    });
    expect(scoresOf(planOf({ a: 'sharepoint' }, [], team({}))).skills).toMatchObject({
      value: 100,
      note: 'Nothing in the plan asks for a skill.',
    });
    const everything = Object.fromEntries(catalog.services.map(({ id }) => [id, id]));
    const { value, parts } = scoresOf(planOf(everything, [], team({}))).skills;
    expect(value).toBe(0);
    expect(parts.reduce((sum, { lost }) => sum + lost, 0)).toBeCloseTo(100, 9);
  });
});
