import { edgeId } from '../edge-id';
import type { Edge, NodeId, Plan } from '../model';

/**
 * The edges that join what is left when nodes go: for each kind, what led into the removed nodes is joined to what led out of them, where exactly one
 * way in or out makes it plain.
 */
export function healedEdges(plan: Plan, gone: ReadonlySet<NodeId>): Edge[] {
  const present = new Set(plan.edges.map(edgeId));
  const healed = new Map<string, Edge>();
  for (const kind of new Set(plan.edges.map((edge) => edge.kind))) {
    if (kind === 'runs-on' || kind === 'telemetry') continue; // these say what a node needs, not what flows through it
    const ways = waysThrough(plan.edges, kind, gone);
    // with several ways in, a second way out makes it unclear
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
  /** The places of edges in the plan, since what leads out is joined in the plan's order. */
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

/** The edges that lead out of the removed nodes from what a node leads to. @param most stops as soon as there are so many */
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
