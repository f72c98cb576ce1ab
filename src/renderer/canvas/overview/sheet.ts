import type { Size, Viewport } from '../view/viewport';

/*
 * The picture is painted on a sheet that is larger than the view. The sheet moves and scales with the view until it no longer covers it, so
 * panning costs nothing, however large the picture.
 */

/** Margin of the sheet around the view, in pixels. */
export const sheetMargin = 256;

/** Largest scale of a sheet before it looks coarse. */
const mostScale = 1.6;

/** Position in one view of a sheet that was painted for another. */
export function sheetPlace(painted: Viewport, now: Viewport): { readonly x: number; readonly y: number; readonly scale: number } {
  const scale = now.zoom / painted.zoom;
  return { x: now.x - painted.x * scale, y: now.y - painted.y * scale, scale };
}

/** True if a sheet that was painted for one view covers another. */
export function covers(painted: Viewport, now: Viewport, { width, height }: Size): boolean {
  const { x, y, scale } = sheetPlace(painted, now);
  if (scale > mostScale) return false;
  const margin = sheetMargin * scale;
  return x - margin <= 0 && y - margin <= 0 && x + width * scale + margin >= width && y + height * scale + margin >= height;
}
