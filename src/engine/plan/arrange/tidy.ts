import type { EdgeRef } from '../edge-id';
import type { NodeId, Plan, Position } from '../model';
import { arrangeGraph, efforts } from './arrange';
import { arrangeAround } from './around';
import { countCrossings } from './crossings';
import type { Direction } from '../vocabulary';
import { directionOf } from './upright';
import { laneGraph, type LaneGraph, type StageOf } from './lane-graph';

/** Input of tidying: plain data, so that it can run in a thread of its own. */
export interface TidyTask {
  readonly graph: LaneGraph;
  readonly edges: readonly EdgeRef[];
  readonly layout: Readonly<Record<NodeId, Position>>;
  readonly direction: Direction;
  /** The nodes that may move; all others stay where they are. */
  readonly moving: readonly NodeId[];
}

export interface Tidied {
  /** The new positions of the nodes that move. */
  readonly to: Readonly<Record<NodeId, Position>>;
  /** Number of crossing pairs of edges in the whole plan, as straight lines. */
  readonly crossings: { readonly before: number; readonly after: number };
}

/**
 * @param plan a plan with a place for every node
 * @param wanted the nodes to tidy; pinned ones stay all the same
 */
export function tidyTask(plan: Plan, stageOf: StageOf, wanted: Iterable<NodeId>): TidyTask {
  const pinned = new Set(plan.pinned);
  return {
    graph: laneGraph(plan, stageOf),
    edges: plan.edges.map(({ from, to, kind }) => ({ from, to, kind })),
    layout: plan.layout,
    direction: directionOf(plan),
    moving: [...wanted].filter((id) => Object.hasOwn(plan.nodes, id) && !pinned.has(id)),
  };
}

/** Finds tidy places for the nodes of a task. @param progress called with the share that is done, from 0 to 1 */
export function tidy({ graph, edges, layout, direction, moving }: TidyTask, progress?: (share: number) => void): Tidied {
  const whole = arrangeGraph(graph, efforts.thorough, { direction, progress });
  const free = new Set(moving);
  const fixed = new Map(
    graph.ids.flatMap((id) => {
      const at = layout[id];
      return free.has(id) || !at ? [] : [[id, at] as const];
    }),
  );
  const places = fixed.size === 0 ? whole : arrangeAround(graph, whole, fixed, direction);
  const to = Object.fromEntries(
    Object.entries(places).filter(([id, [x, y]]) => free.has(id) && (layout[id]?.[0] !== x || layout[id][1] !== y)),
  );
  return {
    to,
    crossings: { before: countCrossings(edges, layout, direction), after: countCrossings(edges, { ...layout, ...to }, direction) },
  };
}
