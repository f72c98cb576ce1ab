import type { Box, Position, Route } from '#engine/plan';
import { overlaps } from '../view/viewport';

/** A curve of a way: its ends and between them its handles, if it is not straight. */
export type Stretch = readonly Position[];

/** What of a way is drawn. */
export interface WayPart {
  readonly path: string;
  /** How long what is left out before it is, in the plan's units: dashes stay where they are on the whole way. */
  readonly skipped: number;
  readonly pieces: readonly Piece[];
}

/** The curves that a way is made of, one after the other. */
export function stretchesOf(path: string): Stretch[] {
  const stretches: Stretch[] = [];
  let points: Position[] = [];
  const finish = () => {
    const end = points.at(-1);
    if (points.length > 1) stretches.push(points);
    points = end ? [end] : [];
  };
  eachPoint(path, (x, y, begins) => {
    if (begins) finish();
    points.push([x, y]);
  });
  finish();
  return stretches;
}

/** The box around the whole of a way. */
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
 * Reads the points of a way, without an object for each: a large plan has hundreds of thousands.
 * @param visit hears whether the point is the first of a curve
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

/** A curve never leaves the box around its ends and handles. */
export function boxAround(points: Stretch): Box {
  let [left, top] = points[0] ?? [0, 0];
  let [right, bottom] = [left, top];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  // a straight line has an area too, so that it overlaps what it passes
  return { left: left - 1, right: right + 1, top: top - 1, bottom: bottom + 1 };
}

/** Pieces are about so long, in the plan's units. */
const pieceLength = 400;

/** Of a way, with the box around it. */
export interface Piece {
  readonly points: Stretch;
  readonly box: Box;
  readonly length: number;
}

/** Cuts ways to what is near the view: a browser works out all dashes of a line, also of its greater part that nobody sees. */
export class WayCutter {
  #pieces = new WeakMap<Route, readonly Piece[]>();

  /** From where a way comes into a box first to where it leaves it last. */
  within(route: Route, region: Box): WayPart {
    let pieces = this.#pieces.get(route);
    if (!pieces) this.#pieces.set(route, (pieces = stretchesOf(route.path).flatMap(piecesOf)));
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

/** Boxes around short parts of a piece, which hold little else than the line. */
export function fineBoxes(piece: Piece): readonly Box[] {
  let known = fine.get(piece);
  if (!known) fine.set(piece, (known = cut(piece.points, fineLength).map(boxAround)));
  return known;
}

function command([, ...points]: Stretch): string {
  return `${points.length === 1 ? 'L' : 'C'}${points.map(text).join(' ')}`;
}

function text([x, y]: Position): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}

function piecesOf(stretch: Stretch): Piece[] {
  return cut(stretch, pieceLength).map((points) => ({ points, box: boxAround(points), length: lengthOf(points) }));
}

/** A curve in parts of about one length. */
function cut(stretch: Stretch, length: number): Stretch[] {
  const parts: Stretch[] = [];
  let rest = stretch;
  for (let left = Math.max(1, Math.ceil(lengthOf(stretch) / length)); left > 1; left -= 1) {
    const [part, after] = splitAt(rest, 1 / left);
    parts.push(part);
    rest = after;
  }
  parts.push(rest);
  return parts;
}

/** De Casteljau's way to make two curves of one. */
function splitAt(points: Stretch, t: number): readonly [before: Stretch, after: Stretch] {
  const [before, after]: [Position[], Position[]] = [[], []];
  for (let level = points; level.length > 0; level = between(level, t)) {
    before.push(level[0] as Position); // there is at least one
    after.push(level[level.length - 1] as Position);
  }
  return [before, after.reverse()];
}

function between(points: Stretch, t: number): Position[] {
  const middle: Position[] = [];
  for (let at = 1; at < points.length; at += 1) {
    const [[fromX, fromY], [x, y]] = [points[at - 1] as Position, points[at] as Position]; // both are there
    middle.push([fromX + (x - fromX) * t, fromY + (y - fromY) * t]);
  }
  return middle;
}

/** The middle between the way along the handles and the straight one: near enough for pieces that bend little. */
function lengthOf(points: Stretch): number {
  let along = 0;
  for (let at = 1; at < points.length; at += 1) along += away(points[at - 1] as Position, points[at] as Position); // both are there
  return (along + away(points[0] as Position, points[points.length - 1] as Position)) / 2;
}

function away([x0, y0]: Position, [x1, y1]: Position): number {
  return Math.hypot(x1 - x0, y1 - y0);
}

/** How far a point lies beside a curve. */
export function besideStretch(points: Stretch, at: Position): number {
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

function pointOn(points: Stretch, t: number): Position {
  let level = points;
  while (level.length > 1) level = between(level, t);
  return level[0] as Position; // there is at least one
}

function besideLine([x0, y0]: Position, [x1, y1]: Position, [x, y]: Position): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const along = dx === 0 && dy === 0 ? 0 : Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - x0 - along * dx, y - y0 - along * dy);
}
