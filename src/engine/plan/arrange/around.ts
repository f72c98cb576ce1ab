import { greatest, least } from '../extremes';
import type { NodeId, Position } from '../model';
import { CardIndex } from './card-index';
import { neighboursOf, type LaneGraph } from './lane-graph';
import type { Direction } from '../vocabulary';
import { lanes, type LaneId } from './lanes';
import { grid } from './place';
import { shapeOf, turned, turnedLayout, type Shape } from './upright';

type Layout = Readonly<Record<NodeId, Position>>;

/**
 * Fits a tidy layout to the nodes that stay in place. Each other node goes to its tidy place, shifted across by as much as its fixed
 * neighbours differ from theirs, and down with its lane; if a card is already there, to the nearest free place in its row or below. The
 * old places of moved nodes do not matter, so doing it twice is the same as doing it once.
 * @param tidy a layout of the whole graph
 * @param fixed positions of the nodes that stay
 */
export function arrangeAround(
  graph: LaneGraph,
  tidy: Layout,
  fixed: ReadonlyMap<NodeId, Position>,
  direction: Direction,
): Record<NodeId, Position> {
  const upright = new Map([...fixed].map(([id, at]) => [id, turned(at, direction)] as const));
  return { ...turnedLayout(aroundUpright(graph, turnedLayout(tidy, direction), upright, shapeOf(direction)), direction) };
}

function aroundUpright(graph: LaneGraph, tidy: Layout, fixed: ReadonlyMap<NodeId, Position>, shape: Shape): Record<NodeId, Position> {
  const index = new CardIndex(Object.fromEntries(fixed), shape);
  const isFree = ([x, y]: Position) =>
    !index.hits({ left: x - grid, right: x + shape.width + grid, top: y - grid, bottom: y + shape.height + grid }, none);
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
    // a lane that had to move down further up pushes the lanes below it; a lane with fixed nodes of its own stays with them
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
    for (const { id, at } of waiting) put(id, nearestFree(at, isFree, shape));
    if (!ownLane) floor = greatest(inLane.map(({ id }) => result[id]?.[1] ?? 0)) + shape.stepY;
  }
  return result;
}

const none: ReadonlySet<NodeId> = new Set();

/** The nearest free place in the row of a wished one, or in one below it. */
function nearestFree([x, y]: Position, isFree: (at: Position) => boolean, { stepX, stepY }: Shape): Position {
  let best: { readonly at: Position; readonly away: number } | undefined;
  for (let row = 0; row * stepY < (best?.away ?? Infinity); row += 1) {
    for (let column = 0; column * stepX + row * stepY < (best?.away ?? Infinity); column += 1) {
      const at = ([1, -1] as const).map((side) => [x + side * column * stepX, y + row * stepY] as const).find(isFree);
      if (at) best = { at, away: column * stepX + row * stepY };
    }
  }
  return best?.at ?? [x, y];
}

/** Shift across of each moving node. Connected moving nodes share the middle shift of the fixed nodes around them. */
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

/** Shift down of each lane: that of its own fixed nodes, where they are most of it, else that of all fixed nodes. */
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

/** The median of some lengths, on the grid; 0 for none. */
function middleOf(lengths: readonly number[]): number {
  const sorted = [...lengths].sort((a, b) => a - b);
  return Math.round((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) / grid) * grid;
}
