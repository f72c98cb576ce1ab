import type { Box } from '#engine/plan';

/* Rectangles of the plan: the view, and the region around it whose cards Svelte Flow gets. */

export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The part of the plan that is in view. */
export function seenBox({ x, y, zoom }: Viewport, { width, height }: Size): Box {
  return { left: -x / zoom, top: -y / zoom, right: (width - x) / zoom, bottom: (height - y) / zoom };
}

/** The box between two points, in either order. */
export function boxBetween([x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number]): Box {
  return { left: Math.min(x0, x1), top: Math.min(y0, y1), right: Math.max(x0, x1), bottom: Math.max(y0, y1) };
}

export function contains(outer: Box, inner: Box): boolean {
  return outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right && outer.bottom >= inner.bottom;
}

export function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
}

/** Distance by which the region extends beyond the view on each side, in views. */
const reach = 0.5;
/** A region this many times larger than necessary is cut down: the user has zoomed in. */
const mostWaste = 3;

/** The region around the view. It stays the same object while the view stays within it. */
export function regionAround(seen: Box, before: Box | undefined): Box {
  const [width, height] = [seen.right - seen.left, seen.bottom - seen.top];
  const wished = {
    left: seen.left - width * reach,
    top: seen.top - height * reach,
    right: seen.right + width * reach,
    bottom: seen.bottom + height * reach,
  };
  return before && contains(before, seen) && area(before) <= mostWaste * area(wished) ? before : wished;
}

function area({ left, right, top, bottom }: Box): number {
  return (right - left) * (bottom - top);
}
