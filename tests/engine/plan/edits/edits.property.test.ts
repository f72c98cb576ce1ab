import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  compareEdges,
  edgeId,
  emptyPlan,
  readPlan,
  writePlanYaml,
  type EdgeKind,
  type Plan,
  type PlanEdit,
} from '#engine/plan';
import { anyPlan, editsOf } from '../../../harness/arbitraries.ts';
import { deepFreeze } from '../../../harness/deep-freeze.ts';

const planAndEdits = anyPlan.chain((plan) => editsOf(plan).map((edits) => ({ plan, edits })));

/** Edits of what a plan does not have. */
const editsOfNothing: fc.Arbitrary<PlanEdit> = fc
  .constantFrom('no-such-node', 'toString', 'valueOf')
  .chain((id) =>
    fc.constantFrom<PlanEdit>(
      { type: 'remove-nodes', ids: [id], heal: true },
      { type: 'change-node', id, set: { title: 'x' } },
      { type: 'set-usage', id, set: { x: 1 } },
      { type: 'swap-service', id, service: 'docker', usage: undefined },
      { type: 'rename-id', from: id, to: 'new' },
      { type: 'remove-edges', edges: [{ from: id, to: id, kind: 'data' }] },
      { type: 'change-edge', edge: { from: id, to: id, kind: 'data' }, set: { title: 'x' } },
      { type: 'move-nodes', to: { [id]: [1, 1] } },
      { type: 'pin-nodes', ids: [id], pinned: true },
      { type: 'add-group', id, group: { nodes: [id] } },
      { type: 'remove-groups', ids: [id] },
      { type: 'change-group', id, set: { title: 'x' } },
      { type: 'group-nodes', ids: [id], group: undefined },
      { type: 'group-nodes', ids: [id], group: id },
      { type: 'change-note', id, set: { text: 'x' } },
      { type: 'move-notes', to: { [id]: [1, 1] } },
      { type: 'remove-notes', ids: [id] },
      { type: 'set-assumption', name: 'noSuchAssumption', value: undefined },
      { type: 'remove-waiver', at: 99 },
    ),
  );

describe('edits', () => {
  it('never change the plan that they are made on: that is what undo goes back to', () => {
    fc.assert(
      fc.property(planAndEdits, ({ plan, edits }) => {
        const copy = structuredClone(plan);
        applyEdits(deepFreeze(plan), deepFreeze(edits)); // throws when it writes into either
        expect(plan).toEqual(copy);
      }),
      { numRuns: 200 },
    );
  });

  it('come to the same in one list as one after another', () => {
    fc.assert(
      fc.property(planAndEdits, ({ plan, edits }) => {
        const single = edits.reduce<Plan>((current, edit) => applyEdits(current, [edit]), plan);
        expect(applyEdits(plan, edits)).toEqual(single);
        expect(Object.keys(applyEdits(plan, edits).nodes)).toEqual(Object.keys(single.nodes));
      }),
      { numRuns: 300 },
    );
  });

  it('that add many edges at once, some of them twice, come to the same as one after another', () => {
    const anyEnd = fc.constantFrom('a', 'b', 'c', 'd');
    const anyEdge = fc.record({ from: anyEnd, to: anyEnd, kind: fc.constantFrom<EdgeKind>('data', 'model', 'control') });
    fc.assert(
      fc.property(anyPlan, fc.array(anyEdge, { maxLength: 20 }), (plan, edges) => {
        const edits = edges.map((edge): PlanEdit => ({ type: 'add-edge', edge }));
        const single = edits.reduce<Plan>((current, edit) => applyEdits(current, [edit]), plan);
        const all = applyEdits(deepFreeze(plan), edits);
        expect(all).toEqual(single);
        if (single === plan) expect(all).toBe(plan);
      }),
    );
  });

  it('that remove many nodes or edges in a row come to the same as one after another', () => {
    const removal = (plan: Plan): fc.Arbitrary<PlanEdit> =>
      fc.oneof(
        fc
          .tuple(fc.subarray([...Object.keys(plan.nodes), 'nobody']), fc.boolean())
          .map(([ids, heal]): PlanEdit => ({ type: 'remove-nodes', ids, heal })),
        fc.subarray([...plan.edges]).map((edges): PlanEdit => ({ type: 'remove-edges', edges })),
      );
    fc.assert(
      fc.property(
        anyPlan.chain((plan) => fc.array(removal(plan), { maxLength: 6 }).map((edits) => ({ plan, edits }))),
        ({ plan, edits }) => {
          const single = edits.reduce<Plan>((current, edit) => applyEdits(current, [edit]), plan);
          expect(applyEdits(plan, edits)).toEqual(single);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each<[string, (id: string) => PlanEdit]>([
    ['nodes', (id) => ({ type: 'remove-nodes', ids: [id], heal: false })],
    ['edges', (id) => ({ type: 'remove-edges', edges: [{ from: id, to: 'all', kind: 'data' }] })],
  ])('that remove many %s in a row walk the plan once', (_, edit) => {
    const ids = Array.from({ length: 50 }, (__, at) => `n${at}`);
    let walks = 0;
    const edge = (from: string) => ({
      get from() {
        walks += 1;
        return from;
      },
      to: 'all',
      kind: 'data' as const,
    });
    const plan: Plan = {
      ...emptyPlan('P'),
      nodes: Object.fromEntries(['all', 'last', ...ids].map((id) => [id, { service: 's' }])),
      edges: [...ids.map(edge), edge('last')],
    };
    expect(applyEdits(plan, ids.map(edit)).edges.map(({ from }) => from)).toEqual(['last']);
    expect(walks).toBeLessThan(20 * ids.length); // each walk asks each edge for its end a few times
  });

  it('of what is not there give back the very same plan', () => {
    fc.assert(
      fc.property(anyPlan, editsOfNothing, (plan, edit) => {
        expect(applyEdits(plan, [edit])).toBe(plan);
      }),
      { numRuns: 150 },
    );
  });

  it('leave a plan that can be written and read again, its edges in order and none twice', () => {
    fc.assert(
      fc.property(planAndEdits, ({ plan, edits }) => {
        const after = applyEdits(plan, edits);
        const read = readPlan(writePlanYaml(after), 'a.yaml').plan; // throws when a group holds what is not there, or a node twice
        expect([read.nodes, read.groups, read.notes]).toEqual([after.nodes, after.groups, after.notes]);
        expect([...after.edges].sort(compareEdges)).toEqual(after.edges);
        expect(new Set(after.edges.map(edgeId)).size).toBe(after.edges.length);
      }),
      { numRuns: 100 },
    );
  });

  it('share with the plan before them what they did not touch', () => {
    fc.assert(
      fc.property(planAndEdits, ({ plan, edits }) => {
        const after = applyEdits(plan, edits);
        const named = new Set(edits.flatMap((edit) => ('id' in edit ? [edit.id] : 'from' in edit ? [edit.from, edit.to] : [])));
        for (const [id, node] of Object.entries(after.nodes)) {
          if (!named.has(id) && plan.nodes[id]) expect(after.nodes[id]).toBe(node);
        }
        if (edits.every(({ type }) => type === 'move-nodes')) expect(after.nodes).toBe(plan.nodes);
      }),
      { numRuns: 100 },
    );
  });
});
