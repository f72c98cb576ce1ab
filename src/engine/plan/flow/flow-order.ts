import type { Edge, NodeId, Plan } from '../model';
import { lanes, laneOf } from '../arrange/lanes';
import type { Stage } from '../vocabulary';

/** What a node runs on and reports to is there all along: it does not say what comes first. */
const standing: ReadonlySet<Edge['kind']> = new Set(['runs-on', 'telemetry']);

/**
 * The plan's nodes in the order in which work flows through them: what leads to a node stands before it, and a branch is followed to its
 * end before the next begins. Where edges close a cycle, the one that leads back is left out.
 * @param stageOf where branches begin together, those of an earlier lane come first
 */
export function flowOrder(plan: Pick<Plan, 'nodes' | 'edges'>, stageOf: (id: NodeId) => Stage | undefined): readonly NodeId[] {
  const ids = Object.keys(plan.nodes);
  const laneAt = new Map(ids.map((id) => [id, laneIndex(stageOf(id))]));
  const byLane = (a: NodeId, b: NodeId) => (laneAt.get(a) ?? 0) - (laneAt.get(b) ?? 0);
  const out = new Map<NodeId, NodeId[]>(ids.map((id) => [id, []]));
  const entered = new Set<NodeId>();
  for (const { from, to, kind } of plan.edges) {
    if (standing.has(kind) || from === to || !out.has(to)) continue;
    out.get(from)?.push(to);
    if (out.has(from)) entered.add(to);
  }
  const starts = ids.filter((id) => !entered.has(id)).sort(byLane);
  // a cycle that nothing leads into is entered where it lies first
  const rest = ids.filter((id) => entered.has(id)).sort(byLane);
  // what was left last comes first: so starts and branches are taken from the end
  return lastLeftFirst([...starts.reverse(), ...rest], (id) => (out.get(id) ?? []).toSorted(byLane).reverse());
}

function laneIndex(stage: Stage | undefined): number {
  const lane = laneOf(stage);
  return lanes.findIndex(({ id }) => id === lane);
}

/** Depth first without recursion: plans can be thousands of nodes long. */
function lastLeftFirst(starts: readonly NodeId[], next: (id: NodeId) => readonly NodeId[]): NodeId[] {
  const seen = new Set<NodeId>();
  const left: NodeId[] = [];
  for (const start of starts) {
    if (seen.has(start)) continue;
    seen.add(start);
    const stack = [{ id: start, ways: next(start), at: 0 }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const way = top.ways[top.at];
      top.at += 1;
      if (way === undefined) {
        left.push(top.id);
        stack.pop();
      } else if (!seen.has(way)) {
        seen.add(way);
        stack.push({ id: way, ways: next(way), at: 0 });
      }
    }
  }
  return left.reverse();
}
