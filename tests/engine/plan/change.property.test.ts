import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlanChangeSchema, applyChange, changeBetween, isEmptyChange } from '#engine/plan';
import { planAndLater } from '../../harness/arbitraries.ts';

describe('a change', () => {
  it('turns the plan before into the plan after, key order and all, and survives the way over', () => {
    fc.assert(
      fc.property(planAndLater, ({ plan, later }) => {
        const sent = PlanChangeSchema.parse(JSON.parse(JSON.stringify(changeBetween(plan, later))));
        const arrived = applyChange(plan, sent);
        expect(arrived).toEqual(later);
        expect(Object.keys(arrived.nodes)).toEqual(Object.keys(later.nodes));
      }),
    );
  });

  it('of nothing is empty', () => {
    fc.assert(
      fc.property(planAndLater, ({ plan }) => {
        expect(isEmptyChange(changeBetween(plan, plan))).toBe(true);
      }),
    );
  });
});
