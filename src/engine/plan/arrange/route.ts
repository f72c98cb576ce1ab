import type { Position } from '../model';
import { edgeKindIds, type EdgeKind } from '../vocabulary';
import { cardHeight, cardWidth, gapY } from './place';

/** The way of an edge between two cards, the same on the canvas and on paper. */
export interface Route {
  /** Where it leaves and arrives, each with the side of the card. */
  readonly start: Anchor;
  readonly end: Anchor;
  /** The way as an SVG path, rounded to a tenth so that the same plan gives the same text. */
  readonly path: string;
  /** A point on the way, for a label or a mark. */
  readonly middle: Position;
  /** The least and the greatest x that it reaches at most. */
  readonly extent: readonly [left: number, right: number];
}

export type Side = 'top' | 'right' | 'bottom' | 'left';
export interface Anchor {
  readonly x: number;
  readonly y: number;
  readonly side: Side;
}

/** A cubic Bézier curve: its ends and between them its two handles. */
export type Curve = readonly [start: Position, a: Position, b: Position, end: Position];

/** Edges of one kind leave and arrive at one place of a side, so that those of another kind run beside them. */
const slots = edgeKindIds.length;
const slotX = 20;
const slotY = 6;

/** Where edges of a kind touch a side of a card at the origin. */
export function anchorAt(kind: EdgeKind, side: Side): Position {
  const slot = edgeKindIds.indexOf(kind) - (slots - 1) / 2;
  switch (side) {
    case 'top':
      return [cardWidth / 2 + slot * slotX, 0];
    case 'bottom':
      return [cardWidth / 2 + slot * slotX, cardHeight];
    case 'left':
      return [0, cardHeight / 2 + slot * slotY];
    case 'right':
      return [cardWidth, cardHeight / 2 + slot * slotY];
  }
}

/**
 * Routes one edge as if there were no other cards: down to a card below, up to one above, across to a neighbour in the row, in an arc
 * over the row to one farther along. `routeEdges` routes those of a plan around its cards.
 */
export function routeEdge(from: Position, to: Position, kind: EdgeKind): Route {
  const [start, end] = endsOf(from, to, kind);
  return routeOf(start, end, [directCurve(start, end)]);
}

/** Where an edge leaves and arrives. */
export function endsOf(from: Position, to: Position, kind: EdgeKind): readonly [start: Anchor, end: Anchor] {
  const [startSide, endSide] = sidesFor(to[0] - from[0], to[1] - from[1]);
  return [anchor(from, kind, startSide), anchor(to, kind, endSide)];
}

/** Whether an edge leads down or up, so that other rows can lie in between. */
export function leadsAcrossRows(start: Anchor, end: Anchor): boolean {
  return start.side !== end.side && (start.side === 'top' || start.side === 'bottom');
}

/** From end to end in one curve. */
export function directCurve(start: Anchor, end: Anchor): Curve {
  const reach = reachOf(start, end);
  return [[start.x, start.y], push(start, reach), push(end, reach), [end.x, end.y]];
}

/** The heights between which an edge that passes rows keeps to its channel. */
export function channelSpan(start: Anchor, end: Anchor): readonly [enter: number, leave: number] {
  const gap = end.y > start.y ? gapY : -gapY;
  return [start.y + gap, end.y - gap];
}

/** Past the rows in between, straight up or down at `x`. */
export function channelCurves(start: Anchor, end: Anchor, x: number): Curve[] {
  const [enter, leave] = channelSpan(start, end);
  const half = (end.y > start.y ? gapY : -gapY) / 2;
  return [
    [
      [start.x, start.y],
      [start.x, start.y + half],
      [x, enter - half],
      [x, enter],
    ],
    line([x, enter], [x, leave]),
    [
      [x, leave],
      [x, leave + half],
      [end.x, end.y - half],
      [end.x, end.y],
    ],
  ];
}

/** A straight line as a curve: its handles are its ends. */
function line(start: Position, end: Position): Curve {
  return [start, start, end, end];
}

/** A route along curves that follow each other. @param middle a better place for a label than half way */
export function routeOf(start: Anchor, end: Anchor, curves: readonly Curve[], middle: Position = pointOn(curves, 0.5)): Route {
  const path = curves.map(([p, a, b, q]) => (p === a ? `L${point(q)}` : `C${point(a)} ${point(b)} ${point(q)}`)).join('');
  const xs = curves.flatMap((one) => one.map(([x]) => x));
  return { start, end, path: `M${point([start.x, start.y])}${path}`, middle, extent: [Math.min(...xs), Math.max(...xs)] };
}

/** A point on a way. @param t from 0 at the start to 1 at the end */
export function pointOn(curves: readonly Curve[], t: number): Position {
  const at = Math.min(curves.length - 1, Math.floor(t * curves.length));
  const [p0, p1, p2, p3] = curves[at] as Curve; // there is at least one
  const u = t * curves.length - at;
  const mix = (a: number, b: number, c: number, d: number) =>
    (1 - u) ** 3 * a + 3 * (1 - u) ** 2 * u * b + 3 * (1 - u) * u ** 2 * c + u ** 3 * d;
  return [mix(p0[0], p1[0], p2[0], p3[0]), mix(p0[1], p1[1], p2[1], p3[1])];
}

function sidesFor(dx: number, dy: number): readonly [Side, Side] {
  if (dy >= cardHeight * 0.75) return ['bottom', 'top'];
  if (dy <= -cardHeight * 0.75) return ['top', 'bottom'];
  if (Math.abs(dx) > cardWidth * 2) return ['top', 'top'];
  return dx >= 0 ? ['right', 'left'] : ['left', 'right'];
}

function anchor(at: Position, kind: EdgeKind, side: Side): Anchor {
  const [x, y] = anchorAt(kind, side);
  return { x: at[0] + x, y: at[1] + y, side };
}

function reachOf(start: Anchor, end: Anchor): number {
  // an arc rises by three quarters of its reach, and the gap over the row is all the room it has
  if (start.side === end.side) return Math.min(gapY + 8, 28 + Math.abs(end.x - start.x) / 24);
  const along = start.side === 'left' || start.side === 'right' ? Math.abs(end.x - start.x) : Math.abs(end.y - start.y);
  return Math.max(16, Math.min(along / 2, 120));
}

function push({ x, y, side }: Anchor, by: number): Position {
  switch (side) {
    case 'top':
      return [x, y - by];
    case 'bottom':
      return [x, y + by];
    case 'left':
      return [x - by, y];
    case 'right':
      return [x + by, y];
  }
}

function point([x, y]: Position): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}
