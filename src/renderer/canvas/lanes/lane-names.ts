import type { Band, Direction } from '#engine/plan';
import type { Size, Viewport } from '../view/viewport';

/** Height of a lane's name, in pixels. */
export const laneNameHeight = 18;

/** Width to keep free for a lane's name, in pixels. */
export function laneNameWidth(title: string): number {
  return Math.ceil(title.length * 5.8) + 27;
}

/** A lane's name in the window: its left top corner, in pixels from that of the canvas. */
export interface LaneName {
  readonly lane: string;
  readonly title: string;
  /** True for every second band, which has another colour. */
  readonly alternate: boolean;
  readonly x: number;
  readonly y: number;
}

/** Room around names. */
const gap = 4;

/**
 * The names of the lanes in view, each at the beginning of the part of its band that is in view, at the border of the canvas: so they stay
 * while the plan is scrolled. Where bands are too thin for all names, those that would lie on another are left out.
 */
export function laneNames(bands: readonly Band[], { x, y, zoom }: Viewport, size: Size, direction: Direction): LaneName[] {
  return direction === 'left-to-right' ? namesAbove(bands, x, zoom, size) : namesBeside(bands, y, zoom, size);
}

function namesBeside(bands: readonly Band[], y: number, zoom: number, { height }: Size): LaneName[] {
  let free = 0;
  return bands.flatMap(({ lane, title, start, end }, at) => {
    const [from, to] = [start * zoom + y, end * zoom + y];
    const top = Math.max(1, Math.min(from + 1, height), Math.min(1, to - laneNameHeight));
    if (to < laneNameHeight / 2 || from > height - laneNameHeight || top < free) return [];
    free = top + laneNameHeight;
    return [{ lane, title, alternate: at % 2 === 1, x: gap + 4, y: top }];
  });
}

/** Rows that names above narrow columns take at most. */
const mostRows = 5;

/** Names above columns are in several rows where the columns are narrower than they are. */
function namesAbove(bands: readonly Band[], x: number, zoom: number, { width }: Size): LaneName[] {
  const free = Array.from({ length: mostRows }, () => 0);
  return bands.flatMap(({ lane, title, start, end }, at) => {
    const [from, to] = [start * zoom + x, end * zoom + x];
    if (to < gap || from > width) return [];
    const wide = laneNameWidth(title);
    const left = Math.min(Math.max(from + gap, gap), Math.max(from + gap, to - wide), Math.max(gap, width - wide));
    const row = free.findIndex((until) => left >= until);
    if (row < 0) return [];
    free[row] = left + wide;
    return [{ lane, title, alternate: at % 2 === 1, x: left, y: gap + row * laneNameHeight }];
  });
}

/** The room that names need at a zoom where they do not fit into the padding of their bands: at the left, or above. */
export function laneNamesRoom(titles: readonly string[], direction: Direction, zoom: number, columnWidth: number): number {
  if (titles.length === 0) return 0;
  if (direction === 'top-to-bottom') return Math.max(...titles.map(laneNameWidth)) + gap;
  const rows = Math.ceil(Math.max(...titles.map(laneNameWidth)) / (columnWidth * zoom));
  return laneNameHeight * Math.min(mostRows, rows) + 2 * gap;
}
