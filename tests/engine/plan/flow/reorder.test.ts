import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, emptyPlan, flowOrder, reorder, type Edge, type Plan } from '#engine/plan';
import { anyPlan } from '../../../harness/arbitraries.ts';

function planOf(nodes: string, ...edges: string[]): Plan {
  return {
    ...emptyPlan('Test'),
    nodes: Object.fromEntries(nodes.split(' ').map((id) => [id, { service: 'one' }])),
    edges: edges.map((edge): Edge => {
      const [from = '', to = ''] = edge.split(' ');
      return { from, to, kind: 'data' };
    }),
  };
}
const nowhere = () => undefined;

function told(
  plan: Plan,
  ids: string,
  beside: string,
  side: 'before' | 'after',
): { readonly file: string; readonly read: string } | string {
  const result = reorder(plan, nowhere, ids.split(' '), beside, side);
  if ('must' in result) return `${result.must[0]} must stay before ${result.must[1]}`;
  const after = applyEdits(plan, [{ type: 'order-nodes', order: result.order }]);
  return { file: Object.keys(after.nodes).join(' '), read: flowOrder(after, nowhere).order.join(' ') };
}

describe('putting a node elsewhere in the order', () => {
  it('moves one entry of the file', () => {
    expect(told(planOf('a b c d'), 'c', 'b', 'before')).toEqual({ file: 'a c b d', read: 'a c b d' });
    expect(told(planOf('a b c d'), 'b', 'd', 'after')).toEqual({ file: 'a c d b', read: 'a c d b' });
  });

  it('says what keeps it where it is', () => {
    const chain = planOf('a b c', 'a b', 'b c');
    expect(told(chain, 'c', 'a', 'before')).toBe('a must stay before c');
    expect(told(chain, 'a', 'c', 'after')).toBe('a must stay before c');
    expect(told(planOf('x a b', 'a b'), 'x b', 'a', 'before')).toBe('a must stay before b');
  });

  it('takes along what must stay before or behind it', () => {
    expect(told(planOf('y a x', 'a x'), 'x', 'y', 'before')).toEqual({ file: 'x y a', read: 'a x y' });
    expect(told(planOf('x b y', 'x b'), 'x', 'y', 'after')).toEqual({ file: 'y x b', read: 'y x b' });
  });

  it('does so in a file that stands in another order than it is read in', () => {
    // the file has what is needed last: it is read q r last x
    expect(told(planOf('last q r x', 'q last', 'r last'), 'x', 'r', 'before')).toEqual({ file: 'q x r last', read: 'q x r last' });
  });

  it('moves several together', () => {
    expect(told(planOf('a b c d'), 'd b', 'a', 'before')).toEqual({ file: 'b d a c', read: 'b d a c' });
  });

  it('puts them where they are wanted in any plan without cycles, or there is a way between', () => {
    const cases = anyPlan
      .filter(({ nodes }) => Object.keys(nodes).length > 1)
      .chain((plan) =>
        fc.record({
          plan: fc.constant(plan),
          names: fc.shuffledSubarray(Object.keys(plan.nodes), { minLength: 2 }),
          side: fc.constantFrom('before' as const, 'after' as const),
        }),
      );
    fc.assert(
      fc.property(cases, ({ plan: any, names: [beside = '', ...ids], side }) => {
        const all = Object.keys(any.nodes);
        // edges that all lead the same way round, though not the way of the file
        const plan = { ...any, edges: any.edges.filter(({ from, to }) => all.indexOf(from) % 5 < all.indexOf(to) % 5) };
        const result = reorder(plan, nowhere, ids, beside, side);
        if ('must' in result) {
          const [first, other] = result.must;
          const order = flowOrder(plan, nowhere).order;
          expect(order.indexOf(first)).toBeLessThan(order.indexOf(other));
          expect([first, other].filter((id) => id === beside)).toHaveLength(1);
          return;
        }
        expect([...result.order].sort()).toEqual([...all].sort());
        const after = flowOrder(applyEdits(plan, [{ type: 'order-nodes', order: result.order }]), nowhere).order;
        const at = after.indexOf(beside);
        for (const id of ids) expect(after.indexOf(id) < at).toBe(side === 'before');
      }),
      { numRuns: 300 },
    );
  });
});
