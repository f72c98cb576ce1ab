import { edgeId } from '../edge-id';
import type { NodeId, Plan } from '../model';

/** A part of a plan: nodes, and edges as `from/to/kind`. */
export interface Reach {
  readonly nodes: ReadonlySet<NodeId>;
  readonly edges: ReadonlySet<string>;
}

/** Some nodes, everything that leads to them, and the edges in between. */
export function upstreamOf(plan: Pick<Plan, 'nodes' | 'edges'>, ids: Iterable<NodeId>): Reach {
  return partOf(plan, reached(plan, ids, 'from'));
}

/** Some nodes, everything that they lead to, and the edges in between. */
export function downstreamOf(plan: Pick<Plan, 'nodes' | 'edges'>, ids: Iterable<NodeId>): Reach {
  return partOf(plan, reached(plan, ids, 'to'));
}

/** All paths from one node to the other, or back if there are none; `undefined` if no path joins them. */
export function pathsBetween(plan: Pick<Plan, 'nodes' | 'edges'>, one: NodeId, other: NodeId): Reach | undefined {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    const ahead = reached(plan, [from], 'to');
    if (!ahead.has(to)) continue;
    const behind = reached(plan, [to], 'from');
    return partOf(plan, new Set([...ahead].filter((id) => behind.has(id))));
  }
  return undefined;
}

function reached(plan: Pick<Plan, 'nodes' | 'edges'>, ids: Iterable<NodeId>, end: 'from' | 'to'): Set<NodeId> {
  const start = end === 'to' ? 'from' : 'to';
  const ways = new Map<NodeId, NodeId[]>();
  for (const edge of plan.edges) {
    const list = ways.get(edge[start]);
    if (list) list.push(edge[end]);
    else ways.set(edge[start], [edge[end]]);
  }
  const found = new Set<NodeId>();
  const waiting = [...ids];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id) || !Object.hasOwn(plan.nodes, id)) continue;
    found.add(id);
    for (const next of ways.get(id) ?? []) waiting.push(next);
  }
  return found;
}

function partOf(plan: Pick<Plan, 'edges'>, nodes: ReadonlySet<NodeId>): Reach {
  return { nodes, edges: new Set(plan.edges.filter(({ from, to }) => nodes.has(from) && nodes.has(to)).map(edgeId)) };
}
