import { describe, expect, it } from 'vitest';
import { PlanGraph, type Field, type Service } from '#engine/catalog';
import { emptyPlan, type Plan, type PlanNode } from '#engine/plan';
import { scorePlan, type Score } from '#engine/score';
import { scoring } from '../../harness/resources.ts';
import { aBook, aCatalog, aPlan, aService, choice, meter } from '../../harness/small-catalog.ts';

const today = '2026-11-21';
const book = aBook([meter('hour', 1)]);
const model = { inputs: { model: ['model'], control: ['call'] }, outputs: { telemetry: ['telemetry'] } } satisfies Partial<Service>;

const ends = { because: 'It ends.', entry: 'entry', source: { title: 'A test' } };
const retired = { status: { state: 'retired', note: 'Gone.' } } satisfies Partial<Service>;
/** A service that takes code, starts on one kind of event, and starts others. */
const startsOn = (event: NonNullable<Service['triggers']>['events'][number]): Partial<Service> => ({
  stages: ['orchestration'],
  inputs: { code: ['code'] },
  outputs: { control: ['call'] },
  triggers: { schedule: [], events: [event], manualApproval: 'no' },
});

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
    integratesWith: ['training'],
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
            ends: { ...ends, on: '2027-01' },
          },
          { value: 'new', title: 'The new' },
          ...(['2027-12', '2028-02-28'] as const).map((on) => ({ value: on, title: on, ends: { ...ends, on } })),
        ],
      } as Field, // a choice stays one
      { id: 'preview', type: 'flag', title: 'Preview', help: 'Made for a test.', default: false, ends } as Field, // so does a flag
    ],
  }),
  aService('ends-today', { status: { state: 'ga', note: 'Its last day.', retiresOn: today } }),
  aService('long-gone', { status: { state: 'retired', note: 'Gone for long.' } }),
  aService('without-successors', { status: { state: 'ga', note: 'No better one.', successors: [] } }),
  aService('batch', { stages: ['deployment-batch'], ...model }),
  aService('web', { stages: ['deployment-realtime'], inputs: { code: ['code'] }, outputs: { telemetry: ['telemetry'] } }),
  aService('search', { stages: ['training'], outputs: { model: ['model'] } }),
  aService('scheduled-training', { stages: ['training'], triggers: { schedule: ['cron'], events: [], manualApproval: 'no' } }),
  aService('job', { stages: ['experimentation'], runsOn: 'required' }),
  aService('drawn-job', { stages: ['experimentation'], runsOn: 'required', approach: 'no-code' }),
  aService('drawn-code', { approach: 'no-code', inputs: { code: ['code'] }, outputs: { code: ['code'] } }),
  aService('notebook', { outputs: { code: ['code'] } }),
  aService('meter', { stages: ['monitoring'], inputs: { telemetry: ['telemetry'] }, outputs: { metrics: ['metrics'] } }),
  aService('reader', { stages: ['monitoring'], inputs: { telemetry: ['telemetry'], data: ['file'] } }),
  aService('old-judge', {
    stages: ['monitoring'],
    inputs: { telemetry: ['telemetry'], data: ['file'] },
    outputs: { metrics: ['metrics'] },
    ...retired,
  }),
  aService('old-registry', { stages: ['model-registry'], inputs: { model: ['model'] }, outputs: { model: ['model'] }, ...retired }),
  aService('old-release', { ...startsOn('push'), ...retired }),
  ...(['push', 'pull-request', 'branch', 'blob-created'] as const).map((event) => aService(`on-${event}`, startsOn(event))),
  aService('starter', { ...startsOn('push'), inputs: {} }),
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
function scoresOf(plan: Plan, day = today) {
  return scorePlan({ graph: new PlanGraph(plan, catalog, book), scoring, today: day });
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

  it('names three nodes at most, and counts the others', () => {
    const because = (...ids: readonly string[]) =>
      maintainability('lock-in', Object.fromEntries(ids.map((id) => [id, 'by-hand'])))?.because;
    expect(because('a', 'b', 'c')).toBe('Hard to leave: "a", "b" and "c".');
    expect(because('a', 'b', 'c', 'd', 'e')).toBe('Hard to leave: "a", "b", "c" and 2 more.');
  });

  describe('technology spread', () => {
    const kinds = (number: number) => Object.fromEntries(Array.from({ length: number }, (_, at) => [`n${at}`, `kind-${at}`]));
    it('is full up to eight services, used as often as one likes', () => {
      expect(maintainability('technology-spread', { ...kinds(8), again: 'kind-0' })).toMatchObject({ share: 1, nodes: [] });
    });
    it('says how many there are', () => {
      expect(maintainability('technology-spread', kinds(8))?.because).toBe('8 different services: few enough to know well.');
      expect(maintainability('technology-spread', kinds(1))?.because).toBe('1 different service: few enough to know well.');
    });
    it('counts a retired service each time', () => {
      expect(maintainability('technology-spread', { ...kinds(12), a: 'gone', b: 'gone' })).toMatchObject({ share: 0.5 });
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
      expect(maintainability('native-integration', { a: 'training' })).toEqual({
        share: 1,
        nodes: [],
        because: 'Nothing is connected yet, so nothing needs glue.',
      });
    });
    it('speaks of one edge and of several', () => {
      expect(maintainability('native-integration', { a: 'training', b: 'registry' }, ['a model b'])?.because).toBe(
        'The only edge joins services that work together natively.',
      );
      expect(maintainability('native-integration', { a: 'training', b: 'versions' }, ['b data a', 'a data b'])?.because).toBe(
        '2 of 2 edges need glue of your own, at "a" and "b".',
      );
    });
    it('is not what runs on compute that does not take its jobs', () => {
      expect(maintainability('native-integration', { a: 'tracker', b: 'cluster' }, ['a runs-on b'])?.share).toBe(0);
    });
    it.each([
      ['gone', 'gone'],
      ['gone', 'training'],
      ['training', 'gone'],
      ['unheard-of', 'unheard-of'],
    ])('is not what a retired or unknown service has to offer: %s and %s', (a, b) => {
      expect(maintainability('native-integration', { a, b }, ['a model b'])?.share).toBe(0);
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
      ['retired, nobody knows when', 'long-gone', 0, 'Out of support: "b".'],
      ['on its last day', 'ends-today', 0, 'Out of support: "b".'],
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
    it('takes nothing away for a list of no successors', () => {
      expect(maintainability('lifecycle', { a: 'without-successors' })?.share).toBe(1);
    });
    const withOptions = (usage: PlanNode['usage'], day?: string) =>
      partOf(scoresOf(planOf({ a: { service: 'with-options', usage } }), day).maintainability, 'lifecycle');
    it('takes half away for a setting that ends within a year', () => {
      expect(withOptions({ version: 'old' })).toMatchObject({
        share: 0.5,
        nodes: ['a'],
        because: 'Set to what has ended or ends within 365 days: "a".',
      });
    });
    it('takes half away for a switch that ends nobody knows when, and nothing while it is off', () => {
      expect(withOptions({ preview: true })?.share).toBe(0.5);
      expect(withOptions({ preview: false })?.share).toBe(1);
    });
    it('counts a month from its first day, and a year to the day', () => {
      expect(withOptions({ version: '2027-12' }, '2026-12-01')?.share).toBe(0.5);
      expect(withOptions({ version: '2027-12' }, '2026-11-30')?.share).toBe(1);
      expect(withOptions({ version: '2028-02-28' }, '2027-02-28')?.share).toBe(0.5);
      expect(withOptions({ version: '2028-02-28' }, '2027-02-27')?.share).toBe(1);
    });
    it('says what each reason costs, the worst first, as if those before it were fixed', () => {
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
      expect(maintainability('reproducibility', whole)).toEqual({
        share: 1,
        nodes: [],
        because: 'Runs, models, data and environments can all be gone back to.',
      });
    });
    it('names all that is missing', () => {
      expect(maintainability('reproducibility', { a: 'training' })?.because).toMatch(
        /^No experiment tracking for "a"\. No model registry for "a"\. .*versions.*environment/,
      );
    });
    it('asks for environments what trains and what runs somewhere, but not what is drawn', () => {
      const { env: _, train: __, ...rest } = whole;
      expect(maintainability('reproducibility', { ...rest, a: 'search' })).toMatchObject({ share: 0.8, nodes: ['a'] });
      expect(maintainability('reproducibility', { a: 'job' })).toMatchObject({ share: 0.8, nodes: ['a'] });
      expect(maintainability('reproducibility', { a: 'drawn-job' })).toMatchObject({ share: 1 });
      expect(maintainability('reproducibility', { a: 'notebook' })).toMatchObject({ share: 1 });
    });
    it('asks for a registry what scores in batches', () => {
      expect(maintainability('reproducibility', { a: 'batch' })).toMatchObject({ share: 0.7, nodes: ['a'] });
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
    it.each(['notebook', 'drawn-code', 'release', 'unheard-of'])('takes no %s for a repository', (service) => {
      expect(maintainability('definition', { a: service })?.because).toMatch(/^No repository is planned\./);
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
    it('is full where nothing is deployed that takes a model', () => {
      const nothing = { share: 1, nodes: [], because: 'Nothing is deployed that would have to be watched.' };
      expect(maintainability('observability', { a: 'training', b: 'web' })).toEqual(nothing);
    });
    it('asks what scores in batches, and what is not known', () => {
      expect(maintainability('observability', { a: 'batch' })).toMatchObject({ share: 0, nodes: ['a'] });
      expect(maintainability('observability', { a: 'unheard-of' })).toMatchObject({ share: 0, nodes: ['a'] });
    });
    it.each([
      ['other than telemetry', 'judge', 'serve data watch', 0.4, ['serve']],
      ['to what does not watch', 'tracker', 'serve telemetry watch', 0, ['serve']],
      ['to what is retired', 'old-judge', 'serve telemetry watch', 0, ['serve', 'watch']],
    ])('does not count edges %s', (_, service, edge, share, unseen) => {
      expect(maintainability('observability', { serve: 'endpoint', watch: service }, [edge])).toMatchObject({ share, nodes: unseen });
    });
    it.each([
      ['judge', 1],
      ['meter', 0.6],
      ['reader', 0.6],
    ])('is judged by one watcher that takes data and gives metrics: a %s beside another', (service, share) => {
      const nodes = { serve: 'endpoint', watch: 'watcher', more: service };
      expect(maintainability('observability', nodes, ['serve telemetry watch'])?.share).toBe(share);
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
      expect(maintainability('delivery', { by: 'deployment-scripts', a: 'training' }, ['by control a'])).toEqual({
        share: 0.5,
        nodes: ['a'],
        because: '"by" can be repeated, but somebody has to start it.',
      });
    });
    it('speaks only of the pipeline where there are scripts besides', () => {
      const nodes = { cd: 'release', by: 'deployment-scripts', a: 'batch' };
      expect(maintainability('delivery', nodes, ['cd control a', 'by control a'])?.because).toBe(
        '"cd" delivers on every change of the code.',
      );
    });
    it.each([
      ['on-push', 'control', 1],
      ['on-pull-request', 'control', 1],
      ['on-branch', 'control', 1],
      ['on-blob-created', 'control', 0],
      ['starter', 'control', 0],
      ['old-release', 'control', 0],
      ['on-push', 'code', 0],
      ['unheard-of', 'control', 0],
    ])('of a "%s" by way of a %s edge is %d', (service, kind, share) => {
      expect(maintainability('delivery', { by: service, a: 'batch' }, [`by ${kind} a`])?.share).toBe(share);
    });
    it('names what nothing delivers', () => {
      expect(maintainability('delivery', { cd: 'release', a: 'training', b: 'endpoint' })).toEqual({
        share: 0,
        nodes: ['a', 'b'],
        because: 'Nothing in the plan delivers "a" and "b".',
      });
    });
    it('is full where nothing is trained or deployed', () => {
      expect(maintainability('delivery', { a: 'watcher' })).toEqual({
        share: 1,
        nodes: [],
        because: 'Nothing is trained or deployed yet.',
      });
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
    const sources = Object.values(scoring.sources).map(({ title, url }) => ({ title, ...(url === undefined ? {} : { url }) }));
    for (const part of parts) expect(sources).toContainEqual(part.source);
  });

  it('needs no note', () => {
    expect(scoresOf(planOf({ a: 'training' })).maintainability).not.toHaveProperty('note');
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

  it('speaks of all edges, and of several', () => {
    const because = (some: readonly string[]) =>
      partOf(scoresOf(planOf({ ...nodes, d: 'endpoint' }, some)).integration, 'native-edges')?.because;
    expect(because(['a model b', 'b model d'])).toBe('All 2 edges are native.');
    expect(because(['a model b', 'b model d', 'c data a'])).toBe('2 of 3 edges are native; glue is needed at "c" and "a".');
  });

  it('counts nodes that fit with what is already run', () => {
    const estate = (ids: string[]) => scoresOf(planOf(nodes, edges, { context: { estate: ids } })).integration;
    expect(partOf(estate(['training', 'versions']), 'estate-fit')).toEqual({
      share: 1,
      nodes: [],
      because: 'All 3 nodes use or work with what is already run.',
    });
    const one = scoresOf(planOf({ a: 'training' }, [], { context: { estate: ['training'] } })).integration;
    expect(partOf(one, 'estate-fit')?.because).toBe('The only node uses or works with what is already run.');
    expect(partOf(estate(['versions']), 'estate-fit')?.because).toBe(
      '1 of 3 nodes uses or works with what is already run; new islands: "a" and "b".',
    );
    expect(partOf(estate(['training']), 'estate-fit')).toEqual({
      share: 0.667,
      nodes: ['c'],
      because: '2 of 3 nodes use or work with what is already run; new islands: "c".',
    });
  });

  it('counts what is already run and has a part', () => {
    const estate = (ids: string[]) => scoresOf(planOf(nodes, edges, { context: { estate: ids } })).integration;
    expect(partOf(estate(['training']), 'estate-use')).toMatchObject({
      share: 1,
      nodes: [],
      because: 'Every service that is already run has a part in the plan.',
    });
    expect(partOf(estate(['cluster', 'images']), 'estate-use')?.because).toBe(
      'Already run, without a part in the plan: Service cluster, Service images.',
    );
    expect(estate(['training'])).not.toHaveProperty('note');
    expect(scoresOf(emptyPlan('Empty')).integration.parts).toEqual([]);
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

  it('are listed by the width of the gap, then by how many nodes need them, then by name', () => {
    const order = (some: Nodes, skills: Parameters<typeof team>[0]) =>
      scoresOf(planOf(some, [], team(skills))).skills.parts.map(({ id }) => id);
    expect(order(nodes, { python: 'strong' })).toEqual(['spark', 'python']);
    expect(order({ a: 'spark-work', b: 'spark-work', c: 'python-work' }, { python: 'strong', spark: 'strong' })).toEqual([
      'spark',
      'python',
    ]);
    expect(order({ a: 'spark-work', b: 'python-work' }, {})).toEqual(['python', 'spark']);
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

  it('says in words what is missing', () => {
    expect(scoresOf(planAt(0)).maturity.missing).toEqual([
      'Code comes from a repository',
      'Releases run as a pipeline that a change of the code starts',
    ]);
    expect(scoresOf(planAt(1)).maturity.missing).toEqual([
      'Training is started by a schedule or another service',
      'Training runs are tracked',
      'Trained models go to a registry',
    ]);
    expect(scoresOf(planAt(3)).maturity.missing).toEqual([
      "The model's quality and its data are monitored",
      'What monitoring sees starts a new training',
    ]);
  });

  /** The criteria that the plan of the highest level does not meet once some of its nodes use another service, or edges are added. */
  function lostBy(services: Readonly<Record<string, string>>, edges: readonly string[] = []): string[] {
    const plan = planAt(4);
    const others = Object.entries(services).map(([id, service]) => [id, { service }] as const);
    const changed = planOf({ ...plan.nodes, ...Object.fromEntries(others) }, [
      ...plan.edges.map(({ from, kind, to }) => `${from} ${kind} ${to}`),
      ...edges,
    ]);
    return scoresOf(changed)
      .maturity.criteria.filter(({ met }) => !met)
      .map(({ id }) => id);
  }
  it.each([
    ['a repository that takes no code', { code: 'notebook' }, ['code-in-repository']],
    ['a repository that is drawn', { code: 'drawn-code' }, ['code-in-repository']],
    ['a release that starts when data comes', { cd: 'on-blob-created' }, ['automated-release', 'deployed-by-pipeline']],
    ['a release that starts on a push', { cd: 'on-push' }, []],
    ['a release that starts on a pull request', { cd: 'on-pull-request' }, []],
    ['a retired release', { cd: 'old-release' }, ['automated-release', 'deployed-by-pipeline']],
    ['a retired registry', { models: 'old-registry' }, ['models-registered', 'deployed-from-registry']],
    ['a retired monitor', { watch: 'old-judge' }, ['deployment-watched']],
    ['telemetry to what does not monitor', { watch: 'tracker' }, ['deployment-watched']],
    ['a registry that is none', { models: 'cluster' }, ['models-registered', 'deployed-from-registry']],
    ['metrics to what does not track', { runs: 'cluster' }, ['runs-tracked']],
    ['a monitor that sees no data', { judge: 'meter' }, ['quality-watched', 'retraining-triggered']],
    ['a monitor that measures nothing', { judge: 'reader' }, ['quality-watched', 'retraining-triggered']],
    ['a deployment in batches', { serve: 'batch' }, []],
    ['a deployment besides that takes no model', { page: 'web' }, []],
    ['a deployment besides in batches', { more: 'batch' }, ['deployed-by-pipeline', 'deployed-from-registry', 'deployment-watched']],
    ['a service that nobody knows', { x: 'unheard-of' }, []],
  ] as const)('does not take %s for what it asks', (_, services, lost) => {
    expect(lostBy(services)).toEqual(lost);
  });

  it.each([
    ['training', [], false],
    ['training', ['other data train'], false],
    ['training', ['other control train'], true],
    ['training', ['other control train', 'other data train'], true],
    ['scheduled-training', [], true],
  ] as const)('finds that a %s with the edges %j is started by something: %s', (service, edges, met) => {
    const { criteria } = scoresOf(planOf({ train: service, other: 'versions' }, edges)).maturity;
    expect(criteria.find(({ id }) => id === 'training-started')).toMatchObject({ met, nodes: met ? ['train'] : [] });
  });

  it('counts a release only where it starts something', () => {
    const released = (edges: readonly string[]) =>
      scoresOf(planOf({ cd: 'release', train: 'training' }, edges)).maturity.criteria.find(({ id }) => id === 'automated-release')?.met;
    expect(released([])).toBe(false);
    expect(released(['cd code train'])).toBe(false);
    expect(released(['cd code train', 'cd control train'])).toBe(true);
  });

  it('counts a deployment as monitored only where it sends telemetry', () => {
    const { criteria } = scoresOf(planOf({ serve: 'endpoint', watch: 'judge' }, ['serve data watch'])).maturity;
    expect(criteria.find(({ id }) => id === 'deployment-watched')?.met).toBe(false);
  });

  it('finds no deployment released, registered or watched where none is', () => {
    const { criteria } = scoresOf(planOf({ code: 'repository' })).maturity;
    expect(criteria.filter(({ met }) => met)).toEqual([]);
  });

  it('counts code that comes from a repository only along edges of code', () => {
    const { criteria } = scoresOf(planOf({ code: 'repository', train: 'training' }, ['code data train'])).maturity;
    expect(criteria.find(({ id }) => id === 'code-in-repository')?.met).toBe(false);
  });

  it('asks for every deployment', () => {
    const plan = planAt(3);
    expect(scoresOf({ ...plan, nodes: { ...plan.nodes, other: { service: 'endpoint' } } }).maturity.level).toBe(2);
  });
});
