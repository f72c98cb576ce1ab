import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlanGraph, type Service } from '#engine/catalog';
import { trains } from '#engine/notions';
import { applyEdits, edgeKindIds, emptyPlan, readPlan, skillLevels, type Plan, type PlanNode } from '#engine/plan';
import { scorePlan, type Score, type Scores } from '#engine/score';
import { costedPlan, reshuffled } from '../../harness/arbitraries.ts';
import { book, catalog, examples, scoring } from '../../harness/resources.ts';
import { doTheSame } from '../../harness/scored-plans.ts';

/* Laws of the scores, on plans of what the catalog has. */

const today = '2026-11-21';

function scoresOf(plan: Plan): Scores {
  return scorePlan({ graph: new PlanGraph(plan, catalog, book), scoring, findings: [], today });
}

function pointsOf(score: Score): number {
  return score.parts.reduce((sum, { points }) => sum + points, 0);
}

const retired = catalog.services.filter(
  ({ status }) => status.state === 'retired' || (status.retiresOn !== undefined && status.retiresOn <= today),
);

/** A plan where one node in two uses a service that is retired or missing at first, so that its neighbours have something to hide behind. */
const troubledPlan: fc.Arbitrary<Plan> = fc
  .tuple(
    costedPlan,
    fc.array(fc.option(fc.constantFrom(...retired.map(({ id }) => id), 'unheard-of'), { nil: undefined }), { minLength: 8, maxLength: 8 }),
  )
  .map(([plan, services]) => ({
    ...plan,
    nodes: Object.fromEntries(
      Object.entries(plan.nodes).map(([id, node], at) => {
        const service = services[at];
        return [id, service === undefined ? node : { service }];
      }),
    ),
  }));
/** Plans that ship have levels to lose; of generated ones hardly any is above 0. */
const matured: fc.Arbitrary<Plan> = fc
  .tuple(fc.constantFrom(...examples.map(({ file, text }) => readPlan(text, file).plan)), fc.array(fc.nat(), { maxLength: 3 }))
  .map(([plan, gone]) =>
    gone.reduce((left: Plan, pick) => ({ ...left, edges: left.edges.filter((_, at) => at !== pick % left.edges.length) }), plan),
  );
/** Every node counts: what belongs to others is left out of scores, and has a law of its own below. */
const anyHealth = fc.oneof(costedPlan, troubledPlan).map((plan) => ({
  ...plan,
  nodes: Object.fromEntries(
    Object.entries(plan.nodes).map(([id, node]) => [
      id,
      catalog.get(node.service)?.outside || node.stage === 'source' ? { service: 'azure-storage' } : node,
    ]),
  ),
}));
const outside: readonly PlanNode[] = [
  ...catalog.services.filter((service) => service.outside).map(({ id }) => ({ service: id })),
  ...catalog.services.filter(({ stages }) => stages.includes('source')).map(({ id }) => ({ service: id, stage: 'source' as const })),
];

/** An application that counts as work only where its model goes to something retired, beside a cluster with pinned libraries. */
const handsOn: Plan = {
  ...emptyPlan('A model handed on'),
  nodes: {
    copy: { service: 'adf-copy-activity' },
    cluster: { service: 'azure-databricks', usage: { pinnedLibraries: true } },
    app: { service: 'azure-app-service' },
  },
  edges: [{ from: 'app', to: 'copy', kind: 'model' }],
};
const sdkV1 = catalog.services.find(({ id }) => id === 'azure-ml-sdk-v1') as Service; // it ships

describe('a source, a consumer or a system of others', () => {
  it('neither raises nor lowers a score, however it is joined', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyHealth, matured).filter(({ nodes }) => Object.keys(nodes).length > 0),
        fc.constantFrom(...outside),
        fc.constantFrom(...edgeKindIds),
        fc.nat(),
        (plan, theirs, kind, pick) => {
          const ids = Object.keys(plan.nodes);
          const other = ids[pick % ids.length] as string; // there is one
          const with_ = {
            ...plan,
            nodes: { ...plan.nodes, theirs },
            edges: [...plan.edges, { from: 'theirs', to: other, kind }, { from: other, to: 'theirs', kind }],
          };
          expect(scoresOf(with_)).toEqual(scoresOf(plan));
        },
      ),
    );
  });
});

describe('the score of maintainability', () => {
  it('is never raised by a node that uses a retired service', () => {
    fc.assert(
      fc.property(
        anyHealth,
        fc.constantFrom(...retired),
        fc.array(fc.tuple(fc.nat(), fc.boolean()), { maxLength: 2 }),
        (plan, service, joins) => {
          const before = scoresOf(plan).maintainability;
          const ids = Object.keys(plan.nodes);
          const grown: Plan = {
            ...plan,
            nodes: { ...plan.nodes, 'the-retired-one': { service: service.id } },
            edges: [
              ...plan.edges,
              ...joins.map(([at, out]) => {
                const other = ids[at % ids.length] ?? '';
                return { from: out ? 'the-retired-one' : other, to: out ? other : 'the-retired-one', kind: 'data' as const };
              }),
            ],
          };
          const after = scoresOf(grown).maintainability;
          noPartRose(before, after);
          expect(after.value).toBeLessThanOrEqual(before.value ?? NaN);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is never raised by putting a retired service in the place of another', () => {
    fc.assert(
      fc.property(anyHealth, fc.constantFrom(...retired), fc.nat(), (plan, service, pick) => {
        const ids = Object.keys(plan.nodes);
        const id = ids[pick % ids.length] ?? '';
        const before = scoresOf(plan).maintainability;
        const after = scoresOf(applyEdits(plan, [{ type: 'swap-service', id, service: service.id, usage: undefined }])).maintainability;
        noPartRose(before, after);
        expect(after.value).toBeLessThanOrEqual(before.value ?? NaN);
      }),
      { numRuns: 500, examples: [[handsOn, sdkV1, 0]] },
    );
  });

  it('rounds a half alike, whatever the sum of its parts is off by', () => {
    const plan = (service: string): Plan => ({
      ...emptyPlan('Half a point'),
      context: { region: 'westeurope' },
      nodes: { a: { service: 'adf-copy-activity' }, b: { service }, c: { service: 'azure-ml-batch-scoring-pipeline' } },
      edges: [{ from: 'a', to: 'b', kind: 'data' }],
    });
    const [unknown, retiredToo] = [scoresOf(plan('unheard-of')), scoresOf(plan('azure-ml-batch-scoring-pipeline'))];
    expect(retiredToo.maintainability.value).toBe(unknown.maintainability.value);
  });

  it('is never lowered by putting a supported successor in the place of a retired service', () => {
    const replaced = retired.flatMap((service) => (service.status.successors ?? []).map((to) => ({ service: service.id, to })));
    expect(replaced.length).toBeGreaterThan(3);
    fc.assert(
      fc.property(anyHealth, fc.constantFrom(...replaced), fc.nat(), (plan, { service, to }, pick) => {
        fc.pre(!retired.some(({ id }) => id === to));
        const ids = Object.keys(plan.nodes);
        const id = ids[pick % ids.length] ?? '';
        const swap = (next: string) => applyEdits(plan, [{ type: 'swap-service', id, service: next, usage: undefined }]);
        const [before, after] = [scoresOf(swap(service)).maintainability, scoresOf(swap(to)).maintainability];
        noPartRose(after, before);
        expect(after.value).toBeGreaterThanOrEqual(before.value ?? NaN);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps nothing of reproducibility where only something retired is asked for it', () => {
    // two edges along which nothing can pass made the cluster look like a training
    const plan = (service: string): Plan => ({
      ...emptyPlan('Costed'),
      nodes: {
        drift: { service },
        notebook: { service: 'azure-ml-compute-instance-notebooks' },
        cluster: { service: 'azure-databricks', usage: { pinnedLibraries: true } },
      },
      edges: [
        { from: 'cluster', to: 'notebook', kind: 'model' },
        { from: 'notebook', to: 'cluster', kind: 'model' },
      ],
    });
    const pointsWith = (service: string) =>
      scoresOf(plan(service)).maintainability.parts.find(({ id }) => id === 'reproducibility')?.points ?? 0;
    expect(pointsWith('azure-ml-dataset-drift')).toBe(0);
    expect(pointsWith('azure-ml-model-monitoring')).toBe(0);
  });

  it('is not lowered in reproducibility by tracking, a registry or versions of data that are added', () => {
    const keepers = catalog.services.filter(
      ({ id, stages, runsOn }) =>
        runsOn === 'none' &&
        stages.every((stage) => ['tracking-experiments', 'model-registry', 'data-versioning'].includes(stage)) &&
        !retired.some((one) => one.id === id),
    );
    expect(keepers.length).toBeGreaterThan(2);
    fc.assert(
      fc.property(anyHealth, fc.constantFrom(...keepers), (plan, { id }) => {
        const pointsIn = (judged: Plan) =>
          scoresOf(judged).maintainability.parts.find((part) => part.id === 'reproducibility')?.points ?? 0;
        const grown = { ...plan, nodes: { ...plan.nodes, 'the-new-one': { service: id } } };
        expect(pointsIn(grown)).toBeGreaterThanOrEqual(pointsIn(plan));
      }),
      { numRuns: 200 },
    );
  });

  /** A part that is asked for the first time starts with all its points lost to what was put in. */
  function noPartRose(before: Score, after: Score) {
    for (const part of after.parts) {
      const was = before.parts.find(({ id }) => id === part.id)?.points ?? 0;
      expect(part.points, part.id).toBeLessThanOrEqual(was + 1e-9);
    }
  }

  it('has parts whose most sums up to 100, or to less where a part has nothing to judge', () => {
    fc.assert(
      fc.property(anyHealth, (plan) => {
        const { parts } = scoresOf(plan).maintainability;
        const left = ['reproducibility', 'definition', 'observability', 'delivery'].filter((one) => !parts.some(({ id }) => id === one));
        const weights: Readonly<Record<string, { readonly max: number }>> = scoring.maintainability;
        expect(parts.reduce((sum, { max }) => sum + max, 0)).toBe(100 - left.reduce((sum, id) => sum + (weights[id]?.max ?? 0), 0));
      }),
      { numRuns: 50 },
    );
  });
});

describe('the score of skills', () => {
  it('is never lowered by a skill that is gained', () => {
    fc.assert(
      fc.property(anyHealth, fc.constantFrom(...catalog.skills.map(({ id }) => id)), (plan, skill) => {
        const skills = plan.context.team?.skills ?? {};
        const knowing = (level: (typeof skillLevels)[number]) =>
          scoresOf({ ...plan, context: { ...plan.context, team: { skills: { ...skills, [skill]: level } } } }).skills;
        const [none, basic, strong] = skillLevels.map(knowing);
        expect(basic?.value).toBeGreaterThanOrEqual(none?.value ?? NaN);
        expect(strong?.value).toBeGreaterThanOrEqual(basic?.value ?? NaN);
      }),
      { numRuns: 150 },
    );
  });
});

/** The nodes that some nodes are joined to, directly or by way of others. */
function joinedTo({ edges }: Plan, ids: readonly string[]): ReadonlySet<string> {
  const reached = new Set(ids);
  for (const id of reached) {
    for (const { from, to } of edges) {
      if (from === id) reached.add(to);
      if (to === id) reached.add(from);
    }
  }
  return reached;
}

describe('every part of a score', () => {
  /** What a part says where it has all its points. */
  const well: Readonly<Record<string, RegExp>> = {
    soundness: /^No rule finds an error\.$/,
    'operational-burden': /^The vendor runs (\d+) nodes? of \1\.$/,
    'technology-spread': /few enough to know well\.$/,
    'native-integration': /^(The only edge joins|All \d+ edges join) services that work together natively\.$/,
    lifecycle: /^No service or setting in the plan is ending\.$/,
    reproducibility: /can all be gone back to\.$/,
    definition: /^A repository holds the code; everything with logic of its own can be checked in as a file\.$/,
    observability: /^Every deployment sends telemetry; the model's quality is watched\.$/,
    delivery: /^A change of the code is released to every deployment by a pipeline\.$/,
    'lock-in': /^Nothing in the plan is hard to leave\.$/,
    'native-edges': /^The only edge is native\.$|^All \d+ edges are native\.$/,
    'estate-fit': /^Everything uses or works with what is already run\.$/,
    'estate-use': /^Every service that is already run has a part in the plan\.$/,
  };

  it('says that all is well if and only if no point is lost', () => {
    fc.assert(
      fc.property(anyHealth, (plan) => {
        const { maintainability, skills, integration } = scoresOf(plan);
        for (const { id, points, max, because, losses } of [...maintainability.parts, ...integration.parts]) {
          expect(well[id]?.test(because), `${id}, ${points} of ${max}: ${because}`).toBe(points === max);
          expect(losses.length === 0, id).toBe(points === max);
        }
        for (const { points, max, because } of skills.parts) expect(because.endsWith('and the team has it.')).toBe(points === max);
      }),
      { numRuns: 300 },
    );
  });

  it('says for each point that is lost why, by which nodes, what would fix it, and what the score would gain', () => {
    fc.assert(
      fc.property(anyHealth, (plan) => {
        const { maintainability, skills, integration } = scoresOf(plan);
        for (const score of [maintainability, skills, integration]) {
          for (const part of score.parts) {
            expect(part.lost).toBe(part.max - part.points);
            expect(part.losses.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(part.lost, 9);
            expect(part.losses.reduce((sum, { gain }) => sum + gain, 0)).toBeCloseTo(part.gain, 9);
            expect([...part.nodes].sort()).toEqual([...new Set(part.losses.flatMap(({ nodes }) => nodes))].sort());
            for (const { points, gain, because, fix, nodes } of part.losses) {
              expect(points, part.id).toBeGreaterThan(0);
              expect(gain).toBeGreaterThanOrEqual(points - 1e-9);
              expect(because).toMatch(/^\S.*\.$/s);
              expect(part.because).toContain(because);
              expect(fix).toMatch(/^\S.*\.$/s);
              // what the organisation runs and the plan does not use is in no node
              if (part.id !== 'estate-use') expect(nodes.length, `${part.id}: ${because}`).toBeGreaterThan(0);
            }
          }
          if (score.value === null || score.parts.length === 0) continue;
          const gain = score.parts.reduce((sum, part) => sum + part.gain, 0);
          // all that would be gained is all that is missing, but for the rounding
          expect(Math.abs(100 - gain - score.value)).toBeLessThanOrEqual(0.5 + 1e-9);
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each(['lifecycle', 'soundness'])('blames the right nodes: %s has all its points once they are gone', (id) => {
    fc.assert(
      fc.property(anyHealth, (plan) => {
        const blamed = scoresOf(plan).maintainability.parts.find((part) => part.id === id)?.nodes ?? [];
        fc.pre(blamed.length > 0 && blamed.length < Object.keys(plan.nodes).length);
        const left = applyEdits(plan, [{ type: 'remove-nodes', ids: [...blamed], heal: false }]);
        // a training may keep something by way of a node that is blamed, or train only once nothing gives it a model
        const beside = joinedTo(plan, blamed);
        fc.pre(!new PlanGraph(left, catalog, book).nodes.some((node) => trains(node) && beside.has(node.id)));
        const fixed = scoresOf(left);
        expect(fixed.maintainability.parts.find((part) => part.id === id)).toMatchObject({ lost: 0, losses: [] });
      }),
      { numRuns: 100 },
    );
  });
});

describe('the level of maturity', () => {
  it('is never raised by taking an edge away', () => {
    fc.assert(
      fc.property(matured, fc.nat(), (plan, pick) => {
        fc.pre(plan.edges.length > 0);
        const edge = plan.edges[pick % plan.edges.length];
        const left = { ...plan, edges: plan.edges.filter((one) => one !== edge) };
        // a node that is given its model no longer is nothing that would have to be released or watched
        fc.pre(doTheSame(plan, left));
        expect(scoresOf(left).maturity.level).toBeLessThanOrEqual(scoresOf(plan).maturity.level);
      }),
      { numRuns: 300 },
    );
  });

  it('is never raised by a node that uses a retired service', () => {
    fc.assert(
      fc.property(matured, fc.constantFrom(...retired), (plan, service) => {
        const grown = { ...plan, nodes: { ...plan.nodes, 'the-retired-one': { service: service.id } } };
        expect(scoresOf(grown).maturity.level).toBeLessThanOrEqual(scoresOf(plan).maturity.level);
      }),
      { numRuns: 100 },
    );
  });
});

describe('every score', () => {
  it('is not changed by what the plan says of findings: a waiver fixes nothing', () => {
    fc.assert(
      fc.property(anyHealth, (plan) => {
        expect(scoresOf({ ...plan, waivers: [{ rule: 'no-retired-service', because: 'For now.' }] })).toEqual(scoresOf(plan));
      }),
      { numRuns: 100 },
    );
  });

  it('depends neither on the order nor on the names of nodes and edges, nor on where they are', () => {
    fc.assert(
      fc.property(
        anyHealth.chain((plan) => reshuffled(plan).map((other) => ({ plan, other }))),
        ({ plan, other }) => {
          const [one, two] = [scoresOf(plan), scoresOf(other.plan)];
          for (const name of ['maintainability', 'skills', 'integration'] as const) {
            const [a, b] = [one[name], two[name]];
            expect(b.value, name).toBe(a.value);
            expect(b.parts.map(({ id }) => id)).toEqual(a.parts.map(({ id }) => id));
            a.parts.forEach((part, at) => {
              const same = b.parts[at];
              expect(same?.points, `${name} ${part.id}`).toBe(part.points);
              expect([...(same?.nodes ?? [])].sort(), `${name} ${part.id}`).toEqual(part.nodes.map(other.nameOf).sort());
            });
          }
          expect(two.maturity.level).toBe(one.maturity.level);
          expect(two.maturity.missing).toEqual(one.maturity.missing);
          expect(two.maturity.criteria.map(({ nodes }) => [...nodes].sort())).toEqual(
            one.maturity.criteria.map(({ nodes }) => nodes.map(other.nameOf).sort()),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('gives each part something between nothing and its most, and is the rounded share of them', () => {
    fc.assert(
      fc.property(anyHealth, (plan) => {
        const { maintainability, skills, integration } = scoresOf(plan);
        for (const score of [maintainability, skills, integration]) {
          for (const part of score.parts) {
            expect(part.points).toBeGreaterThanOrEqual(0);
            expect(part.points).toBeLessThanOrEqual(part.max);
            for (const id of part.nodes) expect(plan.nodes[id]).toBeDefined();
          }
          if (score.value === null || score.parts.length === 0) continue;
          const most = score.parts.reduce((sum, { max }) => sum + max, 0);
          // a half may go either way: sums of fractions are off by their last digits
          const share = score === skills ? 100 - most + pointsOf(score) : (100 * pointsOf(score)) / most;
          expect(Math.abs(score.value - share)).toBeLessThan(0.5 + 1e-6);
          expect(Number.isInteger(score.value)).toBe(true);
          expect(score.value).toBeGreaterThanOrEqual(0);
          expect(score.value).toBeLessThanOrEqual(100);
        }
      }),
      { numRuns: 200 },
    );
  });
});
