import { compareText } from '../edge-order';
import type { Edge, NodeId, Position } from '../model';
import type { Shape } from './upright';
import type { Side } from './sides';

/**
 * The line of an edge in an upright drawing: stretches along the axes, each at a right angle to the one before. `at` holds one number for each
 * stretch, its place across itself (x of a vertical one, y of a horizontal one), between the numbers of both ends. So stretch `i` lies at
 * `at[i]` and reaches from `at[i - 1]` to `at[i + 1]`.
 */
export interface Line {
  readonly edge: Edge;
  readonly id: string;
  readonly from: Position;
  readonly to: Position;
  startSide: Side;
  endSide: Side;
  at: number[];
  /** How far each stretch can move to either side. The first and the last one move along the side of their card. */
  slack: number[];
  /** The middle of the gap of each stretch, once stretches have been spread. */
  middle?: readonly number[];
}

/** True if a stretch is vertical. @param stretch from 1 to `lastOf` */
export function isVertical({ startSide }: Pick<Line, 'startSide'>, stretch: number): boolean {
  return startSide === 'top' || startSide === 'bottom' ? stretch % 2 === 1 : stretch % 2 === 0;
}

/** The number of the last stretch; the first is 1. */
export function lastOf({ at }: Pick<Line, 'at'>): number {
  return at.length - 2;
}

/** The ends of a stretch along itself. */
export function reachOf({ at }: Pick<Line, 'at'>, stretch: number): readonly [low: number, high: number] {
  const [a, b] = [at[stretch - 1] as number, at[stretch + 1] as number]; // every stretch has both
  return a < b ? [a, b] : [b, a];
}

/** Corners and ends of a line. */
export function cornersOf(line: Pick<Line, 'at' | 'startSide'>): Position[] {
  const points: Position[] = [];
  for (let next = 1; next < line.at.length; next += 1) {
    const [one, other] = [line.at[next - 1] as number, line.at[next] as number];
    points.push(isVertical(line, next) ? [other, one] : [one, other]);
  }
  return points;
}

/** A side as a place: where a line that leaves it begins, along its first stretch. */
export function sidePlace([x, y]: Position, side: Side, { width, height }: Shape): number {
  return { top: y, bottom: y + height, left: x, right: x + width }[side];
}

export function isUpright(side: Side): boolean {
  return side === 'top' || side === 'bottom';
}

/** The order in which lines are looked at, so that the order of edges in the file does not matter. */
export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return compareText(a.id, b.id);
}

/** Room that a line keeps from the cards it passes. */
export const clearance = 6;

/** How far a stretch in the middle of a gap can move to either side. */
export function slackIn(gap: number): number {
  return gap / 2 - clearance;
}

/** One end of a line, on a side of a card. */
export interface End {
  readonly line: Line;
  readonly isStart: boolean;
}

/** The ends on each side of each card. */
export function endsBySide(lines: readonly Line[]): End[][] {
  const byNode: Readonly<Record<Side, Map<NodeId, End[]>>> = { top: new Map(), right: new Map(), bottom: new Map(), left: new Map() };
  const put = (node: NodeId, side: Side, end: End) => {
    const list = byNode[side].get(node);
    if (list) list.push(end);
    else byNode[side].set(node, [end]);
  };
  for (const line of lines) {
    put(line.edge.from, line.startSide, { line, isStart: true });
    put(line.edge.to, line.endSide, { line, isStart: false });
  }
  return Object.values(byNode).flatMap((ends) => [...ends.values()]);
}
