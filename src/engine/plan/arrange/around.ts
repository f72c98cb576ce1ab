import { greatest, least } from '../extremes';
import type { NodeId, Position } from '../model';
import { CardIndex } from './card-index';
import { neighboursOf, type LaneGraph } from './lane-graph';
import { bandPadding, lanes, type LaneId } from './lanes';
import { cardHeight, cardWidth, gapX, gapY, grid } from './place';

type Layout = Readonly<Record<NodeId, Position>>;

const stepX = cardWidth + gapX;
const stepY = cardHeight + gapY;
const laneGap = 2 * bandPadding + 16;

/**
 * Fits a tidy layout to the nodes that stay where they are: each of the others goes where it is in the tidy layout, moved as far as those that it
 * is connected with are from their tidy places, and in its lane as far as that lane is; where a card is already, to the nearest place
 * in its row or below. Where the others were before makes no difference, so doing it twice is doing it once.
 * @param tidy a layout of the whole graph
 * @param fixed where the nodes are that stay
 */
export function arrangeAround(graph: LaneGraph, tidy: Layout, fixed: ReadonlyMap<NodeId, Position>): Record<NodeId, Position> {
  const index = new CardIndex(Object.fromEntries(fixed));
  const isFree = ([x, y]: Position) =>
    !index.hits({ left: x - grid, right: x + cardWidth + grid, top: y - grid, bottom: y + cardHeight + grid }, none);
  const moving = graph.ids.map((id, node) => ({ id, node })).filter(({ id }) => !fixed.has(id));
  const [across, down] = [shiftsAcross(graph, tidy, fixed), shiftsDown(graph, tidy, fixed)];
  const result: Record<NodeId, Position> = {};
  const put = (id: NodeId, at: Position) => {
    result[id] = at;
    index.add(id, at);
  };
  let floor = -Infinity;
  for (const { id: lane } of lanes) {
    const inLane = moving.filter(({ node }) => graph.lanes[node] === lane);
    if (inLane.length === 0) continue;
    const { by, ownLane } = down.get(lane) ?? { by: 0, ownLane: false };
    const top = least(inLane.map(({ id }) => (tidy[id]?.[1] ?? 0) + by));
    // what had to give way further up pushes the lanes below it down; a lane that others mark out stays with them
    const pushed = ownLane ? 0 : Math.max(0, floor - top);
    const wishes = inLane.map(({ id, node }) => {
      const [x, y] = tidy[id] ?? [0, 0];
      return { id, at: [x + (across[node] ?? 0), y + by + pushed] as Position };
    });
    const waiting = wishes.filter(({ id, at }) => {
      if (!isFree(at)) return true;
      put(id, at);
      return false;
    });
    for (const { id, at } of waiting) put(id, nearestFree(at, isFree));
    if (!ownLane) floor = greatest(inLane.map(({ id }) => result[id]?.[1] ?? 0)) + cardHeight + laneGap;
  }
  return result;
}

const none: ReadonlySet<NodeId> = new Set();

/** The nearest free place in the row of a wished one, or in one below it. */
function nearestFree([x, y]: Position, isFree: (at: Position) => boolean): Position {
  let best: { readonly at: Position; readonly away: number } | undefined;
  for (let row = 0; row * stepY < (best?.away ?? Infinity); row += 1) {
    for (let column = 0; column * stepX + row * stepY < (best?.away ?? Infinity); column += 1) {
      const at = ([1, -1] as const).map((side) => [x + side * column * stepX, y + row * stepY] as const).find(isFree);
      if (at) best = { at, away: column * stepX + row * stepY };
    }
  }
  return best?.at ?? [x, y];
}

/** How far each moving node is to go across: as the nodes that stay do which it, or one that it is connected with, has an edge with. */
function shiftsAcross(graph: LaneGraph, tidy: Layout, fixed: ReadonlyMap<NodeId, Position>): readonly number[] {
  const neighbours = neighboursOf(graph);
  const shiftOf = (node: number) => {
    const id = graph.ids[node] ?? '';
    return (fixed.get(id)?.[0] ?? 0) - (tidy[id]?.[0] ?? 0);
  };
  const isFixed = (node: number) => fixed.has(graph.ids[node] ?? '');
  const everywhere = middleOf(graph.ids.flatMap((_, node) => (isFixed(node) ? [shiftOf(node)] : [])));
  const shifts: (number | undefined)[] = graph.ids.map(() => undefined);
  graph.ids.forEach((_, start) => {
    if (isFixed(start) || shifts[start] !== undefined) return;
    const together = new Set([start]);
    const around: number[] = [];
    for (const node of together) {
      for (const next of neighbours[node] ?? []) {
        if (isFixed(next)) around.push(shiftOf(next));
        else together.add(next); // a set that grows is walked to its new end
      }
    }
    const shift = around.length > 0 ? middleOf(around) : everywhere;
    for (const node of together) shifts[node] = shift;
  });
  return shifts.map((shift) => shift ?? 0);
}

/** How far each lane is to go down: as those of its nodes do that stay, where they are most of it, else as all that stay do. */
function shiftsDown(
  graph: LaneGraph,
  tidy: Layout,
  fixed: ReadonlyMap<NodeId, Position>,
): ReadonlyMap<LaneId, { readonly by: number; readonly ownLane: boolean }> {
  const shifts = graph.ids.flatMap((id, node) => {
    const at = fixed.get(id);
    return at ? [{ lane: graph.lanes[node], by: at[1] - (tidy[id]?.[1] ?? 0) }] : [];
  });
  const everywhere = middleOf(shifts.map(({ by }) => by));
  return new Map(
    lanes.map(({ id }) => {
      const own = shifts.filter(({ lane }) => lane === id).map(({ by }) => by);
      const ownLane = own.length > 0 && own.length * 2 >= graph.lanes.filter((lane) => lane === id).length;
      return [id, { by: ownLane ? middleOf(own) : everywhere, ownLane }];
    }),
  );
}

/** The middle one of some lengths, on the grid; none for none. */
function middleOf(lengths: readonly number[]): number {
  const sorted = [...lengths].sort((a, b) => a - b);
  return Math.round((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) / grid) * grid;
}
