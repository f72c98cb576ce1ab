import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlanGraph } from '#engine/catalog';
import { applyEdits, skillLevels, type Plan } from '#engine/plan';
import { scorePlan, type Score, type Scores } from '#engine/score';
import { costedPlan, reshuffled } from '../../harness/arbitraries.ts';
import { book, catalog, scoring } from '../../harness/resources.ts';

/* Laws of the scores, on plans of what the catalog has. */

const today = '2026-11-21';

function scoresOf(plan: Plan): Scores {
  return scorePlan({ graph: new PlanGraph(plan, catalog, book), scoring, today });
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
const anyHealth = fc.oneof(costedPlan, troubledPlan);

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
      { numRuns: 500 },
    );
  });

  function noPartRose(before: Score, after: Score) {
    for (const part of after.parts) {
      const was = before.parts.find(({ id }) => id === part.id)?.points ?? NaN;
      expect(part.points, part.id).toBeLessThanOrEqual(was + 1e-9);
    }
  }

  it('has parts whose most sums up to 100', () => {
    fc.assert(
      fc.property(anyHealth, (plan) => {
        expect(scoresOf(plan).maintainability.parts.reduce((sum, { max }) => sum + max, 0)).toBe(100);
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

describe('every score', () => {
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
          expect(score.value).toBe(Math.round((100 * pointsOf(score)) / (score === skills ? 100 : most)));
          expect(score.value).toBeGreaterThanOrEqual(0);
          expect(score.value).toBeLessThanOrEqual(100);
        }
      }),
      { numRuns: 200 },
    );
  });
});
