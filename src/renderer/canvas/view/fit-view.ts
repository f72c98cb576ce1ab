import { laneNameWidth } from '../lanes/lane-names';
import { levelAt } from './detail-level';
import type { Size, Viewport } from './viewport';

/** As far out and in as one can go. */
export const [minZoom, maxZoom] = [0.05, 2];
/** How far bands of lanes begin left of their first card, in the plan's units. */
export const laneReach = 92;

/**
 * Where a rectangle of the plan is in view as large as it fits, in the middle.
 * @param bottom pixels that are left for what stands on the canvas there
 * @param lanes whether lanes are drawn: they reach beyond their cards, and from afar their names stand left of them
 */
export function viewOf(
  bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  size: Size,
  { maxZoom: most, lanes, bottom = 32 }: { readonly maxZoom: number; readonly lanes: boolean; readonly bottom?: number },
): Viewport {
  const [top, right] = [32, 24];
  const height = Math.max(1, size.height - top - bottom);
  const zoomWith = (least: number, reach: number) => {
    const fits = Math.min((size.width - right - least) / (bounds.width + reach), height / bounds.height);
    return Math.max(minZoom, Math.min(most, fits));
  };
  let [left, zoom] = [24, zoomWith(24, 0)];
  if (lanes) {
    zoom = zoomWith(12, laneReach);
    left = 12 + laneReach * zoom;
    if (levelAt(zoom) !== 'card') {
      zoom = zoomWith(laneNameWidth, laneReach);
      left = laneNameWidth + laneReach * zoom;
    }
  }
  const width = Math.max(1, size.width - left - right);
  return {
    x: left + (width - bounds.width * zoom) / 2 - bounds.x * zoom,
    y: top + (height - bounds.height * zoom) / 2 - bounds.y * zoom,
    zoom,
  };
}
