import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrange, arrangeMissing, countCrossings, edgeKindIds, stageIds, tidy, tidyTask, type Plan, type Position } from '#engine/plan';
import { deepFreeze } from '../../../harness/deep-freeze.ts';
import { aPlan } from '../../../harness/small-catalog.ts';
import { overlapping } from './overlapping.ts';

const noStage = () => undefined;

/** A plan that someone drew by hand, cards apart from each other, some of its nodes pinned, and some chosen to be tidied. */
const drawn = fc.integer({ min: 1, max: 40 }).chain((size) =>
  fc
    .record({
      stages: fc.array(fc.constantFrom(...stageIds), { minLength: size, maxLength: size }),
      joins: fc.array(fc.tuple(fc.nat({ max: size - 1 }), fc.nat({ max: size - 1 }), fc.constantFrom(...edgeKindIds)), {
        maxLength: 2 * size,
      }),
      cells: fc.uniqueArray(fc.nat({ max: 12 * 30 - 1 }), { minLength: size, maxLength: size }),
      pins: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: size, maxLength: size }),
      chosen: fc.array(fc.boolean(), { minLength: size, maxLength: size }),
    })
    .map(({ stages, joins, cells, pins, chosen }) => {
      const ids = stages.map((_, at) => `n${at}`);
      const plan = aPlan(
        Object.fromEntries(ids.map((id, at) => [id, { service: 'azure-storage', stage: stages[at] }])),
        [...new Set(joins.map(([from, to, kind]) => `n${from} ${kind} n${to}`))],
        {
          layout: Object.fromEntries(
            ids.map((id, at) => [id, [((cells[at] ?? 0) % 12) * 220 - 400, Math.floor((cells[at] ?? 0) / 12) * 76 + 3]]),
          ),
          pinned: ids.filter((_, at) => pins[at] === 0).sort(),
        },
      );
      return { plan, ids, chosen: ids.filter((_, at) => chosen[at]) };
    }),
);

const tidied = (plan: Plan, wanted: readonly string[]) => tidy(deepFreeze(tidyTask(plan, noStage, wanted)));
const moved = (plan: Plan, wanted: readonly string[]): Plan => ({ ...plan, layout: { ...plan.layout, ...tidied(plan, wanted).to } });

describe('tidying', () => {
  it('moves nothing but what was chosen, and nothing that is pinned', () => {
    fc.assert(
      fc.property(drawn, ({ plan, chosen }) => {
        const { to } = tidied(plan, chosen);
        for (const id of Object.keys(to)) expect(chosen.includes(id) && !plan.pinned.includes(id)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('puts no card over another, chosen or not', () => {
    fc.assert(
      fc.property(drawn, ({ plan, ids, chosen }) => {
        expect(overlapping(moved(plan, ids).layout)).toEqual([]);
        expect(overlapping(moved(plan, chosen).layout)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('twice is once', () => {
    fc.assert(
      fc.property(drawn, ({ plan, ids, chosen }) => {
        expect(tidied(moved(plan, ids), ids).to).toEqual({});
        expect(tidied(moved(plan, chosen), chosen).to).toEqual({});
      }),
      { numRuns: 60 },
    );
  });

  it('gives a plan without pins the layout that it has when it is opened without one', () => {
    fc.assert(
      fc.property(drawn, ({ plan, ids }) => {
        const free = { ...plan, pinned: [] };
        expect(moved(free, ids).layout).toEqual(arrange(free, noStage));
        expect(moved(free, ids)).toEqual(arrangeMissing({ ...free, layout: {} }, noStage));
      }),
      { numRuns: 40 },
    );
  });

  it('leaves a tidy plan alone, whatever is pinned and chosen', () => {
    fc.assert(
      fc.property(drawn, fc.integer({ min: -20, max: 20 }), ({ plan, chosen }, away) => {
        const layout = Object.entries(arrange(plan, noStage)).map(
          ([id, [x, y]]) => [id, [x + 8 * away, y - 8 * away] as Position] as const,
        );
        const someStay = chosen.length < layout.length || plan.pinned.length > 0;
        fc.pre(someStay);
        expect(tidied({ ...plan, layout: Object.fromEntries(layout) }, chosen).to).toEqual({});
      }),
      { numRuns: 60 },
    );
  });

  it('says how many edges cross before and after', () => {
    fc.assert(
      fc.property(drawn, ({ plan, chosen }) => {
        const { crossings } = tidied(plan, chosen);
        expect(crossings).toEqual({
          before: countCrossings(plan.edges, plan.layout),
          after: countCrossings(plan.edges, moved(plan, chosen).layout),
        });
      }),
      { numRuns: 30 },
    );
  });

  it('tells how far it is, never back', () => {
    const ids = Array.from({ length: 80 }, (_, at) => `n${at}`);
    const plan = aPlan(
      Object.fromEntries(ids.map((id, at) => [id, { service: 'azure-storage', stage: stageIds[at % stageIds.length] }])),
      ids.flatMap((id, at) => [`${id} data n${(at * 7) % 80}`, `${id} control n${(at * 13 + 5) % 80}`]),
      { layout: {} },
    );
    const shares: number[] = [];
    tidy(tidyTask(plan, noStage, ids), (share) => shares.push(share));
    expect(shares.length).toBeGreaterThan(2);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
  });
});

describe('crossings', () => {
  const four = (edges: readonly string[]) =>
    aPlan({ a: { service: 'x' }, b: { service: 'x' }, c: { service: 'x' }, d: { service: 'x' } }, edges, {
      layout: { a: [0, 0], b: [300, 0], c: [0, 300], d: [300, 300] },
    });

  it.each([
    ['two that cross', ['a data d', 'b data c'], 1],
    ['two beside each other', ['a data c', 'b data d'], 0],
    ['two from one node', ['a data c', 'a data d'], 0],
    ['one to a node that is not there', ['a data d', 'b data gone'], 0],
    ['one to itself', ['a data d', 'b data b'], 0],
  ])('of %s', (_, edges, count) => {
    const { edges: all, layout } = four(edges);
    expect(countCrossings(all, layout)).toBe(count);
  });
});
