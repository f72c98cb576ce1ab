import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edgeId, emptyPlan, type Plan } from '#engine/plan';
import { blocksByNode, shownEdges, shownLayout, shownNodes } from '../../../src/renderer/state/shown-plan.ts';
import { anyPlan } from '../../harness/arbitraries.ts';

const node = { service: 'docker' };
const plan: Plan = {
  ...emptyPlan('Groups'),
  nodes: { a: node, b: node, c: node, d: node, e: node },
  edges: [
    { from: 'a', to: 'b', kind: 'data' },
    { from: 'a', to: 'c', kind: 'data', title: 'Rows' },
    { from: 'b', to: 'c', kind: 'control' },
    { from: 'b', to: 'c', kind: 'data', title: 'Rows' },
    { from: 'c', to: 'a', kind: 'data' },
    { from: 'c', to: 'd', kind: 'model' },
    { from: 'd', to: 'e', kind: 'model', title: 'One' },
  ],
  groups: { in: { title: 'In', nodes: ['a', 'b'] }, out: { nodes: ['d', 'e'] } },
  layout: { a: [40, 100], b: [0, 300], c: [0, 500], d: [0, 700], e: [300, 700] },
};
const blocks = blocksByNode(plan.groups, new Set(['in']));

describe('a plan with a collapsed group', () => {
  it('has a block in the place of its nodes, where the first of them stood', () => {
    expect(Object.keys(shownNodes(plan, blocks))).toEqual(['group:in', 'c', 'd', 'e']);
    expect(shownNodes(plan, blocks)['group:in']?.title).toBe('In');
    expect(shownLayout(plan.layout, plan.groups, new Set(['in']))).toEqual({
      c: [0, 500],
      d: [0, 700],
      e: [300, 700],
      'group:in': [0, 100],
    });
  });

  it('has one line for each kind, direction and far end, and none for what is inside', () => {
    const { edges, behind, within } = shownEdges(plan.edges, blocks);
    expect(edges.map(edgeId)).toEqual(['group:in/c/data', 'group:in/c/control', 'c/group:in/data', 'c/d/model', 'd/e/model']);
    expect(behind.get('group:in/c/data')).toEqual(['a/c/data', 'b/c/data']);
    expect(within.get('group:in')).toEqual(['a/b/data']);
    expect(edges[0]?.title).toBe('Rows'); // what all of them say
  });

  it('says no title that is not that of all edges behind a line', () => {
    const other = plan.edges.map((edge) => (edgeId(edge) === 'b/c/data' ? { ...edge, title: 'Columns' } : edge));
    expect(shownEdges(other, blocks).edges[0]).toEqual({ from: 'group:in', to: 'c', kind: 'data' });
  });

  it('joins two blocks by one line', () => {
    const both = blocksByNode({ in: { nodes: ['a', 'b'] }, out: { nodes: ['c'] } }, new Set(['in', 'out']));
    expect(shownEdges(plan.edges, both).edges.map(edgeId)).toEqual([
      'group:in/group:out/data',
      'group:in/group:out/control',
      'group:out/group:in/data',
      'group:out/d/model',
      'd/e/model',
    ]);
  });
});

describe('any plan, whatever is collapsed', () => {
  it('shows each edge once: as itself, behind a line, or within a block; and every line has both its ends', () => {
    fc.assert(
      fc.property(anyPlan, fc.array(fc.constantFrom('ingest', 'score', 'z-last')), (any, closed) => {
        const collapsed = new Set(closed.filter((id) => Object.hasOwn(any.groups, id)));
        const drawn = blocksByNode(any.groups, collapsed);
        const { edges, behind, within } = shownEdges(any.edges, drawn);
        const nodes = shownNodes(any, drawn);
        const standing = edges.flatMap((edge) => behind.get(edgeId(edge)) ?? [edgeId(edge)]);
        expect([...standing, ...[...within.values()].flat()].sort()).toEqual(any.edges.map(edgeId).sort());
        for (const { from, to } of edges) expect([from in nodes, to in nodes]).toEqual([true, true]);
        expect(Object.keys(nodes)).toHaveLength(Object.keys(any.nodes).length - drawn.size + collapsed.size);
        expect(Object.keys(shownLayout(any.layout, any.groups, collapsed)).filter((id) => !(id in nodes))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('is the very same while nothing is collapsed', () => {
    const none = blocksByNode(plan.groups, new Set());
    expect(shownNodes(plan, none)).toBe(plan.nodes);
    expect(shownEdges(plan.edges, none).edges).toBe(plan.edges);
    expect(shownLayout(plan.layout, plan.groups, new Set())).toBe(plan.layout);
  });
});
