import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, compareEdges, edgeId, type Edge, type NodeId, type Plan } from '#engine/plan';
import { anyPlan } from '../../../harness/arbitraries.ts';

/** What removing nodes joins, said as plainly as possible. */
function joinedPlainly(plan: Plan, gone: ReadonlySet<NodeId>): Edge[] {
  const healed = new Map<string, Edge>();
  const leadsTo = (kind: Edge['kind'], from: NodeId): Set<NodeId> => {
    const reached = new Set([from]);
    for (const id of reached)
      for (const edge of plan.edges) if (edge.kind === kind && edge.from === id && gone.has(edge.to)) reached.add(edge.to);
    return reached;
  };
  for (const kind of new Set(plan.edges.map((edge) => edge.kind))) {
    if (kind === 'runs-on' || kind === 'telemetry') continue;
    const into = plan.edges.filter((edge) => edge.kind === kind && gone.has(edge.to) && !gone.has(edge.from));
    for (const edge of into) {
      const reached = leadsTo(kind, edge.to);
      const ends = plan.edges.filter((other) => other.kind === kind && reached.has(other.from) && !gone.has(other.to));
      if (into.length > 1 && ends.length > 1) continue;
      for (const { to } of ends) if (edge.from !== to) healed.set(edgeId({ from: edge.from, to, kind }), { from: edge.from, to, kind });
    }
  }
  return [...healed.values()].filter((edge) => !plan.edges.some((other) => edgeId(other) === edgeId(edge)));
}

describe('removing nodes', () => {
  it('joins what led in to what led out, where that is plain', () => {
    const some = anyPlan.chain((plan) => fc.subarray(Object.keys(plan.nodes)).map((ids) => ({ plan, ids })));
    fc.assert(
      fc.property(some, ({ plan, ids }) => {
        const gone = new Set(ids);
        const kept = plan.edges.filter(({ from, to }) => !gone.has(from) && !gone.has(to));
        const expected = ids.length === 0 ? plan.edges : [...kept, ...joinedPlainly(plan, gone)].sort(compareEdges);
        expect(applyEdits(plan, [{ type: 'remove-nodes', ids, heal: true }]).edges).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});
