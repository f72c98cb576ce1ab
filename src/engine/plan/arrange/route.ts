import type { Position } from '../model';
import { edgeKindIds, type Direction, type EdgeKind } from '../vocabulary';
import { directLine } from './choose-lines';
import { cornersOf, lastOf, type Line } from './line';
import { sidesFor, type Anchor, type Side } from './sides';
import { shapeOf, turned, type Shape } from './upright';

export type { Anchor, Side } from './sides';

/** The path of an edge between two cards, the same on the canvas and on paper. */
export interface Route {
  /** Both ends of the edge, each with the side of the card. */
  readonly start: Anchor;
  readonly end: Anchor;
  /** The path in SVG syntax, rounded to a tenth so that the same plan gives the same text: lines, and a curve at each turn. */
  readonly path: string;
  /** A point on the path, for a label or a mark. */
  readonly middle: Position;
  /** The least and the greatest x that it can reach. */
  readonly extent: readonly [left: number, right: number];
}

/** Edges of one kind start at one point of a side while they are drawn or moved. */
const slots = 8; // in the middle of the side; requests, which came later, leave right of them

/** Point where a new edge of a kind leaves a side of a card at the origin. */
export function anchorAt(kind: EdgeKind, side: Side, { width, height, slotX, slotY } = shapeOf()): Position {
  const slot = edgeKindIds.indexOf(kind) - (slots - 1) / 2;
  switch (side) {
    case 'top':
      return [along(width, slot * slotX), 0];
    case 'bottom':
      return [along(width, slot * slotX), height];
    case 'left':
      return [0, along(height, slot * slotY)];
    case 'right':
      return [width, along(height, slot * slotY)];
  }
}

/** A place on a side, from its middle, and before its round corner. */
function along(length: number, fromMiddle: number): number {
  return Math.min(length / 2 + fromMiddle, length - 7);
}

/**
 * Routes one edge as if there were no other cards: down to a card below, up to one above, across to a neighbour in the row, over the row
 * to one farther along, around the corner to the card itself. `routeEdges` routes those of a plan around its cards.
 */
export function routeEdge(from: Position, to: Position, kind: EdgeKind, direction?: Direction): Route {
  const shape = shapeOf(direction);
  const line = directLine({ from: '', to: '', kind }, '', turned(from, direction), turned(to, direction), shape);
  const [start, end] = [anchorAt(kind, line.startSide, shape), anchorAt(kind, line.endSide, shape)];
  const own = (anchor: Position, card: Position, side: Side) =>
    side === 'top' || side === 'bottom' ? card[0] + anchor[0] : card[1] + anchor[1];
  const [a, b] = [own(start, line.from, line.startSide), own(end, line.to, line.endSide)];
  const last = lastOf(line);
  if (last === 1 && a !== b) {
    const [low, high] = [line.at[0] as number, line.at[2] as number];
    line.at = [low, a, (low + high) / 2, b, high];
  } else [line.at[1], line.at[last]] = [a, b];
  return routeOf(line, direction);
}

/** Both ends of an edge in an upright drawing, as if there were no other edges. */
export function endsOf(from: Position, to: Position, kind: EdgeKind, shape: Shape): readonly [start: Anchor, end: Anchor] {
  const [startSide, endSide] = sidesFor(to[0] - from[0], to[1] - from[1], shape);
  return [anchor(from, kind, startSide, shape), anchor(to, kind, endSide, shape)];
}

function anchor(at: Position, kind: EdgeKind, side: Side, shape: Shape): Anchor {
  const [x, y] = anchorAt(kind, side, shape);
  return { x: at[0] + x, y: at[1] + y, side };
}

/** Radius of a turn, where the stretches beside it are long enough. */
const radius = 8;

/**
 * The route along a line of an upright drawing.
 * @param direction of the drawing that the route is for
 * @param middle a better place for a label than half way
 */
export function routeOf(line: Line, direction: Direction | undefined, middle?: Position): Route {
  const upright = cornersOf(line);
  const corners = direction === 'left-to-right' ? upright.map((at) => turned(at, direction)) : upright;
  const [from, to] = [corners[0], corners.at(-1)] as [Position, Position];
  let [left, right] = [Infinity, -Infinity];
  for (const [x] of corners) {
    if (x < left) left = x;
    if (x > right) right = x;
  }
  return {
    start: { x: from[0], y: from[1], side: turnedSide(line.startSide, direction) },
    end: { x: to[0], y: to[1], side: turnedSide(line.endSide, direction) },
    path: pathOf(corners),
    middle: middle ? turned(middle, direction) : halfWay(corners),
    extent: [left, right],
  };
}

function pathOf(corners: readonly Position[]): string {
  let path = `M${point(corners[0] as Position)}`;
  for (let at = 1; at < corners.length - 1; at += 1) {
    const [before, corner, after] = [corners[at - 1], corners[at], corners[at + 1]] as [Position, Position, Position];
    const [a, b] = [lengthOf(before, corner), lengthOf(corner, after)];
    const round = Math.min(radius, a / 2, b / 2);
    if (round < 0.5) path += `L${point(corner)}`;
    else path += `L${point(towards(corner, before, round / a))}Q${point(corner)} ${point(towards(corner, after, round / b))}`;
  }
  return `${path}L${point(corners.at(-1) as Position)}`;
}

function lengthOf([x, y]: Position, [u, v]: Position): number {
  return Math.abs(x - u) + Math.abs(y - v); // along one axis
}

function towards([x, y]: Position, [u, v]: Position, share: number): Position {
  return [x + (u - x) * share, y + (v - y) * share];
}

/** The point half way along a line. */
function halfWay(corners: readonly Position[]): Position {
  const lengths = corners.slice(1).map((corner, at) => lengthOf(corners[at] as Position, corner));
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2;
  for (const [at, length] of lengths.entries()) {
    if (left <= length) return towards(corners[at] as Position, corners[at + 1] as Position, length === 0 ? 0 : left / length);
    left -= length;
  }
  return corners[0] as Position;
}

function point([x, y]: Position): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}

const turnedSides: Readonly<Record<Side, Side>> = { top: 'left', left: 'top', bottom: 'right', right: 'bottom' };

function turnedSide(side: Side, direction: Direction | undefined): Side {
  return direction === 'left-to-right' ? turnedSides[side] : side;
}
