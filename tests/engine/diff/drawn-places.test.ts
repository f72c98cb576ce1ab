import { describe, expect, it } from 'vitest';
import { bothPlans, diffPlans, placesOf, sideBySide } from '#engine/diff';
import { emptyPlan, type Edge, type Plan, type PlanNode } from '#engine/plan';
import { catalog } from '../../harness/resources.ts';

/* Where the drawings of two plans show their changes: in one drawing, and side by side. */

const store = (title: string): PlanNode => ({ service: 'azure-storage', title });
const plan = (nodes: Readonly<Record<string, PlanNode>>, edges: readonly Edge[], more: Partial<Plan> = {}): Plan => ({
  ...emptyPlan('Plan'),
  nodes,
  edges,
  ...more,
});

const before = plan(
  { a: store('In'), b: store('Middle'), gone: store('Gone') },
  [
    { from: 'a', to: 'b', kind: 'data' },
    { from: 'a', to: 'gone', kind: 'data' },
  ],
  { notes: { old: { text: 'Old', at: [0, 0] } } },
);
// a got another id, and its edge another kind as well
const after = plan({ entry: store('In'), b: store('Middle'), gone: { service: 'azure-ml-pipelines', title: 'New' }, more: store('More') }, [
  { from: 'entry', to: 'b', kind: 'control' },
]);

describe('the drawings of two plans', () => {
  const diff = diffPlans(before, after, catalog);

  it('show an edge that got another kind and a renamed end as one edge', () => {
    expect([...bothPlans(diff, after).changes.edges]).toEqual([
      ['entry/b/control', 'changed'],
      ['entry/gone/data', 'removed'],
    ]);
  });

  it('mark on each side what it has, under the names of its drawing', () => {
    const { before: left, after: right } = sideBySide(diff, after);
    expect(Object.fromEntries(left.changes.edges)).toEqual({ 'entry/b/data': 'changed', 'entry/gone/data': 'removed' });
    expect(Object.fromEntries(right.changes.edges)).toEqual({ 'entry/b/control': 'changed' });
    expect(Object.fromEntries(left.changes.nodes)).toEqual({ entry: 'changed', gone: 'changed' });
    expect(Object.fromEntries(right.changes.nodes)).toEqual({ entry: 'changed', gone: 'changed', more: 'added' });
    expect(Object.fromEntries(left.changes.notes)).toEqual({ old: 'removed' });
    for (const { plan: drawn, changes } of [left, right]) {
      for (const id of changes.nodes.keys()) expect(drawn.nodes).toHaveProperty(id);
      const edges = drawn.edges.map(({ from, to, kind }) => `${from}/${to}/${kind}`);
      for (const id of changes.edges.keys()) expect(edges).toContain(id);
    }
  });

  it('find a waiver by the node that it is for', () => {
    const waiver = (on: string) => ({ rule: 'no-retired-service', on: [on], because: 'Later' });
    const place = placesOf(diffPlans({ ...before, waivers: [waiver('b')] }, { ...before, waivers: [] }, catalog));
    const [change] = diffPlans({ ...before, waivers: [waiver('b')] }, { ...before, waivers: [] }, catalog).changes;
    expect(change && place(change)).toEqual({ before: { type: 'node', id: 'b' } });
  });
});
