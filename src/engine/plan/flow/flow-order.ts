import type { Edge, NodeId, Plan } from '../model';
import { lanes, laneOf } from '../arrange/lanes';
import type { Stage } from '../vocabulary';

/** What a node runs on and reports to is there all along: it does not say what comes first. */
const standing: ReadonlySet<Edge['kind']> = new Set(['runs-on', 'telemetry']);

/** For each node, nodes that stand before or behind it, in the order of the file. */
type Neighbours = ReadonlyMap<NodeId, readonly NodeId[]>;

/** How work flows through a plan. */
export interface FlowOrder {
  /** Every node once. */
  readonly order: readonly NodeId[];
  /** What leads straight to each node and so stands before it. An edge that leads back, where edges close a cycle, is left out. */
  readonly before: Neighbours;
}

/**
 * The plan's nodes in the order in which they are read: that of the file, but what leads to a node stands before it; where the file has
 * it later it comes right before the first node that needs it.
 * @param stageOf a cycle that nothing leads into is entered in the earliest lane
 */
export function flowOrder(plan: Pick<Plan, 'nodes' | 'edges'>, stageOf: (id: NodeId) => Stage | undefined): FlowOrder {
  const ids = Object.keys(plan.nodes);
  const ahead = neighbours(plan.edges, ids);
  const before = reversed(ahead, ids);
  const order = walk(ids, before);
  if (order) return { order, before };
  const forward = withoutWaysBack(ahead, ids, stageOf);
  const kept = reversed(forward, ids);
  return { order: walk(ids, kept) ?? ids, before: kept };
}

/** What each node leads to. */
function neighbours(edges: readonly Edge[], ids: readonly NodeId[]): Neighbours {
  const ahead = new Map<NodeId, NodeId[]>(ids.map((id) => [id, []]));
  for (const { from, to, kind } of edges) if (!standing.has(kind) && from !== to && ahead.has(to)) ahead.get(from)?.push(to);
  return ahead;
}

function reversed(ways: Neighbours, ids: readonly NodeId[]): Neighbours {
  const result = new Map<NodeId, NodeId[]>(ids.map((id) => [id, []]));
  for (const id of ids) for (const to of ways.get(id) ?? []) result.get(to)?.push(id);
  return result;
}

/** Each node after those before it, or `undefined` where edges close a cycle. Without recursion: plans can be thousands of nodes long. */
function walk(ids: readonly NodeId[], before: Neighbours): NodeId[] | undefined {
  const done = new Set<NodeId>();
  const entered = new Set<NodeId>();
  for (const start of ids) {
    if (done.has(start)) continue;
    entered.add(start);
    const stack = [{ id: start, at: 0 }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const need = before.get(top.id)?.[top.at];
      top.at += 1;
      if (need === undefined) {
        done.add(top.id);
        stack.pop();
      } else if (!done.has(need)) {
        if (entered.has(need)) return undefined;
        entered.add(need);
        stack.push({ id: need, at: 0 });
      }
    }
  }
  return [...done];
}

/** The ways without those that lead back to where one came from, when one begins at the nodes that nothing leads to. */
function withoutWaysBack(ahead: Neighbours, ids: readonly NodeId[], stageOf: (id: NodeId) => Stage | undefined): Neighbours {
  const laneAt = new Map(ids.map((id) => [id, laneIndex(stageOf(id))]));
  const byLane = (a: NodeId, b: NodeId) => (laneAt.get(a) ?? 0) - (laneAt.get(b) ?? 0);
  const led = new Set([...ahead.values()].flat());
  const starts = [...ids.filter((id) => !led.has(id)), ...ids.filter((id) => led.has(id)).sort(byLane)];
  const kept = new Map<NodeId, NodeId[]>(ids.map((id) => [id, []]));
  const entered = new Set<NodeId>();
  const left = new Set<NodeId>();
  for (const start of starts) {
    if (entered.has(start)) continue;
    entered.add(start);
    const stack = [{ id: start, at: 0 }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const to = ahead.get(top.id)?.[top.at];
      top.at += 1;
      if (to === undefined) {
        left.add(top.id);
        stack.pop();
        continue;
      }
      if (!entered.has(to) || left.has(to)) kept.get(top.id)?.push(to);
      if (entered.has(to)) continue;
      entered.add(to);
      stack.push({ id: to, at: 0 });
    }
  }
  return kept;
}

function laneIndex(stage: Stage | undefined): number {
  const lane = laneOf(stage);
  return lanes.findIndex(({ id }) => id === lane);
}
