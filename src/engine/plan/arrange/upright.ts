import type { NodeId, Plan, Position } from '../model';
import type { Direction } from '../vocabulary';
import { cardHeight, cardWidth, gapX, gapY } from './place';

/*
 * Drawings are computed upright: stages follow each other downwards. A drawing whose stages go from left to right is turned, which swaps
 * the two axes, computed upright, and turned back.
 */

/** The size of a card and the room between cards in an upright drawing. */
export interface Shape {
  readonly width: number;
  readonly height: number;
  readonly gapX: number;
  readonly gapY: number;
  /** Room for one card: its size and a gap. */
  readonly stepX: number;
  readonly stepY: number;
  /** Distance between edges of two kinds at the top and the bottom of a card, and at its sides. */
  readonly slotX: number;
  readonly slotY: number;
}

const slots = { along: 20, across: 6 };

const shapes: Readonly<Record<Direction, Shape>> = {
  'top-to-bottom': {
    ...{ width: cardWidth, height: cardHeight, gapX, gapY, stepX: cardWidth + gapX, stepY: cardHeight + gapY },
    ...{ slotX: slots.along, slotY: slots.across },
  },
  'left-to-right': {
    ...{ width: cardHeight, height: cardWidth, gapX: gapY, gapY: gapX, stepX: cardHeight + gapY, stepY: cardWidth + gapX },
    ...{ slotX: slots.across, slotY: slots.along },
  },
};

/** The direction of a plan's drawing. */
export function directionOf({ direction = 'top-to-bottom' }: Pick<Plan, 'direction'>): Direction {
  return direction;
}

export function shapeOf(direction: Direction = 'top-to-bottom'): Shape {
  return shapes[direction];
}

/** A position of a drawing in its upright form, or one of the upright form in the drawing: turning twice changes nothing. */
export function turned([x, y]: Position, direction: Direction | undefined): Position {
  return direction === 'left-to-right' ? [y, x] : [x, y];
}

/** As `turned`, for all positions. */
export function turnedLayout(
  layout: Readonly<Record<NodeId, Position>>,
  direction: Direction | undefined,
): Readonly<Record<NodeId, Position>> {
  if (direction !== 'left-to-right') return layout;
  return Object.fromEntries(Object.entries(layout).map(([id, at]) => [id, turned(at, direction)]));
}
