import { describe, expect, it } from 'vitest';
import { PlanGraph } from '#engine/catalog';
import { emptyPlan, type Edge, type Plan, type PlanEdit } from '#engine/plan';
import type { RuleInput } from '#engine/validate';
import { finished } from '../../../../src/engine/validate/fixes/finish.ts';
import { inputOf } from '../../../harness/rule-cases.ts';
import { book, catalog } from '../../../harness/resources.ts';

/** Work on compute, with an edge to the store that it reads, as often as asked for. */
function planOf(count: number): Plan {
  const nodes: Record<string, Plan['nodes'][string]> = {};
  const edges: Edge[] = [];
  for (let at = 0; at < count; at += 1) {
    Object.assign(nodes, {
      [`train${at}`]: { service: 'azure-ml-jobs' },
      [`store${at}`]: { service: 'azure-storage' },
      [`compute${at}`]: { service: 'azure-ml-compute' },
    });
    edges.push({ from: `train${at}`, to: `compute${at}`, kind: 'runs-on' }, { from: `store${at}`, to: `train${at}`, kind: 'data' });
  }
  return { ...emptyPlan('P'), nodes, edges };
}

const edits: Readonly<Record<string, readonly PlanEdit[]>> = {
  'a node that it adds': [{ type: 'add-node', id: 'new', node: { service: 'azure-storage' }, place: { at: [0, 0] } }],
  usage: [{ type: 'set-usage', id: 'store0', set: { stored: '80 GB' } }],
  'an edge that it removes': [{ type: 'remove-edges', edges: [{ from: 'train0', to: 'compute0', kind: 'runs-on' }] }],
  'an edge with another end': [{ type: 'change-edge', edge: { from: 'train0', to: 'compute0', kind: 'runs-on' }, set: { to: 'compute1' } }],
};

/** The input of a rule, which counts how often something walks all nodes or all edges. */
function counting(plan: Plan): { readonly input: RuleInput; readonly walks: () => number } {
  let walks = 0;
  const graph = new PlanGraph(plan, catalog, book);
  const counted = <T extends object>(of: T): T =>
    new Proxy(of, {
      get: (target, key) => {
        if (key === Symbol.iterator || ['filter', 'flatMap', 'map', 'some', 'every', 'find', 'forEach', 'entries'].includes(String(key)))
          walks += 1;
        return Reflect.get(target, key) as unknown;
      },
      ownKeys: (target) => {
        walks += 1;
        return Reflect.ownKeys(target);
      },
    });
  Object.assign(graph, { nodes: counted(graph.nodes), edges: counted(graph.edges) });
  const input = { ...inputOf(plan), graph, plan: { ...plan, nodes: counted(plan.nodes), edges: counted(plan.edges) } };
  return { input, walks: () => walks };
}

describe('what a fix owes to the rest of the plan', () => {
  it.each(Object.entries(edits))('is found near its edits, not by a walk through the plan: %s', (_, made) => {
    const { input, walks } = counting(planOf(3));
    expect(finished([{ title: 'A fix', edits: made }], input).length).toBeLessThanOrEqual(1);
    expect(walks()).toBe(0);
  });

  it('takes compute away with its last work, and no other compute', () => {
    const [fix] = finished([{ title: 'Run it elsewhere', edits: edits['an edge with another end'] ?? [] }], inputOf(planOf(2)));
    expect(fix?.edits.at(-1)).toEqual({ type: 'remove-nodes', ids: ['compute0'], heal: false });
  });

  it('never only cuts a node off', () => {
    const cut: PlanEdit[] = [{ type: 'remove-edges', edges: [{ from: 'store0', to: 'train0', kind: 'data' }] }];
    expect(finished([{ title: 'Remove the edge', edits: cut }], inputOf(planOf(1)))).toEqual([]);
  });
});
