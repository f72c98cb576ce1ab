import type { Box, Position, Route } from '#engine/plan';
import { overlaps } from '../view/viewport';

/** A segment of a route: its ends, with its handles between them if it is a curve. */
export type Segment = readonly Position[];

/** The part of a route that is drawn. */
export interface WayPart {
  readonly path: string;
  /** Length of the route before this part, in the plan's units: it keeps the dashes in their places. */
  readonly skipped: number;
  readonly pieces: readonly Piece[];
}

/** The segments of a route, in order. */
export function segmentsOf(path: string): Segment[] {
  const segments: Segment[] = [];
  let points: Position[] = [];
  const finish = () => {
    const end = points.at(-1);
    if (points.length > 1) segments.push(points);
    points = end ? [end] : [];
  };
  eachPoint(path, (x, y, begins) => {
    if (begins) finish();
    points.push([x, y]);
  });
  finish();
  return segments;
}

/** The bounding box of a whole route. */
export function boxAroundPath(path: string): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  eachPoint(path, (x, y) => {
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  });
  return { left: left - 1, right: right + 1, top: top - 1, bottom: bottom + 1 };
}

const [minus, dot, nought, nine] = [45, 46, 48, 57];

/**
 * Reads the points of a route without creating an object for each: a large plan has hundreds of thousands.
 * @param visit is called with each point; `begins` is true for the first of a curve
 */
function eachPoint(path: string, visit: (x: number, y: number, begins: boolean) => void): void {
  let [begins, x] = [false, undefined as number | undefined];
  for (let at = 0; at < path.length;) {
    let code = path.charCodeAt(at);
    if (code !== minus && code !== dot && (code < nought || code > nine)) {
      if (code > nine) begins = true; // a letter
      at += 1;
      continue;
    }
    const isNegative = code === minus;
    let [digits, decimals, isFraction] = [0, 1, false];
    if (isNegative) code = path.charCodeAt((at += 1));
    for (; code === dot || (code >= nought && code <= nine); code = path.charCodeAt((at += 1))) {
      if (code === dot) isFraction = true;
      else {
        digits = digits * 10 + code - nought;
        if (isFraction) decimals *= 10;
      }
    }
    const value = (isNegative ? -digits : digits) / decimals;
    if (x === undefined) x = value;
    else {
      visit(x, value, begins);
      [begins, x] = [false, undefined];
    }
  }
}

/** The bounding box of the ends and handles, which a curve never leaves. */
export function boxAround(points: Segment): Box {
  let [left, top] = points[0] ?? [0, 0];
  let [right, bottom] = [left, top];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  // a straight line needs an area too, so that it overlaps the boxes that it crosses
  return { left: left - 1, right: right + 1, top: top - 1, bottom: bottom + 1 };
}

/** Approximate length of a piece, in the plan's units. */
const pieceLength = 400;

/** A piece of a route, with its bounding box. */
export interface Piece {
  readonly points: Segment;
  readonly box: Box;
  readonly length: number;
}

/** Clips routes to the neighbourhood of the view: a browser works out all dashes of a line, even those out of view. */
export class PathClipper {
  #pieces = new WeakMap<Route, readonly Piece[]>();

  /** The part of a route from its first entry into a box to its last exit. */
  within(route: Route, region: Box): WayPart {
    let pieces = this.#pieces.get(route);
    if (!pieces) this.#pieces.set(route, (pieces = segmentsOf(route.path).flatMap(piecesOf)));
    const first = pieces.findIndex(({ box }) => overlaps(box, region));
    const last = pieces.findLastIndex(({ box }) => overlaps(box, region));
    if (first < 0) return { path: '', skipped: 0, pieces: [] };
    const near = pieces.slice(first, last + 1);
    if (near.length === pieces.length) return { path: route.path, skipped: 0, pieces: near };
    const [start] = pieces[first]?.points ?? [];
    const path = near.map(({ points }) => command(points));
    const skipped = pieces.slice(0, first).reduce((sum, { length }) => sum + length, 0);
    return { path: start ? `M${text(start)}${path.join('')}` : '', skipped: Math.round(skipped * 10) / 10, pieces: near };
  }
}

const fineLength = 48;
const fine = new WeakMap<Piece, readonly Box[]>();

/** Boxes around short parts of a piece. They enclose little besides the line. */
export function fineBoxes(piece: Piece): readonly Box[] {
  let known = fine.get(piece);
  if (!known) fine.set(piece, (known = cut(piece.points, fineLength).map(boxAround)));
  return known;
}

/** The commands of a line and of curves with one and two handles. */
const letters = ['L', 'Q', 'C'];

function command([, ...points]: Segment): string {
  return `${letters[points.length - 1] ?? 'C'}${points.map(text).join(' ')}`;
}

function text([x, y]: Position): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}

function piecesOf(segment: Segment): Piece[] {
  return cut(segment, pieceLength).map((points) => ({ points, box: boxAround(points), length: lengthOf(points) }));
}

/** Cuts a curve into parts of similar length. */
function cut(segment: Segment, length: number): Segment[] {
  const parts: Segment[] = [];
  let rest = segment;
  for (let left = Math.max(1, Math.ceil(lengthOf(segment) / length)); left > 1; left -= 1) {
    const [part, after] = splitAt(rest, 1 / left);
    parts.push(part);
    rest = after;
  }
  parts.push(rest);
  return parts;
}

/** Splits a curve in two with De Casteljau's algorithm. */
function splitAt(points: Segment, t: number): readonly [before: Segment, after: Segment] {
  const [before, after]: [Position[], Position[]] = [[], []];
  for (let level = points; level.length > 0; level = between(level, t)) {
    before.push(level[0] as Position); // there is at least one
    after.push(level[level.length - 1] as Position);
  }
  return [before, after.reverse()];
}

function between(points: Segment, t: number): Position[] {
  const middle: Position[] = [];
  for (let at = 1; at < points.length; at += 1) {
    const [[fromX, fromY], [x, y]] = [points[at - 1] as Position, points[at] as Position]; // both exist
    middle.push([fromX + (x - fromX) * t, fromY + (y - fromY) * t]);
  }
  return middle;
}

/** The mean of the length along the handles and the straight length: accurate enough for pieces that bend little. */
function lengthOf(points: Segment): number {
  let along = 0;
  for (let at = 1; at < points.length; at += 1) along += away(points[at - 1] as Position, points[at] as Position); // both exist
  return (along + away(points[0] as Position, points[points.length - 1] as Position)) / 2;
}

function away([x0, y0]: Position, [x1, y1]: Position): number {
  return Math.hypot(x1 - x0, y1 - y0);
}

/** The distance of a point from a curve. */
export function besideSegment(points: Segment, at: Position): number {
  const steps = points.length === 2 ? 1 : 16;
  let least = Infinity;
  let before = pointOn(points, 0);
  for (let step = 1; step <= steps; step += 1) {
    const after = pointOn(points, step / steps);
    least = Math.min(least, besideLine(before, after, at));
    before = after;
  }
  return least;
}

/** True if a curve passes through a box, or ends in it. */
export function segmentTouches(points: Segment, box: Box): boolean {
  const around = boxAround(points);
  if (!overlaps(around, box)) return false;
  const steps = points.length === 2 ? 1 : 16;
  let before = pointOn(points, 0);
  for (let step = 1; step <= steps; step += 1) {
    const after = pointOn(points, step / steps);
    if (lineTouches(before, after, box)) return true;
    before = after;
  }
  return false;
}

/** Clips a line to a box, side by side, and tells whether anything is left (Liang and Barsky). */
function lineTouches([x0, y0]: Position, [x1, y1]: Position, { left, right, top, bottom }: Box): boolean {
  let [from, to] = [0, 1];
  const sides = [
    [x0 - x1, x0 - left],
    [x1 - x0, right - x0],
    [y0 - y1, y0 - top],
    [y1 - y0, bottom - y0],
  ] as const;
  for (const [towards, room] of sides) {
    if (towards === 0) {
      if (room < 0) return false; // parallel to the side, and outside
    } else if (towards < 0) from = Math.max(from, room / towards);
    else to = Math.min(to, room / towards);
  }
  return from <= to;
}

function pointOn(points: Segment, t: number): Position {
  let level = points;
  while (level.length > 1) level = between(level, t);
  return level[0] as Position; // there is at least one
}

function besideLine([x0, y0]: Position, [x1, y1]: Position, [x, y]: Position): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const along = dx === 0 && dy === 0 ? 0 : Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - x0 - along * dx, y - y0 - along * dy);
}
