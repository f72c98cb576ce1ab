import { describe, expect, it } from 'vitest';
import {
  edgesWhere,
  LiveGraph,
  nodesWhere,
  oncePer,
  PlanGraph,
  Reads,
  recording,
  sameKept,
  type PlanGraph as Graph,
} from '#engine/catalog';
import { applyEdits, type Plan, type PlanEdit } from '#engine/plan';
import { joinedPlan } from '../../../bench/plans.ts';
import { book, catalog } from '../../harness/resources.ts';

/* What is kept of a graph while its plan changes: only what an edit touches is asked again, and what comes out the same stays the same. */

function following(plan: Plan) {
  const graph = new LiveGraph(plan, catalog, book);
  const edit = (...edits: PlanEdit[]) => graph.update((plan = applyEdits(plan, edits)));
  return { graph, edit, fresh: () => new PlanGraph(plan, catalog, book) };
}

const ids = (nodes: readonly { readonly id: string }[]) => nodes.map(({ id }) => id);

describe('nodesWhere', () => {
  it('asks only the nodes that an edit touches', () => {
    const asked: string[] = [];
    const stores = nodesWhere((node) => {
      asked.push(node.id);
      return node.service?.id === 'azure-storage' && node.in.some(({ from }) => from.stage !== undefined);
    });
    const { graph, edit, fresh } = following(joinedPlan(60));
    expect(ids(stores(graph.asGraph))).toEqual(ids(stores(fresh())));
    asked.length = 0;
    edit({ type: 'change-node', id: 'shared-monitor', set: { title: 'Another' } });
    edit({ type: 'add-node', id: 'more', node: { service: 'azure-storage' }, place: 'free' });
    stores(graph.asGraph);
    expect(asked).toEqual(['more']);
    edit({ type: 'add-edge', edge: { from: 'shared-monitor', to: 'more', kind: 'data' } });
    expect(ids(stores(graph.asGraph))).toEqual(ids(stores(fresh())));
    expect(ids(stores(graph.asGraph))).toContain('more');
    edit({ type: 'remove-nodes', ids: ['shared-monitor'], heal: false });
    expect(ids(stores(graph.asGraph))).not.toContain('more');
    expect(ids(stores(graph.asGraph))).toEqual(ids(stores(fresh())));
  });

  it('leaves whoever asked alone while the nodes stay the same', () => {
    const stores = nodesWhere(({ service }) => service?.id === 'azure-storage');
    const { graph, edit } = following(joinedPlan(60));
    const reads = new Reads();
    const before = recording(reads, () => stores(graph.asGraph));
    expect(reads.isTouched(edit({ type: 'add-node', id: 'other', node: { service: 'azure-functions' }, place: 'free' }))).toBe(false);
    expect(stores(graph.asGraph)).toBe(before);
    expect(reads.isTouched(edit({ type: 'add-node', id: 'more', node: { service: 'azure-storage' }, place: 'free' }))).toBe(true);
  });

  it('asks all again when something else that it read has changed', () => {
    const inPlanRegion = nodesWhere((node, { plan }) => node.region === plan.context.region && plan.context.budgetPerMonth === 7);
    const { graph, edit, fresh } = following(joinedPlan(20));
    expect(inPlanRegion(graph.asGraph)).toEqual([]);
    edit({ type: 'set-context', set: { budgetPerMonth: 7 } });
    expect(ids(inPlanRegion(graph.asGraph))).toEqual(ids(inPlanRegion(fresh())));
    expect(inPlanRegion(graph.asGraph)).not.toEqual([]);
  });
});

describe('edgesWhere', () => {
  it('follows edges that come and go', () => {
    const code = edgesWhere(({ kind }) => kind === 'code');
    const { graph, edit, fresh } = following(joinedPlan(60));
    const before = ids(code(graph.asGraph));
    edit({ type: 'add-edge', edge: { from: 'shared-repository', to: 'shared-monitor', kind: 'code' } });
    expect(ids(code(graph.asGraph))).toEqual(ids(code(fresh())));
    expect(code(graph.asGraph)).toHaveLength(before.length + 1);
  });
});

describe('oncePer', () => {
  it('stays as it was where it comes out the same', () => {
    const isLarge = oncePer((graph: Graph) => graph.nodes.length > 3);
    const { graph, edit } = following(joinedPlan(20));
    const reads = new Reads();
    expect(recording(reads, () => isLarge(graph.asGraph))).toBe(true);
    expect(reads.isTouched(edit({ type: 'add-node', id: 'other', node: { service: 'azure-functions' }, place: 'free' }))).toBe(false);
    expect(reads.isTouched(edit({ type: 'remove-nodes', ids: Object.keys(joinedPlan(20).nodes), heal: false }))).toBe(true);
  });
});

describe('sameKept', () => {
  const thing = { of: { of: { of: { of: { of: 1 } } } } };
  it.each([
    [[1, 'a'], [1, 'a'], true],
    [[1, 2], [2, 1], false],
    [new Set([1, 2]), new Set([1, 2]), true],
    [new Set([1, 2]), new Set([2, 1]), false],
    [new Map([['a', [1]]]), new Map([['a', [1]]]), true],
    [new Map([['a', [1]]]), new Map([['a', [2]]]), false],
    [{ a: 1 }, { a: 1 }, true],
    [{ a: 1 }, { a: 1, b: undefined }, false],
    [{ a: undefined }, { b: undefined }, false],
    [[], {}, false],
    [thing, thing, true],
    [thing, structuredClone(thing), false],
    [() => 1, () => 1, false],
    [undefined, null, false],
  ])('%o and %o: %s', (one, other, isSame) => {
    expect(sameKept(one, other)).toBe(isSame);
  });
});
