import { describe, expect, it } from 'vitest';
import { PlanGraph, type Field, type Service } from '#engine/catalog';
import { emptyPlan, type Plan, type PlanNode } from '#engine/plan';
import { scorePlan, type Score } from '#engine/score';
import { scoring } from '../../harness/resources.ts';
import { aBook, aCatalog, aPlan, aService, choice, meter } from '../../harness/small-catalog.ts';

const today = '2026-11-21';
const book = aBook([meter('hour', 1)]);
const model = { inputs: { model: ['model'], control: ['call'] }, outputs: { telemetry: ['telemetry'] } } satisfies Partial<Service>;

const catalog = aCatalog(
  aService('repository', { stages: ['orchestration'], inputs: { code: ['code'] }, outputs: { code: ['code'] } }),
  aService('release', {
    stages: ['orchestration'],
    inputs: { code: ['code'] },
    outputs: { control: ['call'] },
    triggers: { schedule: [], events: ['push', 'pull-request'], manualApproval: 'yes' },
    integratesWith: ['training', 'endpoint'],
  }),
  aService('deployment-scripts', { stages: ['orchestration'], inputs: { code: ['code'] }, outputs: { control: ['call'] } }),
  aService('training', {
    stages: ['training'],
    inputs: { control: ['call'], data: ['file'], code: ['code'] },
    outputs: { model: ['model'], metrics: ['metrics'], 'runs-on': ['spark-job'] },
    integratesWith: ['registry', 'tracker'],
    runsOn: 'required',
  }),
  aService('cluster', { stages: ['compute'], inputs: { 'runs-on': ['spark-job'] } }),
  aService('tracker', { stages: ['tracking-experiments'], inputs: { metrics: ['metrics'] } }),
  aService('registry', {
    stages: ['model-registry'],
    inputs: { model: ['model'] },
    outputs: { model: ['model'] },
    integratesWith: ['endpoint'],
  }),
  aService('versions', { stages: ['data-versioning'], outputs: { data: ['file'] } }),
  aService('images', { stages: ['compute'], outputs: { image: ['container-image'] } }),
  aService('endpoint', { stages: ['deployment-realtime'], ...model }),
  aService('watcher', { stages: ['monitoring'], inputs: { telemetry: ['telemetry'] } }),
  aService('judge', {
    stages: ['monitoring'],
    inputs: { telemetry: ['telemetry'], data: ['file'] },
    outputs: { metrics: ['metrics'], control: ['event'] },
  }),
  aService('by-hand', {
    managed: 'self-managed',
    lockIn: { level: 'high', note: 'Made for a test.' },
    definition: { formats: [], note: 'No file.' },
  }),
  aService('half-managed', { managed: 'managed-cluster', lockIn: { level: 'medium', note: 'Made for a test.' } }),
  aService('gone', {
    stages: ['training'],
    status: { state: 'retired', note: 'Gone.', retiresOn: '2026-11-21', successors: ['training'] },
  }),
  aService('going', { status: { state: 'ga', note: 'Going.', retiresOn: '2027-11-21' } }),
  aService('going-later', { status: { state: 'ga', note: 'Going.', retiresOn: '2027-11-22' } }),
  aService('deprecated', { status: { state: 'deprecated', note: 'No longer.', successors: ['training'] } }),
  aService('preview', { status: { state: 'preview', note: 'Not yet.' } }),
  aService('succeeded', { status: { state: 'ga', note: 'There is a newer one.', successors: ['training'] } }),
  aService('with-options', {
    usage: [
      {
        ...choice('version', ['old', 'new'], 'new'),
        options: [
          {
            value: 'old',
            title: 'The old',
            ends: { on: '2027-01', because: 'It ends.', entry: 'entry', source: { title: 'A test' } },
          },
          { value: 'new', title: 'The new' },
        ],
      } as Field, // a choice stays one
    ],
  }),
  aService('python-work', { skills: [{ skill: 'python', level: 'basic' }] }),
  aService('hard-python-work', { skills: [{ skill: 'python', level: 'strong' }] }),
  aService('spark-work', { skills: [{ skill: 'spark', level: 'strong' }] }),
  ...Array.from({ length: 20 }, (_, at) => aService(`kind-${at}`)),
);

type Nodes = Readonly<Record<string, string | PlanNode>>;

function planOf(nodes: Nodes, edges: readonly string[] = [], said: Partial<Plan> = {}): Plan {
  const full = Object.entries(nodes).map(([id, node]) => [id, typeof node === 'string' ? { service: node } : node] as const);
  return aPlan(Object.fromEntries(full), edges, said);
}
function scoresOf(plan: Plan) {
  return scorePlan({ graph: new PlanGraph(plan, catalog, book), scoring, today });
}
/** What a part of a score says: the share of its points, to three digits, and the nodes it names. */
function partOf(score: Score, id: string) {
  const part = score.parts.find((one) => one.id === id);
  return part && { share: Math.round((1000 * part.points) / part.max) / 1000, nodes: part.nodes, because: part.because };
}
function maintainability(part: string, nodes: Nodes, edges: readonly string[] = []) {
  return partOf(scoresOf(planOf(nodes, edges)).maintainability, part);
}

function near(value: number): number {
  return expect.closeTo(value, 9) as number; // what stands for a number in an expectation
}

describe('maintainability', () => {
  describe('operational burden', () => {
    it('is full when the vendor runs everything', () => {
      expect(maintainability('operational-burden', { a: 'training', b: 'registry' })).toEqual({
        share: 1,
        nodes: [],
        because: 'The vendor runs 2 nodes of 2.',
      });
    });
    it('names what the team looks after', () => {
      expect(
        maintainability('operational-burden', { a: 'training', b: { service: 'by-hand', title: 'Own server' }, c: 'half-managed' }),
      ).toEqual({
        share: 0.6, // (1 + 0.2 + 0.6) / 3
        nodes: ['b', 'c'],
        because: 'The vendor runs 1 of 3 nodes; the team looks after "Own server" and "c".',
      });
    });
  });

  describe('technology spread', () => {
    const kinds = (number: number) => Object.fromEntries(Array.from({ length: number }, (_, at) => [`n${at}`, `kind-${at}`]));
    it('is full up to eight services, used as often as one likes', () => {
      expect(maintainability('technology-spread', { ...kinds(8), again: 'kind-0' })).toMatchObject({ share: 1, nodes: [] });
    });
    it('falls to nothing at twenty, and names all nodes', () => {
      expect(maintainability('technology-spread', kinds(14))).toMatchObject({ share: 0.5 });
      expect(maintainability('technology-spread', kinds(20))).toEqual({
        share: 0,
        nodes: Object.keys(kinds(20)),
        because: '20 different services; up to 8 cost nothing, 20 cost everything.',
      });
    });
  });

  describe('native integration', () => {
    it('is full where every edge joins services that work together', () => {
      const nodes = { a: 'training', b: 'registry', c: 'cluster', d: 'training' };
      // one says that they work together; one runs on the other; one is the same service
      expect(maintainability('native-integration', nodes, ['a model b', 'a runs-on c', 'a control d'])).toEqual({
        share: 1,
        nodes: [],
        because: 'All 3 edges join services that work together natively.',
      });
    });
    it('names both ends of what needs glue', () => {
      expect(maintainability('native-integration', { a: 'training', b: 'registry', c: 'versions' }, ['a model b', 'c data a'])).toEqual({
        share: 0.5,
        nodes: ['c', 'a'],
        because: '1 of 2 edges needs glue of your own, at "c" and "a".',
      });
    });
    it('is full where nothing is connected', () => {
      expect(maintainability('native-integration', { a: 'training' })?.share).toBe(1);
    });
    it('is not what a retired service has to offer', () => {
      expect(maintainability('native-integration', { a: 'gone', b: 'gone' }, ['a model b'])?.share).toBe(0);
    });
  });

  describe('lifecycle', () => {
    it('is full when nothing is ending', () => {
      expect(maintainability('lifecycle', { a: 'training', b: 'with-options', c: 'going-later' })).toEqual({
        share: 1,
        nodes: [],
        because: 'No service or setting in the plan is ending.',
      });
    });
    it.each([
      ['retired today', 'gone', 0, 'Out of support: "b".'],
      ['not known', 'unheard-of', 0, 'Not in the catalog, so nothing says that it is supported: "b".'],
      ['deprecated', 'deprecated', 0.3, 'Deprecated: "b".'],
      ['retired within a year', 'going', 0.5, 'Ends within 365 days: "b".'],
      ['not released yet', 'preview', 0.7, 'Still in preview: "b".'],
      ['followed by another', 'succeeded', 0.85, 'Supported, but the vendor has a successor: "b".'],
    ])('takes away by what is worst, for a service that is %s', (_, service, worth, because) => {
      const found = maintainability('lifecycle', { a: 'training', b: service });
      expect(Math.abs((found?.share ?? NaN) - ((1 + worth) / 2 + worth) / 2)).toBeLessThan(0.001);
      expect(found).toMatchObject({ nodes: ['b'], because });
    });
    it('takes half away for a setting that ends within a year', () => {
      expect(maintainability('lifecycle', { a: { service: 'with-options', usage: { version: 'old' } } })).toMatchObject({
        share: 0.5,
        nodes: ['a'],
        because: 'Set to what has ended or ends within 365 days: "a".',
      });
    });
    it('says what each reason costs, the worst first, as if those before it were mended', () => {
      const { parts } = scoresOf(planOf({ a: 'preview', b: 'deprecated', c: 'training', d: 'preview' })).maintainability;
      // all: mean 0.675, worst 0.3; without the deprecated one: mean 0.85, worst 0.7
      expect(parts.find(({ id }) => id === 'lifecycle')?.losses).toEqual([
        expect.objectContaining({ nodes: ['b'], points: near(15 * (0.775 - 0.4875)), gain: near(15 * (0.775 - 0.4875)) }),
        expect.objectContaining({ nodes: ['a', 'd'], points: near(15 * (1 - 0.775)) }),
      ]);
    });
  });

  describe('reproducibility', () => {
    const whole = { train: 'training', serve: 'endpoint', runs: 'tracker', models: 'registry', data: 'versions', env: 'images' };
    it('is full with tracking, a registry, data versions and environments', () => {
      expect(maintainability('reproducibility', whole)).toMatchObject({ share: 1, nodes: [] });
    });
    it('is full where nothing is trained, deployed or run', () => {
      expect(maintainability('reproducibility', { a: 'watcher' })?.share).toBe(1);
    });
    it.each([
      ['runs', 'experiment tracking', 0.7, ['train']],
      ['models', 'model registry', 0.7, ['train', 'serve']],
      ['data', 'data versions', 0.8, ['train']],
      ['env', 'pinned environments', 0.8, ['train']],
    ] as const)('without "%s" names who lacks it: %s', (gone, what, share, nodes) => {
      const { [gone]: _, ...rest } = whole;
      const found = maintainability('reproducibility', rest);
      expect(found).toMatchObject({ share, nodes });
      expect(found?.because).toBe(`No ${what} for ${nodes.map((id) => `"${id}"`).join(' and ')}.`);
    });
    it('asks a retired service for what any stage needs', () => {
      expect(maintainability('reproducibility', { a: 'gone' })).toMatchObject({ share: 0, nodes: ['a'] });
      expect(maintainability('reproducibility', { a: 'unheard-of' })).toMatchObject({ share: 0, nodes: ['a'] });
    });
  });

  describe('definition', () => {
    it('is full with a repository and a file for each node', () => {
      expect(maintainability('definition', { code: 'repository', a: 'training' })).toEqual({
        share: 1,
        nodes: [],
        because: 'A repository holds the code; every node can be checked in as a file.',
      });
    });
    it('names what no file defines', () => {
      expect(maintainability('definition', { a: 'training', b: 'by-hand' })).toEqual({
        share: 0.3, // 0.6 for half of the nodes
        nodes: ['a', 'b'],
        because: 'No repository is planned. No file defines "b".',
      });
    });
  });

  describe('observability', () => {
    it('is full where every deployment sends telemetry, and the model is judged', () => {
      expect(maintainability('observability', { serve: 'endpoint', watch: 'judge' }, ['serve telemetry watch'])).toEqual({
        share: 1,
        nodes: [],
        because: "Every deployment sends telemetry; the model's quality is watched.",
      });
    });
    it('is full where nothing is deployed', () => {
      expect(maintainability('observability', { a: 'training' })?.share).toBe(1);
    });
    it('names deployments that nobody watches', () => {
      const nodes = { one: 'endpoint', two: 'endpoint', watch: 'watcher' };
      expect(maintainability('observability', nodes, ['one telemetry watch'])).toEqual({
        share: 0.3,
        nodes: ['two', 'one'],
        because: 'No telemetry from "two". Nothing watches the model\'s quality.',
      });
    });
    it('names all deployments where only their machines are watched', () => {
      expect(maintainability('observability', { serve: 'endpoint', watch: 'watcher' }, ['serve telemetry watch'])).toMatchObject({
        share: 0.6,
        nodes: ['serve'],
      });
    });
    it('counts a retired service as one that nobody watches', () => {
      const edges = ['serve telemetry watch'];
      expect(maintainability('observability', { serve: 'endpoint', watch: 'judge', old: 'gone' }, edges)).toMatchObject({
        share: 0.7,
        nodes: ['old'],
      });
    });
  });

  describe('delivery', () => {
    it('is full where a change of the code starts a pipeline', () => {
      expect(maintainability('delivery', { cd: 'release', a: 'training' }, ['cd control a'])).toEqual({
        share: 1,
        nodes: [],
        because: '"cd" delivers on every change of the code.',
      });
    });
    it('is half where somebody starts scripts', () => {
      expect(maintainability('delivery', { by: 'deployment-scripts', a: 'training' }, ['by control a'])).toMatchObject({
        share: 0.5,
        nodes: ['a'],
      });
    });
    it('names what nothing delivers', () => {
      expect(maintainability('delivery', { cd: 'release', a: 'training', b: 'endpoint' })).toEqual({
        share: 0,
        nodes: ['a', 'b'],
        because: 'Nothing in the plan delivers "a" and "b".',
      });
    });
    it('is full where nothing is trained or deployed', () => {
      expect(maintainability('delivery', { a: 'watcher' })?.share).toBe(1);
    });
  });

  describe('lock-in', () => {
    it('is full where everything can be left', () => {
      expect(maintainability('lock-in', { a: 'training' })).toEqual({
        share: 1,
        nodes: [],
        because: 'Nothing in the plan is hard to leave.',
      });
    });
    it('names what is hard to leave', () => {
      expect(maintainability('lock-in', { a: 'training', b: 'by-hand', c: 'half-managed' })).toEqual({
        share: 0.6, // (1 + 0.2 + 0.6) / 3
        nodes: ['b', 'c'],
        because: 'Hard to leave: "b". Takes some work to leave: "c".',
      });
    });
    it('is lost where nobody can say how to leave', () => {
      expect(maintainability('lock-in', { a: 'training', b: 'gone' })).toEqual({
        share: 0.5,
        nodes: ['b'],
        because: 'Out of support or not known, so nothing says how to leave it: "b".',
      });
    });
  });

  it('has no value without nodes', () => {
    expect(scoresOf(emptyPlan('Empty')).maintainability).toEqual({ value: null, parts: [], note: 'The plan has no nodes yet.' });
  });

  it('is what its parts add up to', () => {
    const { value, parts } = scoresOf(planOf({ a: 'training', b: 'by-hand', c: 'gone' }, ['a model b'])).maintainability;
    expect(parts.map(({ id }) => id)).toEqual(Object.keys(scoring.maintainability));
    expect(value).toBe(Math.round(parts.reduce((sum, { points }) => sum + points, 0)));
    for (const part of parts) expect(part.reason.length).toBeGreaterThan(20);
  });
});

describe('points lost', () => {
  it('are worth more to the score where not all of its parts can be judged', () => {
    const { value, parts } = scoresOf(planOf({ a: 'training', b: 'registry', c: 'versions' }, ['a model b', 'c data a'])).integration;
    expect(value).toBe(50);
    expect(parts).toMatchObject([{ points: 25, max: 50, lost: 25, gain: 50, losses: [{ points: 25, gain: 50, nodes: ['c', 'a'] }] }]);
  });

  it('are never more than there are, whatever the weights of a pack', () => {
    const heavy = structuredClone(scoring);
    heavy.maintainability.reproducibility.share = { tracking: 1, registry: 1, dataVersions: 1, environments: 1 };
    const plan = planOf({ train: 'training', env: 'images' });
    const { parts } = scorePlan({ graph: new PlanGraph(plan, catalog, book), scoring: heavy, today }).maintainability;
    const part = parts.find(({ id }) => id === 'reproducibility');
    expect(part).toMatchObject({ points: 0, lost: 15 });
    expect(part?.losses.map(({ points }) => points)).toEqual([near(5), near(5), near(5)]);
  });

  it('are not looked for in a part that a pack gives no points, nor spoken of where they take away nothing', () => {
    const light = structuredClone(scoring);
    light.maintainability.lifecycle.max = 0;
    light.maintainability.observability.share = { telemetry: 0, modelQuality: 1 };
    const plan = planOf({ old: 'gone', serve: 'endpoint', watch: 'watcher' });
    const { parts } = scorePlan({ graph: new PlanGraph(plan, catalog, book), scoring: light, today }).maintainability;
    expect(parts.map(({ id }) => id)).not.toContain('lifecycle');
    expect(parts.find(({ id }) => id === 'observability')?.because).toBe("Nothing watches the model's quality.");
  });
});

describe('integration', () => {
  const nodes = { a: 'training', b: 'registry', c: 'versions' };
  const edges = ['a model b', 'c data a'];

  it('counts native edges', () => {
    const all = scoresOf(planOf({ a: 'training', b: 'registry' }, ['a model b'])).integration;
    expect(partOf(all, 'native-edges')).toEqual({ share: 1, nodes: [], because: 'The only edge is native.' });
    expect(partOf(scoresOf(planOf(nodes, edges)).integration, 'native-edges')).toEqual({
      share: 0.5,
      nodes: ['c', 'a'],
      because: '1 of 2 edges is native; glue is needed at "c" and "a".',
    });
  });

  it('counts nodes that fit with what is already run', () => {
    const estate = (ids: string[]) => scoresOf(planOf(nodes, edges, { context: { estate: ids } })).integration;
    expect(partOf(estate(['training', 'versions']), 'estate-fit')).toMatchObject({ share: 1, nodes: [] });
    expect(partOf(estate(['training']), 'estate-fit')).toEqual({
      share: 0.667,
      nodes: ['c'],
      because: '2 of 3 nodes use or work with what is already run; new islands: "c".',
    });
  });

  it('counts what is already run and has a part', () => {
    const estate = (ids: string[]) => scoresOf(planOf(nodes, edges, { context: { estate: ids } })).integration;
    expect(partOf(estate(['training']), 'estate-use')).toMatchObject({ share: 1, nodes: [] });
    expect(partOf(estate(['training', 'cluster', 'unheard-of']), 'estate-use')).toEqual({
      share: 0.5,
      nodes: [], // what it lacks is in no node
      because: 'Already run, without a part in the plan: Service cluster.',
    });
  });

  it('is judged by the connections alone where no estate is stated, and says so', () => {
    const { value, parts, note } = scoresOf(planOf(nodes, edges)).integration;
    expect(value).toBe(50);
    expect(parts.map(({ id }) => id)).toEqual(['native-edges']);
    expect(note).toContain('does not say which services are already run');
  });

  it('has no value where there is nothing to judge', () => {
    expect(scoresOf(planOf({ a: 'training' })).integration).toEqual({
      value: null,
      parts: [],
      note: 'Nothing is connected and no estate is stated, so there is nothing to judge.',
    });
  });
});

describe('skills', () => {
  const team = (skills: Readonly<Record<string, 'none' | 'basic' | 'strong'>>) => ({ context: { team: { skills } } });
  const nodes = { a: 'python-work', b: 'hard-python-work', c: { service: 'spark-work', title: 'Big join' }, d: 'training' };

  it('are full when the team knows what is needed', () => {
    const { value, parts } = scoresOf(planOf(nodes, [], team({ python: 'strong', spark: 'strong' }))).skills;
    expect(value).toBe(100);
    expect(parts.map(({ because }) => because)).toEqual([
      'Python is needed (strong) by 2 nodes, and the team has it.',
      'Apache Spark is needed (strong) by 1 node, and the team has it.',
    ]);
  });

  it('count a skill by how many nodes need it, half where the team has only basics, and list the widest gap first', () => {
    const { value, parts } = scoresOf(planOf(nodes, [], team({ python: 'basic' }))).skills;
    // basics of Python are enough for one node and half of what the other needs; a third needs Spark, of which nothing is there
    expect(value).toBe(50);
    expect(parts.map(({ id, nodes: by, because, reason }) => ({ id, by, because, reason }))).toEqual([
      { id: 'spark', by: ['c'], because: 'Apache Spark is needed (strong) by "Big join"; the team has none.', reason: 'Take two courses.' },
      { id: 'python', by: ['b'], because: 'Python is needed (strong) by "b"; the team has only basics.', reason: 'Take the course.' },
    ]);
  });

  it('have no value while nobody says what the team knows', () => {
    expect(scoresOf(planOf(nodes)).skills).toMatchObject({ value: null, parts: [], note: expect.stringContaining('what the team knows') });
    expect(scoresOf(emptyPlan('Empty')).skills).toMatchObject({ value: null, note: 'The plan has no nodes yet.' });
  });

  it('are full where nothing asks for one', () => {
    expect(scoresOf(planOf({ a: 'training' }, [], team({}))).skills).toEqual({
      value: 100,
      parts: [],
      note: 'Nothing in the plan asks for a skill.',
    });
  });
});

describe('maturity', () => {
  const levels: readonly { readonly nodes: Nodes; readonly edges: readonly string[]; readonly title: string }[] = [
    { title: 'No MLOps', nodes: { train: 'training', serve: 'endpoint' }, edges: [] },
    { title: 'DevOps, but no MLOps', nodes: { code: 'repository', cd: 'release' }, edges: ['code code cd', 'cd control serve'] },
    {
      title: 'Automated training',
      nodes: { runs: 'tracker', models: 'registry' },
      edges: ['cd control train', 'train metrics runs', 'train model models'],
    },
    { title: 'Automated model deployment', nodes: { watch: 'watcher' }, edges: ['models model serve', 'serve telemetry watch'] },
    { title: 'Full MLOps, automated operations', nodes: { judge: 'judge' }, edges: ['judge control cd'] },
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

  it.each(levels.map(({ title }, level) => [level, title] as const))('reaches level %i: %s', (level, title) => {
    const { maturity } = scoresOf(planAt(level));
    expect(maturity).toMatchObject({ level, title });
    // what is missing belongs to the next level, and is all that it lacks
    expect(maturity.missing).toEqual(maturity.criteria.filter((one) => one.level === level + 1 && !one.met).map((one) => one.title));
    if (level === 4) expect(maturity.missing).toEqual([]);
    else expect(maturity.missing).not.toEqual([]);
  });

  it.each([
    ['cd control serve', 2, 'A release pipeline leads to every deployment'],
    ['train metrics runs', 1, 'Training runs are tracked'],
    ['train model models', 1, 'Trained models go to a registry'],
    ['models model serve', 2, 'Deployments take their model from the registry'],
    ['serve telemetry watch', 2, 'Every deployment is monitored'],
    ['judge control cd', 3, 'What monitoring sees starts a new training'],
    ['code code cd', 0, 'Code comes from a repository'],
  ])('falls back without the edge "%s" to level %i', (edge, level, missing) => {
    const { maturity } = scoresOf(without(planAt(4), edge));
    expect(maturity.level).toBe(level);
    expect(maturity.missing).toEqual([missing]);
  });

  it('names the nodes that meet a criterion', () => {
    const { criteria } = scoresOf(planAt(4)).maturity;
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

  it('is not reached by what is retired', () => {
    const plan = planAt(2);
    const aged: Plan = { ...plan, nodes: { ...plan.nodes, train: { service: 'gone' } } };
    expect(scoresOf(aged).maturity.level).toBe(1);
  });

  it('asks for every deployment', () => {
    const plan = planAt(3);
    expect(scoresOf({ ...plan, nodes: { ...plan.nodes, other: { service: 'endpoint' } } }).maturity.level).toBe(2);
  });
});
