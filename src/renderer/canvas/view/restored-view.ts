import { cardHeight, cardWidth, type Position } from '#engine/plan';
import { minZoom } from './fit-view';
import { overlaps, seenBox, type Size, type Viewport } from './viewport';

/** A view as it was left. Views of earlier versions do not know the size of their canvas. */
export type LastView = Viewport & { readonly size?: Size | undefined };

/** The last view of a plan on a canvas of this size: the same place in the middle, and at least as much around it. */
export function restoredView({ size: before, ...last }: LastView, size: Size): Viewport {
  if (!before || before.width === 0 || (before.width === size.width && before.height === size.height)) return last;
  const zoom = Math.max(minZoom, last.zoom * Math.min(1, size.width / before.width, size.height / before.height));
  const middle = { x: (before.width / 2 - last.x) / last.zoom, y: (before.height / 2 - last.y) / last.zoom };
  return { x: size.width / 2 - middle.x * zoom, y: size.height / 2 - middle.y * zoom, zoom };
}

/** True if a view shows some of these places. */
export function seesAny(view: Viewport, size: Size, places: readonly Position[]): boolean {
  const seen = seenBox(view, size);
  return places.some(([x, y]) => overlaps(seen, { left: x, top: y, right: x + cardWidth, bottom: y + cardHeight }));
}
