import type { Edge, NodeId, Plan } from '../model';
import { lanes, laneOf } from '../arrange/lanes';
import type { Stage } from '../vocabulary';

/** Edges to compute and to monitoring are constant: they say nothing about order. */
const standing: ReadonlySet<Edge['kind']> = new Set(['runs-on', 'telemetry']);

/** Nodes before or behind each node, in the order of the file. */
type Neighbours = ReadonlyMap<NodeId, readonly NodeId[]>;

/** Flow of work through a plan. */
export interface FlowOrder {
  /** Every node once. */
  readonly order: readonly NodeId[];
  /** Direct predecessors of each node. An edge that leads back, where edges close a cycle, is left out. */
  readonly before: Neighbours;
}

/**
 * The plan's nodes in reading order: that of the file, but predecessors of a node are before it; one that the file has later moves right
 * before the first node that needs it.
 * @param stageOf a cycle without an edge into it is entered in the earliest lane
 */
export function flowOrder(plan: Pick<Plan, 'nodes' | 'edges'>, stageOf: (id: NodeId) => Stage | undefined): FlowOrder {
  const ids = Object.keys(plan.nodes);
  const ahead = neighbours(plan.edges, ids);
  const before = reversed(ahead, ids);
  const { left, back } = depthFirst(ids, before);
  if (back.size === 0) return { order: left, before };
  // edges that lead back are those found when starting at nodes without predecessors
  const led = new Set([...ahead.values()].flat());
  const laneAt = new Map(ids.map((id) => [id, laneIndex(stageOf(id))]));
  const inLanes = ids.filter((id) => led.has(id)).sort((a, b) => (laneAt.get(a) ?? 0) - (laneAt.get(b) ?? 0));
  const leadsBack = depthFirst([...ids.filter((id) => !led.has(id)), ...inLanes], ahead).back;
  const forward = new Map(ids.map((id) => [id, (before.get(id) ?? []).filter((from) => !leadsBack.get(from)?.has(id))]));
  return { order: depthFirst(ids, forward).left, before: forward };
}

/** Successors of each node. */
function neighbours(edges: readonly Edge[], ids: readonly NodeId[]): Neighbours {
  const ahead = new Map<NodeId, NodeId[]>(ids.map((id) => [id, []]));
  for (const { from, to, kind } of edges) if (!standing.has(kind) && from !== to && ahead.has(to)) ahead.get(from)?.push(to);
  return ahead;
}

/** The reversed edges, in the order of the ids. */
export function reversed(ways: Neighbours, ids: readonly NodeId[]): Neighbours {
  const result = new Map<NodeId, NodeId[]>(ids.map((id) => [id, []]));
  for (const id of ids) for (const to of ways.get(id) ?? []) result.get(to)?.push(id);
  return result;
}

interface Visited {
  /** Every node reachable from the starts, each after its own successors. */
  readonly left: readonly NodeId[];
  /** The edges that close a cycle, from each node. */
  readonly back: ReadonlyMap<NodeId, ReadonlySet<NodeId>>;
}

/** Follows each path to its end before the next. Without recursion: plans can be thousands of nodes long. */
function depthFirst(starts: readonly NodeId[], ways: Neighbours): Visited {
  const left = new Set<NodeId>();
  const entered = new Set<NodeId>();
  const back = new Map<NodeId, Set<NodeId>>();
  for (const start of starts) {
    if (entered.has(start)) continue;
    entered.add(start);
    const stack = [{ id: start, at: 0 }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = ways.get(top.id)?.[top.at];
      top.at += 1;
      if (next === undefined) {
        left.add(top.id);
        stack.pop();
      } else if (!entered.has(next)) {
        entered.add(next);
        stack.push({ id: next, at: 0 });
      } else if (!left.has(next)) back.set(top.id, (back.get(top.id) ?? new Set()).add(next));
    }
  }
  return { left: [...left], back };
}

function laneIndex(stage: Stage | undefined): number {
  const lane = laneOf(stage);
  return lanes.findIndex(({ id }) => id === lane);
}
