import { cardHeight, cardWidth, type Position } from '#engine/plan';

/** A line that shows what a dragged card is aligned with: from one end to the other, in the plan's units. */
export interface Guide {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Snap {
  /** Offset by which the dragged cards snap. */
  readonly by: Position;
  readonly guides: readonly Guide[];
}

const sizes = [cardWidth, cardHeight] as const;
const none: Snap = { by: [0, 0], guides: [] };

/**
 * Aligns a dragged card with others. All cards have the same size, so one line for each axis is enough.
 * @param moving position of the card under the pointer
 * @param others positions of the cards that stay
 * @param reach distance within which it snaps, in the plan's units
 */
export function snapTo(moving: Position, others: Iterable<Position>, reach: number): Snap {
  const nearest: [Position | undefined, Position | undefined] = [undefined, undefined];
  for (const other of others)
    for (const axis of [0, 1] as const) {
      const before = nearest[axis];
      if (Math.abs(other[axis] - moving[axis]) > reach) continue;
      if (!before || distance(other, moving, axis) < distance(before, moving, axis)) nearest[axis] = other;
    }
  if (!nearest[0] && !nearest[1]) return none;
  const to: Position = [nearest[0]?.[0] ?? moving[0], nearest[1]?.[1] ?? moving[1]];
  const guides = ([0, 1] as const).flatMap((axis): Guide[] => {
    const other = nearest[axis];
    if (!other) return [];
    const across = axis === 0 ? 1 : 0;
    const ends = [to[across], other[across]];
    return [
      {
        axis: axis === 0 ? 'x' : 'y',
        at: to[axis] + sizes[axis] / 2,
        from: Math.min(...ends) - 12,
        to: Math.max(...ends) + sizes[across] + 12,
      },
    ];
  });
  return { by: [to[0] - moving[0], to[1] - moving[1]], guides };
}

/** Compares first the distance from its line, then the distance along it: the nearest card is the one that is meant. */
function distance(other: Position, moving: Position, axis: 0 | 1): number {
  return Math.abs(other[axis] - moving[axis]) * 1e4 + Math.abs(other[axis === 0 ? 1 : 0] - moving[axis === 0 ? 1 : 0]);
}
