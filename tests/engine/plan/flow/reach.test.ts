import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { downstreamOf, edgeId, emptyPlan, pathsBetween, upstreamOf, type Plan, type Reach } from '#engine/plan';
import { anyPlan } from '../../../harness/arbitraries.ts';

/*  a → b → d → e,  a → c → d,  f alone,  g ⇄ h  */
const plan: Plan = {
  ...emptyPlan('Test'),
  nodes: Object.fromEntries([...'abcdefgh'].map((id) => [id, { service: 'one' }])),
  edges: ['ab', 'ac', 'bd', 'cd', 'de', 'gh', 'hg'].map((ends) => ({ from: ends[0] ?? '', to: ends[1] ?? '', kind: 'data' })),
};
const nodes = (reach: Reach | undefined) => reach && [...reach.nodes].toSorted().join('');

describe('what leads to nodes, and what they lead to', () => {
  it('is found with the edges in between', () => {
    expect(nodes(upstreamOf(plan, ['d']))).toBe('abcd');
    expect(nodes(downstreamOf(plan, ['b']))).toBe('bde');
    expect(nodes(upstreamOf(plan, ['b', 'f']))).toBe('abf');
    expect([...downstreamOf(plan, ['b']).edges]).toEqual(['b/d/data', 'd/e/data']);
    expect(nodes(downstreamOf(plan, ['g']))).toBe('gh');
    expect(nodes(downstreamOf(plan, ['gone']))).toBe('');
  });

  it('is each other’s reverse', () => {
    fc.assert(
      fc.property(anyPlan, (any) => {
        for (const one of Object.keys(any.nodes).slice(0, 4))
          for (const other of Object.keys(any.nodes).slice(0, 6))
            expect(downstreamOf(any, [one]).nodes.has(other)).toBe(upstreamOf(any, [other]).nodes.has(one));
      }),
    );
  });
});

describe('the ways between two nodes', () => {
  it('are all of them, in whichever direction there are any', () => {
    expect(nodes(pathsBetween(plan, 'a', 'd'))).toBe('abcd');
    expect(nodes(pathsBetween(plan, 'e', 'b'))).toBe('bde');
    expect([...(pathsBetween(plan, 'e', 'b')?.edges ?? [])]).toEqual(['b/d/data', 'd/e/data']);
    expect(pathsBetween(plan, 'a', 'f')).toBeUndefined();
  });

  it('hold only nodes that lie on one', () => {
    fc.assert(
      fc.property(anyPlan, (any) => {
        const [one, other] = Object.keys(any.nodes);
        if (one === undefined || other === undefined) return;
        const between = pathsBetween(any, one, other);
        if (!between) return;
        expect(between.nodes.has(one) && between.nodes.has(other)).toBe(true);
        const ids = new Set(any.edges.map(edgeId));
        expect([...between.edges].every((id) => ids.has(id))).toBe(true);
      }),
    );
  });
});
