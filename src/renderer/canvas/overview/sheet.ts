import type { Size, Viewport } from '../view/viewport';

/*
 * The picture is painted on a sheet that is larger than the view, and moved and scaled with the view until it no longer covers it: panning
 * costs nothing, however much is on the picture.
 */

/** How far the sheet reaches beyond the view on each side, in pixels. */
export const sheetMargin = 256;

/** How far a sheet may be scaled before it looks coarse. */
const mostScale = 1.6;

/** Where a sheet that was painted for one view lies in another. */
export function sheetPlace(painted: Viewport, now: Viewport): { readonly x: number; readonly y: number; readonly scale: number } {
  const scale = now.zoom / painted.zoom;
  return { x: now.x - painted.x * scale, y: now.y - painted.y * scale, scale };
}

/** Whether a sheet that was painted for one view does for another. */
export function covers(painted: Viewport, now: Viewport, { width, height }: Size): boolean {
  const { x, y, scale } = sheetPlace(painted, now);
  if (scale > mostScale) return false;
  const margin = sheetMargin * scale;
  return x - margin <= 0 && y - margin <= 0 && x + width * scale + margin >= width && y + height * scale + margin >= height;
}
