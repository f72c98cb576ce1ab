import type { Icon } from '../../draw';
import type { Position, Route } from '../../plan';
import type { Box } from '../display-list';

/* Paths of edges and icons as plain data: what a drawing with markers and shapes says in other words. */

/** A point of a route; a turn has the corner that its curve bends around. */
export interface RoutePoint {
  readonly at: Position;
  readonly corner?: Position;
}

/** The points of a route, in the order in which it is drawn. */
export function routePoints(path: Route['path']): readonly RoutePoint[] {
  return Array.from(path.matchAll(/([MLQ])([^MLQ]*)/g), ([, command, text = '']) => {
    const [a = 0, b = 0, c = 0, d = 0] = text
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    return command === 'Q' ? { at: [c, d] as const, corner: [a, b] as const } : { at: [a, b] as const };
  });
}

/** The points from the other end. */
export function reversed(points: readonly RoutePoint[]): readonly RoutePoint[] {
  return points.map((_, at) => {
    const [point, after] = [points[points.length - 1 - at] as RoutePoint, points[points.length - at]];
    return after?.corner ? { at: point.at, corner: after.corner } : { at: point.at };
  });
}

export function pathOf(points: readonly RoutePoint[]): string {
  return points.map(({ at, corner }, index) => (corner ? `Q${n(corner)} ${n(at)}` : `${index === 0 ? 'M' : 'L'}${n(at)}`)).join('');
}

/** The part of a route up to where it first leaves a box; `undefined` if it stays inside. @param points begin in the box */
export function upToBorder(
  points: readonly RoutePoint[],
  box: Box,
): { readonly points: readonly RoutePoint[]; readonly side: BoxSide; readonly at: Position } | undefined {
  for (let index = 1; index < points.length; index += 1) {
    const [before, here] = [points[index - 1] as RoutePoint, points[index] as RoutePoint];
    if (isInside(here.at, box) && (!here.corner || isInside(here.corner, box))) continue;
    const towards = here.corner && !isInside(here.corner, box) ? here.corner : here.at;
    const { at, side } = crossing(before.at, towards, box);
    return { points: [...points.slice(0, index), { at }], side, at };
  }
  return undefined;
}

export type BoxSide = 'top' | 'right' | 'bottom' | 'left';

function isInside([x, y]: Position, box: Box): boolean {
  return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
}

/** Where a stretch from inside of a box leaves it. */
function crossing([x, y]: Position, [u, v]: Position, box: Box): { readonly at: Position; readonly side: BoxSide } {
  const sides = [
    { side: 'left', share: u < box.x ? (box.x - x) / (u - x) : 2 },
    { side: 'right', share: u > box.x + box.width ? (box.x + box.width - x) / (u - x) : 2 },
    { side: 'top', share: v < box.y ? (box.y - y) / (v - y) : 2 },
    { side: 'bottom', share: v > box.y + box.height ? (box.y + box.height - y) / (v - y) : 2 },
  ] as const;
  const first = sides.reduce((best, one) => (one.share < best.share ? one : best));
  const share = Math.min(1, Math.max(0, first.share));
  return { at: [x + (u - x) * share, y + (v - y) * share], side: first.side };
}

/** Quarter turns, clockwise, that make a mark that points right point along the end of a route. */
export function turnsAt(points: readonly RoutePoint[]): 0 | 1 | 2 | 3 {
  const [before, end] = [points.at(-2), points.at(-1)];
  if (!before || !end) return 0;
  const [from, to] = [end.corner ?? before.at, end.at];
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  if (Math.abs(dx) >= Math.abs(dy)) return dx >= 0 ? 0 : 2;
  return dy > 0 ? 1 : 3;
}

/** An end mark around its tip, turned. @param path in a box of 10 by 10 with the tip at (9, 5), as `endMarks` has it */
export function turnedMark(path: string, turns: 0 | 1 | 2 | 3): string {
  let last: Position = [0, 0];
  return Array.from(path.matchAll(/([MLHVAZ])([^MLHVAZ]*)/g), ([, command = '', text = '']) => {
    const numbers = text
      .trim()
      .split(/[\s,]+/)
      .filter(Boolean)
      .map(Number);
    if (command === 'Z') return 'Z';
    const [x, y] = numbers.slice(-2) as [number, number];
    last = command === 'H' ? [numbers[0] as number, last[1]] : command === 'V' ? [last[0], numbers[0] as number] : [x, y];
    const point = n(turn([last[0] - 9, last[1] - 5], turns));
    return command === 'A' ? `A${numbers.slice(0, 5).join(' ')} ${point}` : `${command === 'M' ? 'M' : 'L'}${point}`;
  }).join('');
}

function turn([x, y]: Position, turns: 0 | 1 | 2 | 3): Position {
  return turns === 0 ? [x, y] : turns === 1 ? [-y, x] : turns === 2 ? [-x, -y] : [y, -x];
}

/** A part of an icon, in a box of 24 by 24. */
export interface IconPath {
  readonly d: string;
  readonly isFilled: boolean;
}

/** An icon's elements as paths: stroked ones, and dots that are filled. */
export function iconPaths(icon: Icon): readonly IconPath[] {
  return icon.flatMap(([tag, attributes]) => {
    const d = shapePath(tag, attributes);
    return d === undefined ? [] : [{ d, isFilled: attributes['fill'] !== undefined && attributes['fill'] !== 'none' }];
  });
}

function shapePath(tag: string, attributes: Readonly<Record<string, string>>): string | undefined {
  const value = (name: string, otherwise = 0) => (attributes[name] === undefined ? otherwise : Number(attributes[name]));
  switch (tag) {
    case 'path':
      return attributes['d'];
    case 'line':
      return `M${value('x1')} ${value('y1')}L${value('x2')} ${value('y2')}`;
    case 'circle':
      return ellipse(value('cx'), value('cy'), value('r'), value('r'));
    case 'ellipse':
      return ellipse(value('cx'), value('cy'), value('rx'), value('ry'));
    case 'polyline':
    case 'polygon':
      return `M${(attributes['points'] ?? '').trim()}${tag === 'polygon' ? 'Z' : ''}`;
    case 'rect':
      return roundedRect(value('x'), value('y'), value('width'), value('height'), value('rx', value('ry')));
    default:
      return undefined;
  }
}

function ellipse(x: number, y: number, rx: number, ry: number): string {
  return `M${x - rx} ${y}A${rx} ${ry} 0 1 1 ${x + rx} ${y}A${rx} ${ry} 0 1 1 ${x - rx} ${y}Z`;
}

function roundedRect(x: number, y: number, width: number, height: number, r: number): string {
  if (r === 0) return `M${x} ${y}H${x + width}V${y + height}H${x}Z`;
  const arc = (u: number, v: number) => `A${r} ${r} 0 0 1 ${u} ${v}`;
  const [right, bottom] = [x + width, y + height];
  return `M${x + r} ${y}H${right - r}${arc(right, y + r)}V${bottom - r}${arc(right - r, bottom)}H${x + r}${arc(x, bottom - r)}V${y + r}${arc(x + r, y)}Z`;
}

function n([x, y]: Position): string {
  return `${Math.round(x * 100) / 100} ${Math.round(y * 100) / 100}`;
}
