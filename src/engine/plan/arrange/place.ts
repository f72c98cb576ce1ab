import type { NodeId, Position } from '../model';

/** Placement of a new node: a position, or beside another node where there is room. */
export type Placing = { readonly at: Position } | { readonly beside: NodeId; readonly side: 'before' | 'after' } | 'free';

/** The size of a node's card, and the room between cards, in the units of a plan's layout. */
export const cardWidth = 208;
export const cardHeight = 64;
export const gapX = 56;
export const gapY = 40;
/** The grid that positions keep to. */
export const grid = 8;

/** The nearest free place at or right of a wished one, then left of it, row by row; the wished one if none is near. */
export function freeFrom(wished: Position, isFreeAt: (at: Position) => boolean): Position {
  const [x, y] = snapped(wished);
  for (let row = 0; row < 50; row += 1) {
    for (let column = 0; column < 12; column += 1) {
      for (const direction of column === 0 ? [1] : [1, -1]) {
        const candidate = [x + direction * column * (cardWidth + gapX), y + row * (cardHeight + gapY)] as const;
        if (isFreeAt(candidate)) return candidate;
      }
    }
  }
  return [x, y];
}

/** A position on the grid. */
export function snapped([x, y]: Position): Position {
  return [Math.round(x / grid) * grid, Math.round(y / grid) * grid];
}
