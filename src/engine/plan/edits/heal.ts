import { edgeId } from '../edge-id';
import type { Edge, NodeId, Plan } from '../model';

/**
 * Edges that close the gaps when nodes are removed. For each kind, the sources of the removed nodes are joined to their targets, if
 * exactly one edge in or out makes the connection unambiguous.
 */
export function healedEdges(plan: Plan, gone: ReadonlySet<NodeId>): Edge[] {
  const present = new Set(plan.edges.map(edgeId));
  const healed = new Map<string, Edge>();
  for (const kind of new Set(plan.edges.map((edge) => edge.kind))) {
    if (kind === 'runs-on' || kind === 'telemetry') continue; // these say what a node needs, not what flows through it
    const ways = waysThrough(plan.edges, kind, gone);
    // with several edges in, a second edge out makes it ambiguous
    const most = ways.into.length > 1 ? 2 : Infinity;
    for (const edge of ways.into) {
      const ends = endsFrom(edge.to, ways, most);
      if (ends.length >= most) continue;
      for (const end of ends) {
        const joined: Edge = { from: edge.from, to: end.to, kind };
        if (edge.from !== end.to && !present.has(edgeId(joined))) healed.set(edgeId(joined), joined);
      }
    }
  }
  return [...healed.values()];
}

interface Ways {
  /** Edges of a kind that lead into the removed nodes. */
  readonly into: readonly Edge[];
  /** By the removed node that they start at: edges to other removed nodes, and out. */
  readonly within: ReadonlyMap<NodeId, readonly Edge[]>;
  readonly out: ReadonlyMap<NodeId, readonly Edge[]>;
  /** The indices of edges in the plan, since edges out are joined in the plan's order. */
  readonly placeOf: ReadonlyMap<Edge, number>;
}

function waysThrough(edges: readonly Edge[], kind: Edge['kind'], gone: ReadonlySet<NodeId>): Ways {
  const into: Edge[] = [];
  const within = new Map<NodeId, Edge[]>();
  const out = new Map<NodeId, Edge[]>();
  const placeOf = new Map<Edge, number>();
  edges.forEach((edge, at) => {
    if (edge.kind !== kind) return;
    if (!gone.has(edge.from)) {
      if (gone.has(edge.to)) into.push(edge);
      return;
    }
    placeOf.set(edge, at);
    const ways = gone.has(edge.to) ? within : out;
    const list = ways.get(edge.from);
    if (list) list.push(edge);
    else ways.set(edge.from, [edge]);
  });
  return { into, within, out, placeOf };
}

/** Edges out of the removed nodes that are reachable from one of them. @param most stops after this many */
function endsFrom(start: NodeId, { within, out, placeOf }: Ways, most: number): Edge[] {
  const ends: Edge[] = [];
  const seen = new Set<NodeId>();
  const waiting = [start];
  for (let id = waiting.pop(); id !== undefined && ends.length < most; id = waiting.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    for (const edge of out.get(id) ?? []) ends.push(edge);
    for (const { to } of within.get(id) ?? []) waiting.push(to);
  }
  return ends.sort((a, b) => (placeOf.get(a) ?? 0) - (placeOf.get(b) ?? 0));
}
