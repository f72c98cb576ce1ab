import type { Position } from '../model';
import { edgeKindIds, type EdgeKind } from '../vocabulary';
import { cardHeight, cardWidth, gapX, gapY } from './place';

/** The way of an edge between two cards, the same on the canvas and on paper. */
export interface Route {
  /** Where it leaves and arrives, each with the side of the card. */
  readonly start: Anchor;
  readonly end: Anchor;
  /** The way as an SVG path, rounded to a tenth so that the same plan gives the same text. */
  readonly path: string;
  /** A point on the way, for a label or a mark. */
  readonly middle: Position;
}

export type Side = 'top' | 'right' | 'bottom' | 'left';
export interface Anchor {
  readonly x: number;
  readonly y: number;
  readonly side: Side;
}

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
 * Routes an edge: down from a card to one below it, up to one above it, across to a neighbour in the row, in an arc over the row to
 * one farther along, and through the gap between columns past rows that lie in between.
 */
export function routeEdge(from: Position, to: Position, kind: EdgeKind): Route {
  const dx = to[0] - from[0];
  const dy = to[1] - from[1];
  const [startSide, endSide] = sidesFor(dx, dy);
  const start = anchor(from, kind, startSide);
  const end = anchor(to, kind, endSide);
  if (startSide !== endSide && (startSide === 'top' || startSide === 'bottom') && Math.abs(dy) > pitch * 1.75)
    return throughChannel(start, end, from, to, kind);
  const reach = reachOf(start, end, startSide, endSide);
  const [a, b] = [push(start, reach), push(end, reach)];
  return {
    start,
    end,
    path: `M${point(start.x, start.y)}C${point(...a)} ${point(...b)} ${point(end.x, end.y)}`,
    middle: pointOn(start, [a, b], end, 0.5),
  };
}

/** Rows lie this far apart at least. */
const pitch = cardHeight + gapY;

/** Past the rows in between an edge keeps to the gap between columns, each kind on a track of its own, so that it is not hidden by cards. */
function throughChannel(start: Anchor, end: Anchor, from: Position, to: Position, kind: EdgeKind): Route {
  const track = (edgeKindIds.indexOf(kind) - (slots - 1) / 2) * 3;
  const channels = [from[0] - gapX / 2, from[0] + cardWidth + gapX / 2, to[0] - gapX / 2, to[0] + cardWidth + gapX / 2].map(
    (x) => x + track,
  );
  const detour = (x: number) => Math.abs(x - start.x) + Math.abs(x - end.x);
  const x = channels.reduce((best, channel) => (detour(channel) < detour(best) ? channel : best));
  const down = end.y > start.y ? 1 : -1;
  const [enter, leave] = [start.y + down * gapY, end.y - down * gapY];
  const half = (down * gapY) / 2;
  return {
    start,
    end,
    path:
      `M${point(start.x, start.y)}C${point(start.x, start.y + half)} ${point(x, enter - half)} ${point(x, enter)}` +
      `L${point(x, leave)}C${point(x, leave + half)} ${point(end.x, end.y - half)} ${point(end.x, end.y)}`,
    middle: [x, (enter + leave) / 2],
  };
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

function reachOf(start: Anchor, end: Anchor, startSide: Side, endSide: Side): number {
  if (startSide === endSide) return 28 + Math.min(60, Math.abs(end.x - start.x) / 12);
  const along = startSide === 'left' || startSide === 'right' ? Math.abs(end.x - start.x) : Math.abs(end.y - start.y);
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

function pointOn(start: Anchor, [a, b]: readonly [Position, Position], end: Anchor, t: number): Position {
  const mix = (p0: number, p1: number, p2: number, p3: number) =>
    (1 - t) ** 3 * p0 + 3 * (1 - t) ** 2 * t * p1 + 3 * (1 - t) * t ** 2 * p2 + t ** 3 * p3;
  return [mix(start.x, a[0], b[0], end.x), mix(start.y, a[1], b[1], end.y)];
}

function point(x: number, y: number): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}
