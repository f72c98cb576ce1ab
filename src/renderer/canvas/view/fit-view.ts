import { bandPadding, shapeOf, type Direction } from '#engine/plan';
import { laneNameHeight, laneNamesRoom } from '../lanes/lane-names';
import type { Size, Viewport } from './viewport';

/** Lowest and highest zoom. */
export const [minZoom, maxZoom] = [0.05, 2];

/** Room around what is shown, in pixels. */
const border = 16;

/** The lanes that are drawn: their names need room unless they fit into the padding of their bands. */
export interface DrawnLanes {
  readonly titles: readonly string[];
  readonly direction: Direction;
}

/**
 * The viewport that shows a rectangle of the plan centred and as large as it fits.
 * @param bottom room for what covers the canvas there, in pixels
 * @param lanes the lanes that are drawn; `undefined` if none are
 */
export function viewOf(
  bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  size: Size,
  { maxZoom: most, lanes, bottom = border }: { readonly maxZoom: number; readonly lanes: DrawnLanes | undefined; readonly bottom?: number },
): Viewport {
  const right = border;
  const zoomWith = (left: number, top: number) => {
    const fits = Math.min((size.width - right - left) / bounds.width, Math.max(1, size.height - top - bottom) / bounds.height);
    return Math.max(minZoom, Math.min(most, fits));
  };
  let [left, top] = [border, border];
  let zoom = zoomWith(left, top);
  if (lanes && lanes.titles.length > 0 && zoom * bandPadding < laneNameHeight + 1) {
    const { direction, titles } = lanes;
    const room = laneNamesRoom(titles, direction, zoom, shapeOf(direction).stepY);
    if (direction === 'left-to-right') top = Math.max(top, room);
    else left = Math.max(left, room);
    zoom = zoomWith(left, top);
  }
  const [width, height] = [Math.max(1, size.width - left - right), Math.max(1, size.height - top - bottom)];
  return {
    x: left + (width - bounds.width * zoom) / 2 - bounds.x * zoom,
    y: top + (height - bounds.height * zoom) / 2 - bounds.y * zoom,
    zoom,
  };
}
