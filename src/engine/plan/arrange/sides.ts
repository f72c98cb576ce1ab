import type { Shape } from './upright';

/** The sides of a card, and where edges touch them. */
export type Side = 'top' | 'right' | 'bottom' | 'left';
export interface Anchor {
  readonly x: number;
  readonly y: number;
  readonly side: Side;
}

/** Gap that two cards need between them so that an edge can turn twice in it. */
const least = 12;

/** The sides between which an edge leads, by the place of its end from its start. */
export function sidesFor(dx: number, dy: number, { width, height, stepX }: Shape): readonly [Side, Side] {
  const isBeside = Math.abs(dx) >= width + least && Math.abs(dy) < height + least;
  if (!isBeside && dy >= height * 0.75) return ['bottom', 'top'];
  if (!isBeside && dy <= -height * 0.75) return ['top', 'bottom'];
  if (Math.abs(dx) > Math.max(width * 2, stepX * 1.5)) return ['top', 'top'];
  return dx >= 0 ? ['right', 'left'] : ['left', 'right'];
}
