import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arrange,
  arrangeMissing,
  bandsOf,
  boundsOf,
  columnsFor,
  directions,
  laneOf,
  lanes,
  shapeOf,
  turned,
  type Plan,
} from '#engine/plan';
import { anyPlan } from '../../../harness/arbitraries.ts';
import { catalog } from '../../../harness/resources.ts';
import { aPlan } from '../../../harness/small-catalog.ts';
import { overlapping } from './overlapping.ts';

const stageIn = (plan: Plan) => (id: string) => catalog.stageOf(plan.nodes[id]?.service ?? '');
const tidy = (plan: Plan) => arrange(plan, stageIn(plan));
const laneIn = (plan: Plan, id: string) => laneOf(plan.nodes[id]?.stage ?? stageIn(plan)(id));

/** A plan with many nodes of few stages, joined at random, cycles and all. */
const crowdedPlan: fc.Arbitrary<Plan> = fc.integer({ min: 1, max: 60 }).chain((size) =>
  fc
    .record({
      stages: fc.array(fc.constantFrom('training', 'compute', 'monitoring', undefined), { minLength: size, maxLength: size }),
      joins: fc.array(fc.tuple(fc.nat({ max: size }), fc.nat({ max: size }), fc.constantFrom('data', 'control', 'runs-on')), {
        maxLength: 2 * size,
      }),
    })
    .map(({ stages, joins }) =>
      aPlan(
        Object.fromEntries(stages.map((stage, at) => [`n${at}`, { service: 'azure-storage', ...(stage ? { stage } : {}) }])),
        [...new Set(joins.map(([from, to, kind]) => `n${from} ${kind} n${to}`))], // some lead to a node that is not there
      ),
    ),
);
const plans = fc.oneof(anyPlan, crowdedPlan);

describe('a tidy plan', () => {
  it('has a place for every node, and no others', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const layout = tidy(plan);
        expect(Object.keys(layout).sort()).toEqual(Object.keys(plan.nodes).sort());
        for (const [x, y] of Object.values(layout)) expect(Number.isInteger(x) && Number.isInteger(y) && x >= 0 && y >= 0).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('has no card over another', () => {
    fc.assert(
      fc.property(plans, (plan) => void expect(overlapping(tidy(plan))).toEqual([])),
      { numRuns: 60 },
    );
  });

  it('is no wider than a page', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const across = Object.values(tidy(plan)).map((at) => turned(at, plan.direction)[0]);
        const columns = columnsFor(Object.keys(plan.nodes).length, plan.direction);
        expect(Math.max(0, ...across)).toBeLessThanOrEqual((columns - 1) * shapeOf(plan.direction).stepX);
      }),
      { numRuns: 60 },
    );
  });

  it.each(directions)('has about the shape of a page, however large it is: %s', (direction) => {
    for (const count of [200, 500, 2000]) {
      const stages = ['orchestration', 'data-transfer', 'training', 'deployment-batch', 'monitoring'] as const;
      const nodes = Object.fromEntries(
        Array.from({ length: count }, (_, at) => [`n${at}`, { service: 'docker', stage: stages[at % stages.length] }]),
      );
      const { width, height } = boundsOf(Object.values(tidy({ ...aPlan(nodes), direction }))) ?? { width: 0, height: 1 };
      expect(width / height).toBeGreaterThan(1);
      expect(width / height).toBeLessThan(direction === 'left-to-right' ? 2.1 : 1.8); // a lane has whole columns
    }
  });

  it('has its lanes in their order, none mixed with another', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const layout = tidy(plan);
        const nodes = Object.entries(layout).map(([id, at]) => ({ id, at, lane: laneIn(plan, id) }));
        const { all: bands, strays } = bandsOf(nodes, plan.direction);
        expect([...strays]).toEqual([]);
        const order = lanes.map(({ id }) => id);
        expect(bands.map(({ lane }) => lane)).toEqual(order.filter((lane) => nodes.some((node) => node.lane === lane)));
        bands.forEach((band, at) => {
          expect(band.start).toBeGreaterThanOrEqual(bands[at - 1]?.end ?? -Infinity);
          for (const { at: position } of nodes.filter(({ lane }) => lane === band.lane)) {
            const y = turned(position, plan.direction)[1];
            expect(y).toBeGreaterThanOrEqual(band.start);
            expect(y + shapeOf(plan.direction).height).toBeLessThanOrEqual(band.end);
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  it('is the same each time, in whatever order its edges are', () => {
    fc.assert(
      fc.property(
        plans.chain((plan) => fc.shuffledSubarray([...plan.edges], { minLength: plan.edges.length }).map((edges) => ({ plan, edges }))),
        ({ plan, edges }) => void expect(tidy({ ...plan, edges })).toEqual(tidy(plan)),
      ),
      { numRuns: 60 },
    );
  });

  it('does not depend on where its nodes were', () => {
    fc.assert(
      fc.property(plans, (plan) => void expect(tidy({ ...plan, layout: {} })).toEqual(tidy(plan))),
      { numRuns: 30 },
    );
  });
});

describe('a plan with some places missing', () => {
  it('keeps those that it has, and gets the others where no card is', () => {
    fc.assert(
      fc.property(plans, fc.nat(), (plan, some) => {
        const whole = tidy(plan);
        const layout = Object.fromEntries(Object.entries(whole).filter((_, at) => ((some >> (at % 20)) & 1) === 1));
        const after = arrangeMissing({ ...plan, layout }, stageIn(plan)).layout;
        expect(after).toMatchObject(layout);
        expect(Object.keys(after).sort()).toEqual(Object.keys(plan.nodes).sort());
        expect(overlapping(after)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('is the same in whatever order its edges are', () => {
    fc.assert(
      fc.property(
        crowdedPlan.chain((plan) =>
          fc.shuffledSubarray([...plan.edges], { minLength: plan.edges.length }).map((edges) => ({ plan, edges })),
        ),
        ({ plan, edges }) => {
          const layout = Object.fromEntries(Object.entries(tidy(plan)).filter((_, at) => at % 2 === 0));
          const [one, two] = [plan.edges, edges].map((some) => arrangeMissing({ ...plan, layout, edges: some }, stageIn(plan)).layout);
          expect(two).toEqual(one);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is laid out as a whole when it has none', () => {
    fc.assert(
      fc.property(plans, (plan) => void expect(arrangeMissing({ ...plan, layout: {} }, stageIn(plan)).layout).toEqual(tidy(plan))),
      { numRuns: 30 },
    );
  });

  it('is the same plan when it has them all', () => {
    const plan = aPlan({ a: { service: 'azure-storage' } }, [], { layout: { a: [8, 8] } });
    expect(arrangeMissing(plan, stageIn(plan))).toBe(plan);
  });
});

describe('a circle', () => {
  it.each([
    ['of a node with itself', ['a control a']],
    ['of two', ['a control b', 'b control a']],
    ['of three, with another in it', ['a data b', 'b data c', 'c data a', 'b data a']],
  ])('%s is laid out like everything else', (_, edges) => {
    const plan = aPlan({ a: { service: 'azure-storage' }, b: { service: 'azure-storage' }, c: { service: 'azure-storage' } }, edges);
    expect(Object.keys(tidy(plan))).toEqual(['a', 'b', 'c']);
    expect(overlapping(tidy(plan))).toEqual([]);
  });
});

describe('a circle with two ways into it', () => {
  it('is opened at the same place in whatever order its edges are', () => {
    const plan = aPlan({ a: { service: 'azure-storage' }, b: { service: 'azure-storage' }, c: { service: 'azure-storage' } });
    const edges = aPlan(plan.nodes, ['a data b', 'a data c', 'b data c', 'c data b']).edges;
    expect(tidy({ ...plan, edges: [...edges].reverse() })).toEqual(tidy({ ...plan, edges }));
  });
});

describe('a long plan', () => {
  it('of a thousand nodes in a row is laid out', () => {
    const ids = Array.from({ length: 1000 }, (_, at) => `n${at}`);
    const plan = aPlan(
      Object.fromEntries(ids.map((id) => [id, { service: 'azure-storage' }])),
      ids.slice(1).map((id, at) => `${ids[at]} data ${id}`),
    );
    const layout = tidy(plan);
    expect(new Set(Object.values(layout).map(String)).size).toBe(1000);
  });
});
