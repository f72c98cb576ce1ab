import type { NodeId, Plan, Position } from '../model';
import { laneGraph, type LaneGraph, type StageOf } from './lane-graph';
import { lanes, type LaneId } from './lanes';
import { orderInLanes, startsOf, type Cell, type Cells } from './order';
import { uncross, type Places, type Uncrossed } from './uncross';
import type { Direction } from '../vocabulary';
import { directionOf, shapeOf, turned, type Shape } from './upright';

/**
 * Number of edge pairs to compare in search of a layout with fewer crossings. A plan of a hundred nodes is finished with either; a larger
 * one is as good as the time allows: it is drawn immediately when it is opened, and tidied in the background.
 */
export const efforts = { quick: 5e6, thorough: 100e6 } as const;

/**
 * Cards that a row of a lane holds before it wraps, for a plan of this many nodes: as many as fit across a page, and more where the plan
 * would become a long strip. A large plan has about the shape of a page or a screen, 1.4 times as wide as high.
 */
export function columnsFor(nodes: number, direction?: Direction): number {
  const { stepX, stepY } = shapeOf(direction);
  const wide = direction === 'left-to-right' ? 1 / 1.4 : 1.4;
  return Math.max(6, Math.round(Math.sqrt((wide * nodes * stepY) / stepX)));
}

/**
 * Lays out a whole plan in lanes: a lane for each stage from top to bottom, in each lane a node below its neighbours, so that few edges
 * cross, and never wider than a page.
 */
export function arrange(plan: Plan, stageOf: StageOf): Record<NodeId, Position> {
  return arrangeGraph(laneGraph(plan, stageOf), efforts.quick, { direction: directionOf(plan) });
}

/** The layout of a whole graph. @param progress called with the share of the effort that is spent, from 0 to 1 */
export function arrangeGraph(
  graph: LaneGraph,
  effort: number,
  {
    direction,
    progress = () => {},
  }: { readonly direction?: Direction | undefined; readonly progress?: ((share: number) => void) | undefined },
): Record<NodeId, Position> {
  const width = columnsFor(graph.ids.length, direction);
  const shape = shapeOf(direction);
  let best: Uncrossed | undefined;
  let spent = 0;
  for (const start of startsOf(graph)) {
    if (spent >= effort) break;
    const ordered = orderInLanes(graph, start, width);
    const before = spent;
    const found = uncross(graph, ordered, placesOf(graph, ordered, width, shape), effort - before, (looked) =>
      progress(Math.min(1, (before + looked) / effort)),
    );
    spent += found.looked;
    if (!best || found.crossings < best.crossings || (found.crossings === best.crossings && found.length < best.length)) best = found;
  }
  const cells = withLoners(graph, closedUp(graph, best?.cells ?? []), width);
  const places = placesOf(graph, cells, width, shape);
  return Object.fromEntries(graph.ids.map((id, node) => [id, turned(places.at(node, cells[node] as Cell), direction)])); // all have one now
}

/** Positions of the cells with the current number of rows in each lane. */
function placesOf(graph: LaneGraph, cells: Cells, width: number, shape: Shape): Places {
  const { tops, heights } = lanesOf(graph, cells, shape);
  const { stepX, stepY } = shape;
  const laneOf = (node: number) => graph.lanes[node] as LaneId; // every node has one
  return {
    width,
    shape,
    height: (node) => heights.get(laneOf(node)) ?? 0,
    at: (node, { column, row }) => [column * stepX, (tops.get(laneOf(node)) ?? 0) + row * stepY],
  };
}

/** Number of rows of each lane, and its first one. */
function lanesOf(
  graph: LaneGraph,
  cells: Cells,
  { stepY }: Shape,
): { readonly tops: ReadonlyMap<LaneId, number>; readonly heights: ReadonlyMap<LaneId, number> } {
  const heights = new Map<LaneId, number>();
  cells.forEach((cell, node) => {
    const lane = graph.lanes[node] as LaneId;
    if (cell) heights.set(lane, Math.max(heights.get(lane) ?? 0, cell.row + 1));
  });
  const tops = new Map<LaneId, number>();
  let top = 0;
  for (const { id } of lanes) {
    const height = heights.get(id);
    if (height === undefined) continue;
    tops.set(id, top);
    top += height * stepY; // the gap between lanes is that between rows
  }
  return { tops, heights };
}

/** The same cells without empty rows, and from the first column on. */
function closedUp(graph: LaneGraph, cells: Cells): Cells {
  const rows = new Map<LaneId, number[]>();
  let first = Infinity;
  cells.forEach((cell, node) => {
    if (!cell) return;
    first = Math.min(first, cell.column);
    const lane = graph.lanes[node] as LaneId;
    rows.set(lane, [...(rows.get(lane) ?? []), cell.row]);
  });
  const places = new Map([...rows].map(([lane, list]) => [lane, [...new Set(list)].sort((a, b) => a - b)] as const));
  return cells.map(
    (cell, node) => cell && { column: cell.column - first, row: places.get(graph.lanes[node] as LaneId)?.indexOf(cell.row) ?? 0 },
  );
}

/** Puts nodes without edges into the free places of their lane. */
function withLoners(graph: LaneGraph, cells: Cells, width: number): Cells {
  const nameOf = (node: number, { column, row }: Cell) => `${graph.lanes[node]} ${column} ${row}`;
  const taken = new Set(cells.flatMap((cell, node) => (cell ? [nameOf(node, cell)] : [])));
  const next = new Map<LaneId, number>();
  return cells.map((cell, node) => {
    if (cell) return cell;
    const lane = graph.lanes[node] as LaneId;
    const at = (place: number) => ({ column: place % width, row: Math.floor(place / width) });
    let place = next.get(lane) ?? 0;
    while (taken.has(nameOf(node, at(place)))) place += 1;
    next.set(lane, place + 1);
    return at(place);
  });
}
