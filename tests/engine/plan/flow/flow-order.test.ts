import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyPlan, flowOrder, type Edge, type Plan, type Stage } from '#engine/plan';
import { anyPlan } from '../../../harness/arbitraries.ts';

function planOf(nodes: string, ...edges: string[]): Plan {
  return {
    ...emptyPlan('Test'),
    nodes: Object.fromEntries(nodes.split(' ').map((id) => [id, { service: 'one' }])),
    edges: edges.map((edge) => {
      const [from = '', to = '', kind = 'data'] = edge.split(' ');
      return { from, to, kind: kind as Edge['kind'] };
    }),
  };
}
const nowhere = () => undefined;
const order = (plan: Plan, stageOf: (id: string) => Stage | undefined = nowhere) => flowOrder(plan, stageOf).order.join(' ');

describe('the order of the flow', () => {
  it('is that of the file', () => {
    expect(order(planOf('start b1 c1 b2 c2 end', 'start b1', 'start c1', 'b1 b2', 'c1 c2', 'b2 end', 'c2 end'))).toBe(
      'start b1 c1 b2 c2 end',
    );
  });

  it('puts what leads to a node before it, right before the first that needs it', () => {
    expect(order(planOf('c b a', 'a b', 'b c'))).toBe('a b c');
    expect(order(planOf('x c y b a', 'a b', 'b c'))).toBe('x a b c y');
  });

  it('does not take what a node runs on for a step', () => {
    expect(order(planOf('train score cluster', 'train score model', 'train cluster runs-on', 'cluster train telemetry'))).toBe(
      'train score cluster',
    );
  });

  it('leaves out the edge that leads back', () => {
    expect(order(planOf('a b c', 'a b', 'b c', 'c b'))).toBe('a b c');
    expect(order(planOf('watch train deploy copy', 'copy train', 'train deploy', 'deploy watch', 'watch train'))).toBe(
      'copy train deploy watch',
    );
  });

  it('enters a cycle that nothing leads into in the earliest lane', () => {
    const stages: Record<string, Stage> = { watch: 'monitoring', train: 'training' };
    expect(order(planOf('watch train', 'watch train', 'train watch'), (id) => stages[id])).toBe('train watch');
  });

  it('goes through a chain of 20,000', () => {
    const ids = Array.from({ length: 20_000 }, (_, at) => `n${at}`);
    const plan = planOf(ids.toReversed().join(' '), ...ids.slice(1).map((id, at) => `n${at} ${id}`));
    expect(flowOrder(plan, nowhere).order).toEqual(ids);
  });

  it('names every node once, and heeds every edge of a plan without cycles', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const ids = Object.keys(plan.nodes);
        const forward = plan.edges.filter(({ from, to }) => ids.indexOf(from) < ids.indexOf(to) && from in plan.nodes);
        const found = flowOrder({ ...plan, edges: forward }, nowhere).order;
        expect(found.toSorted()).toEqual(ids.toSorted());
        for (const { from, to, kind } of forward)
          if (kind !== 'runs-on' && kind !== 'telemetry') expect(found.indexOf(from)).toBeLessThan(found.indexOf(to));
        expect(flowOrder(plan, nowhere).order.toSorted()).toEqual(ids.toSorted());
      }),
    );
  });
});
