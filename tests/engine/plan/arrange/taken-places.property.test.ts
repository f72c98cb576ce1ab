import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, cardHeight, cardWidth, emptyPlan, grid, type Plan, type PlanEdit, type Position } from '#engine/plan';
import { TakenPlaces } from '../../../../src/engine/plan/arrange/taken-places.ts';
import { freeFrom } from '../../../../src/engine/plan/arrange/place.ts';

const anyPosition = fc
  .tuple(fc.integer({ min: -60, max: 120 }), fc.integer({ min: -40, max: 80 }))
  .map(([x, y]): Position => [x * 8, y * 8]);
const anyPlan = fc.array(anyPosition, { maxLength: 30 }).map((places): Plan => {
  const ids = places.map((_, at) => `n${at}`);
  return {
    ...emptyPlan('P'),
    nodes: Object.fromEntries(ids.slice(1).map((id) => [id, { service: 's' }])), // the first has a place and is not there
    layout: Object.fromEntries(ids.map((id, at) => [id, places[at] as Position])),
  };
});

/** The free place, found by looking at every card for every place. */
function slowly(plan: Plan, wished: Position): Position {
  const taken = Object.entries(plan.layout).flatMap(([id, at]) => (plan.nodes[id] ? [at] : []));
  return freeFrom(
    wished,
    ([x, y]) => !taken.some(([left, top]) => Math.abs(x - left) < cardWidth + grid && Math.abs(y - top) < cardHeight + grid),
  );
}

describe('a free place', () => {
  it('is the one that looking at every card finds', () => {
    fc.assert(
      fc.property(anyPlan, anyPosition, (plan, wished) => {
        expect(new TakenPlaces(plan).freeNear(wished)).toEqual(slowly(plan, wished));
      }),
    );
  });

  it('is the same for nodes that are added at once and for nodes that are added one after another', () => {
    const anyPlacing = fc.oneof(
      fc.constant('free' as const),
      anyPosition.map((at) => ({ at })),
    );
    fc.assert(
      fc.property(anyPlan, fc.array(anyPlacing, { maxLength: 8 }), (plan, placings) => {
        const edits = placings.map((place, at): PlanEdit => ({ type: 'add-node', id: `new-${at}`, node: { service: 's' }, place }));
        const oneByOne = edits.reduce((before, edit) => applyEdits(before, [edit]), plan);
        expect(applyEdits(plan, edits).layout).toEqual(oneByOne.layout);
      }),
    );
  });
});
