import { isUpright, lastOf, reachOf, type Line } from './line';
import { Segments } from './segments';
import type { Shape } from './upright';

/** Stretches nearer than this look like one, and the distance that they get. */
const tooNear = 3;
const apart = 4;
/** Length that two may share: a turn of one beside the turn of the other. */
const touching = 2;
/** Comparisons of two stretches in one plan, at least and for each edge: in a large one, places have more edges than room. */
const effort = { least: 60_000, perEdge: 15 };

/**
 * Moves the stretches apart that still lie on one line: where an edge leaves a card in the column in which another one arrives, and where
 * gaps are irregular.
 */
export function separate(lines: readonly Line[], shape: Shape): void {
  let left = Math.max(effort.least, effort.perEdge * lines.length);
  for (const vertical of [true, false]) {
    const segments = new Segments(lines, vertical);
    const isTaken = (line: Line, index: number, at: number): boolean => {
      const [low, high] = reachOf(line, index);
      if (high - low <= touching) return false;
      let taken = false;
      left -= segments.visit(at - tooNear, at + tooNear, low + touching, high - touching, (other) => (taken = other.line !== line));
      return taken;
    };
    for (const line of lines) {
      for (let index = 1; index <= lastOf(line); index += 1) {
        if (left <= 0) return;
        const isOwn = isUpright(line.startSide) === (index % 2 === 1) ? vertical : !vertical;
        if (!isOwn) continue;
        const at = line.at[index] as number;
        if (!isTaken(line, index, at)) continue;
        const free = placesBeside(line, index, shape).find((place) => !isTaken(line, index, place));
        if (free === undefined) continue;
        segments.remove({ line, index });
        line.at[index] = free;
        segments.add({ line, index });
      }
    }
  }
}

/** Where a stretch could lie instead, the nearest first. */
function placesBeside(line: Line, index: number, shape: Shape): number[] {
  const at = line.at[index] as number;
  const [low, high] = boundsOf(line, index, shape);
  const places: number[] = [];
  for (let by = apart; by <= 48; by += apart) {
    if (at + by <= high) places.push(at + by);
    if (at - by >= low) places.push(at - by);
  }
  return places;
}

/** How far a stretch can move: within its gap, and at its ends along the sides of the cards. */
function boundsOf(line: Line, index: number, { width, height }: Shape): readonly [low: number, high: number] {
  const last = lastOf(line);
  const axis = isUpright(line.startSide) === (index % 2 === 1) ? 0 : 1;
  const length = axis === 0 ? width : height;
  let [low, high] = [-Infinity, Infinity];
  if (index === 1) [low, high] = [line.from[axis] + 8, line.from[axis] + length - 8];
  if (index === last) [low, high] = [Math.max(low, line.to[axis] + 8), Math.min(high, line.to[axis] + length - 8)];
  if (index > 1 && index < last) {
    const slack = line.slack[index] ?? 0;
    const at = line.at[index] as number;
    const middle = line.middle?.[index] ?? at;
    [low, high] = [middle - slack, middle + slack];
  }
  return [low, high];
}
