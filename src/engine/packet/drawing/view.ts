import type { Box } from '../display-list';

/** A piece of a plan on a sheet: where it lies, and how large it is drawn. */
export interface View {
  /** What is shown, in the plan's units. */
  readonly area: Box;
  /** Points for one unit of the plan. */
  readonly scale: number;
  /** The upper left corner of the area on the sheet, in points. */
  readonly x: number;
  readonly y: number;
}

export function toSheet(view: View, [x, y]: readonly [number, number]): readonly [number, number] {
  return [view.x + (x - view.area.x) * view.scale, view.y + (y - view.area.y) * view.scale];
}

export function boxOnSheet(view: View, box: Box): Box {
  const [x, y] = toSheet(view, [box.x, box.y]);
  return { x, y, width: box.width * view.scale, height: box.height * view.scale };
}

/** What two boxes have in common; `undefined` if nothing. */
export function common(a: Box, b: Box): Box | undefined {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  const [right, bottom] = [Math.min(a.x + a.width, b.x + b.width), Math.min(a.y + a.height, b.y + b.height)];
  return right > x && bottom > y ? { x, y, width: right - x, height: bottom - y } : undefined;
}

export function contains(outer: Box, { x, y, width, height }: Box, slack = 0.01): boolean {
  return (
    x >= outer.x - slack &&
    y >= outer.y - slack &&
    x + width <= outer.x + outer.width + slack &&
    y + height <= outer.y + outer.height + slack
  );
}

export function grown({ x, y, width, height }: Box, by: { readonly x: number; readonly top: number; readonly bottom: number }): Box {
  return { x: x - by.x, y: y - by.top, width: width + 2 * by.x, height: height + by.top + by.bottom };
}
