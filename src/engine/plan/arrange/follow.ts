import { greatest, least } from '../extremes';
import type { NodeId, Plan, Position } from '../model';
import { columnsFor } from './arrange';
import type { LaneId } from './lanes';
import { cardHeight, cardWidth, gapX, gapY } from './place';
import { takenIn } from './taken-places';

const [stepX, stepY] = [cardWidth + gapX, cardHeight + gapY];

/**
 * Where a node goes that follows another: into a row of its own lane, as near to the other's column as there is room on the page; where its
 * lane is empty, below. A chain that would leave the page turns at the margin.
 * @param plan has a place for every node
 */
export function placeFollowing(plan: Plan, after: NodeId, lane: LaneId, laneOf: (id: NodeId) => LaneId): Position {
  const anchor = plan.layout[after];
  const taken = takenIn(plan);
  if (!anchor) return taken.freeNear([0, 0]);
  const page = pageOf(plan);
  for (const y of rowsFor(plan, anchor, lane, laneOf)) {
    const x = nearestFree(taken, anchor[0], y, page);
    if (x !== undefined) return [x, y];
  }
  return taken.freeNear([anchor[0], anchor[1] + stepY]);
}

/** The rows that are tried: those of the lane, one more under them, then one after the other below the anchor. */
function rowsFor(plan: Plan, anchor: Position, lane: LaneId, laneOf: (id: NodeId) => LaneId): number[] {
  const inLane = Object.entries(plan.layout).flatMap(([id, at]) => (plan.nodes[id] && laneOf(id) === lane ? [at[1]] : []));
  const rows = [...new Set(inLane)].sort((a, b) => Math.abs(a - anchor[1] - stepY) - Math.abs(b - anchor[1] - stepY) || a - b);
  const last = greatest(inLane);
  return [...rows, ...(rows.length > 0 ? [last + stepY] : []), ...[1, 2, 3, 4].map((row) => anchor[1] + row * stepY)];
}

/** The free column nearest to one, within the page. */
function nearestFree(
  taken: ReturnType<typeof takenIn>,
  x: number,
  y: number,
  { left, right }: { readonly left: number; readonly right: number },
): number | undefined {
  const most = Math.ceil((right - left) / stepX) + 1;
  for (let column = 0; column <= most; column += 1) {
    for (const candidate of column === 0 ? [x] : [x + column * stepX, x - column * stepX]) {
      if (candidate >= left && candidate + cardWidth <= right && taken.isFree([candidate, y])) return candidate;
    }
  }
  return undefined;
}

/** What the drawing may take across: the width of a page of so many cards, or what it takes already. */
function pageOf(plan: Plan): { readonly left: number; readonly right: number } {
  const xs = Object.entries(plan.layout).flatMap(([id, [x]]) => (plan.nodes[id] ? [x] : []));
  const left = least(xs);
  return { left, right: Math.max(greatest(xs) + cardWidth, left + columnsFor(xs.length) * stepX - gapX) };
}
