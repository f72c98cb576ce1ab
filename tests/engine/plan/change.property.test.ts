import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  PlanChangeSchema,
  applyChange,
  changeBetween,
  emptyPlan,
  isEmptyChange,
  type Edge,
  type Plan,
  type PlanChange,
} from '#engine/plan';
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

describe('the change of edges', () => {
  const edge = (from: string) => ({ from, to: 'z', kind: 'data' as const });
  const withEdges = (...edges: Edge[]): Plan => ({ ...emptyPlan('p'), edges });
  const [a, b, c, d] = [edge('a'), edge('b'), edge('c'), edge('d')];

  it.each<[what: string, before: Plan, after: Plan, change: PlanChange['edges']]>([
    ['gone', withEdges(a, b, c, d), withEdges(b, d), { gone: [0, 2], added: [] }],
    ['new at the end', withEdges(a), withEdges(a, b), { gone: [], added: [[1, b]] }],
    ['back in its place', withEdges(a, c), withEdges(a, b, c, d), { gone: [], added: [[1, b], [3, d]] }], // prettier-ignore
    ['another in its place', withEdges(a, b, c), withEdges(a, d, c), { gone: [1], added: [[1, d]] }],
    ['in another order', withEdges(a, b, c), withEdges(c, a, b), [c, a, b]],
  ])('names what is %s', (_, before, after, change) => {
    expect(changeBetween(before, after).edges).toEqual(change);
    expect(applyChange(before, changeBetween(before, after))).toEqual(after);
  });

  it('that speaks of places there are not makes a plan all the same', () => {
    const odd = { gone: [7], added: [[9, c], [0, d]] } as PlanChange['edges']; // prettier-ignore
    expect(applyChange(withEdges(a, b), { edges: odd }).edges).toEqual([a, b, c, d]);
  });
});
