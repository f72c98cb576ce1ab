import { compareEdges } from '../edge-order';
import type { NodeId, Plan, Position } from '../model';
import { laneGraph, type LaneGraph, type StageOf } from './lane-graph';
import { bandPadding, lanes, type LaneId } from './lanes';
import { orderInLanes, startsOf, type Cell, type Cells } from './order';
import { cardHeight, cardWidth, gapX, gapY } from './place';
import { TakenPlaces } from './taken-places';
import { uncross, type Places, type Uncrossed } from './uncross';

const stepX = cardWidth + gapX;
const stepY = cardHeight + gapY;
/** From the last card of a lane to the first of the next. */
const laneGap = 2 * bandPadding + 16;

/**
 * How many pairs of edges are looked at to find a layout in which fewer cross. A plan of a hundred nodes is done with either; a larger one
 * is as good as the time allows: it is drawn at once when it is opened, and tidied in the background.
 */
export const efforts = { quick: 5e6, thorough: 100e6 } as const;

/**
 * Cards a row of a lane holds before it turns, for a plan of so many nodes: as many as fit a page across, and more where the plan would
 * become a long strip; a large plan has about the shape of a page or a screen, 1.4 times as wide as high.
 */
export function columnsFor(nodes: number): number {
  return Math.max(6, Math.round(Math.sqrt((1.4 * nodes * stepY) / stepX)));
}

/**
 * Lays out a whole plan in lanes: a lane for each stage from top to bottom, in each lane a node below what it is connected with, so that few
 * edges cross, and never wider than a page.
 */
export function arrange(plan: Plan, stageOf: StageOf): Record<NodeId, Position> {
  return arrangeGraph(laneGraph(plan, stageOf), efforts.quick);
}

/** The layout of a whole graph. @param progress told how much of the effort is spent, from 0 to 1 */
export function arrangeGraph(graph: LaneGraph, effort: number, progress: (share: number) => void = () => {}): Record<NodeId, Position> {
  const width = columnsFor(graph.ids.length);
  let best: Uncrossed | undefined;
  let spent = 0;
  for (const start of startsOf(graph)) {
    if (spent >= effort) break;
    const ordered = orderInLanes(graph, start, width);
    const before = spent;
    const found = uncross(graph, ordered, placesOf(graph, ordered, width), effort - before, (looked) =>
      progress(Math.min(1, (before + looked) / effort)),
    );
    spent += found.looked;
    if (!best || found.crossings < best.crossings || (found.crossings === best.crossings && found.length < best.length)) best = found;
  }
  const cells = withLoners(graph, closedUp(graph, best?.cells ?? []), width);
  const places = placesOf(graph, cells, width);
  return Object.fromEntries(graph.ids.map((id, node) => [id, places.at(node, cells[node] as Cell)])); // all have one now
}

/** Where the cells are when each lane has as many rows as it has now. */
function placesOf(graph: LaneGraph, cells: Cells, width: number): Places {
  const { tops, heights } = lanesOf(graph, cells);
  const laneOf = (node: number) => graph.lanes[node] as LaneId; // every node has one
  return {
    width,
    height: (node) => heights.get(laneOf(node)) ?? 0,
    at: (node, { column, row }) => [column * stepX, (tops.get(laneOf(node)) ?? 0) + row * stepY],
  };
}

/** How many rows each lane has, and where its first one is. */
function lanesOf(
  graph: LaneGraph,
  cells: Cells,
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
    top += height * stepY - gapY + laneGap;
  }
  return { tops, heights };
}

/** The same cells without rows that nobody stands in, and from the first column on. */
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

/** What nothing is connected with fills the places of its lane that are left. */
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

/** Positions for the nodes that have none; those that have one stay. A plan without any is laid out as a whole. */
export function arrangeMissing(plan: Plan, stageOf: StageOf): Plan {
  const missing = Object.keys(plan.nodes).filter((id) => !plan.layout[id]);
  if (missing.length === 0) return plan;
  const whole = arrange(plan, stageOf);
  if (missing.length === Object.keys(plan.nodes).length) return { ...plan, layout: { ...plan.layout, ...whole } };
  const layout = { ...plan.layout };
  const taken = new TakenPlaces(plan);
  const neighbours = neighboursOf(plan);
  for (const id of missing) {
    // beside a neighbour that has a place, else where a tidy plan would have it
    const anchor = neighbours.get(id)?.find(({ other }) => layout[other]);
    const beside = anchor && layout[anchor.other];
    const wished: Position = beside ? [beside[0], beside[1] + (anchor.leads ? -1 : 1) * stepY] : (whole[id] ?? [0, 0]);
    const at = taken.freeNear(wished);
    layout[id] = at;
    taken.add(id, at);
  }
  return { ...plan, layout };
}

interface Neighbour {
  readonly other: NodeId;
  /** An edge leads to it, not only from it. */
  readonly leads: boolean;
}

/** What each node has edges with, in the order of the edges. */
function neighboursOf(plan: Pick<Plan, 'edges'>): ReadonlyMap<NodeId, readonly Neighbour[]> {
  const led = new Set(plan.edges.map(({ from, to }) => `${from}/${to}`));
  const found = new Map<NodeId, Neighbour[]>();
  const add = (id: NodeId, other: NodeId) => {
    const list = found.get(id);
    const neighbour = { other, leads: led.has(`${id}/${other}`) };
    if (list) list.push(neighbour);
    else found.set(id, [neighbour]);
  };
  for (const { from, to } of [...plan.edges].sort(compareEdges)) {
    add(from, to);
    if (from !== to) add(to, from);
  }
  return found;
}
