import { compareEdges } from '../edge-order';
import type { Edge, NodeId, Plan } from '../model';
import type { Stage } from '../vocabulary';
import { laneOf, type LaneId } from './lanes';

/** The stage of a node's service, for nodes that do not name one. */
export type StageOf = (nodeId: NodeId) => Stage | undefined;

/** The parts of a plan that its layout depends on. Nodes are numbers from here on: large plans are laid out often. */
export interface LaneGraph {
  readonly ids: readonly NodeId[];
  /** The lane of each node. */
  readonly lanes: readonly LaneId[];
  /** Edges between two different nodes, in the canonical order: in a cycle, the first edge decides which one closes it. */
  readonly edges: readonly LaneEdge[];
}

export interface LaneEdge {
  readonly from: number;
  readonly to: number;
  readonly kind: Edge['kind'];
}

export function laneGraph(plan: Plan, stageOf: StageOf): LaneGraph {
  const ids = Object.keys(plan.nodes);
  const numbers = new Map(ids.map((id, at) => [id, at]));
  const edges = [...plan.edges].sort(compareEdges).flatMap((edge) => {
    const [from, to] = [numbers.get(edge.from), numbers.get(edge.to)];
    return from === undefined || to === undefined || from === to ? [] : [{ from, to, kind: edge.kind }];
  });
  return { ids, lanes: ids.map((id) => laneOf(plan.nodes[id]?.stage ?? stageOf(id))), edges };
}

/** The numbers of the nodes that each node has an edge with, one for each edge. */
export function neighboursOf({ ids, edges }: LaneGraph): readonly (readonly number[])[] {
  const neighbours: number[][] = ids.map(() => []);
  for (const { from, to } of edges) {
    neighbours[from]?.push(to);
    neighbours[to]?.push(from);
  }
  return neighbours;
}

/** Longest number of steps to each node, without edges that close a cycle. */
export function depthsOf({ ids, edges }: LaneGraph): readonly number[] {
  const out: number[][] = ids.map(() => []);
  for (const { from, to, kind } of edges) if (kind !== 'runs-on' && kind !== 'telemetry') out[from]?.push(to);
  const order: number[] = [];
  const seen = new Set<number>();
  for (let start = 0; start < ids.length; start += 1) {
    if (seen.has(start)) continue;
    seen.add(start);
    // depth first without recursion: plans can be thousands of nodes long
    const stack = [{ node: start, next: 0 }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = out[top.node]?.[top.next];
      top.next += 1;
      if (next === undefined) {
        order.push(top.node);
        stack.pop();
      } else if (!seen.has(next)) {
        seen.add(next);
        stack.push({ node: next, next: 0 });
      }
    }
  }
  const position = new Map(order.map((node, at) => [node, at]));
  const depths = ids.map(() => 0);
  for (const node of order.reverse()) {
    for (const next of out[node] ?? []) {
      if ((position.get(next) ?? 0) < (position.get(node) ?? 0)) depths[next] = Math.max(depths[next] ?? 0, (depths[node] ?? 0) + 1);
    }
  }
  return depths;
}
