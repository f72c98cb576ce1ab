import type { NodeId, Plan, Position } from '../model';
import type { Placing } from '../edits/edit';

/** The size of a node's card, and the room between cards, in the units of a plan's layout. */
export const cardWidth = 208;
export const cardHeight = 64;
export const gapX = 56;
export const gapY = 48;
/** The grid that positions keep to. */
export const grid = 8;

/** A position for a new node that no other node covers. */
export function placeNode(plan: Plan, place: Placing): Position {
  if (place === 'free') return freePlace(plan, belowAll(plan));
  if ('at' in place) return snapped(place.at);
  const anchor = plan.layout[place.beside];
  if (!anchor) return freePlace(plan, belowAll(plan));
  const step = place.side === 'after' ? cardHeight + gapY : -(cardHeight + gapY);
  return freePlace(plan, [anchor[0], anchor[1] + step]);
}

/** The nearest free place at or right of a wished one, then left of it, row by row. */
export function freePlace(plan: Plan, wished: Position, ignore?: ReadonlySet<NodeId>): Position {
  const taken = Object.entries(plan.layout).flatMap(([id, position]) => (plan.nodes[id] && !ignore?.has(id) ? [position] : []));
  const [x, y] = snapped(wished);
  for (let row = 0; row < 50; row += 1) {
    for (let column = 0; column < 12; column += 1) {
      for (const direction of column === 0 ? [1] : [1, -1]) {
        const candidate = [x + direction * column * (cardWidth + gapX), y + row * (cardHeight + gapY)] as const;
        if (!taken.some((other) => overlaps(candidate, other))) return candidate;
      }
    }
  }
  return [x, y];
}

/** Whether a card at a place would cover no other. */
export function isFree(plan: Plan, at: Position): boolean {
  return !Object.entries(plan.layout).some(([id, position]) => plan.nodes[id] && overlaps(at, position));
}

function overlaps([ax, ay]: Position, [bx, by]: Position): boolean {
  return Math.abs(ax - bx) < cardWidth + grid && Math.abs(ay - by) < cardHeight + grid;
}

function belowAll(plan: Plan): Position {
  const positions = Object.entries(plan.layout).flatMap(([id, position]) => (plan.nodes[id] ? [position] : []));
  if (positions.length === 0) return [0, 0];
  return [Math.min(...positions.map(([x]) => x)), Math.max(...positions.map(([, y]) => y)) + cardHeight + gapY];
}

function snapped([x, y]: Position): Position {
  return [Math.round(x / grid) * grid, Math.round(y / grid) * grid];
}
