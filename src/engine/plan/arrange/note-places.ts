import type { Position } from '../model';
import { noteHeight, noteWidth } from './frame';
import { grid } from './place';
import type { Room } from './room';

/** Room between a note and what is beside it. */
const gap = 16;

/** The free place for a note that is nearest to a wished one: there, or beside a card or another note. */
export function nearestFreeNote(room: Pick<Room, 'boxes'>, text: string, wished: Position): Position {
  const [width, height] = [noteWidth, noteHeight(text)];
  const boxes = [...room.boxes()];
  const isFree = ([x, y]: Position) =>
    !boxes.some(
      ({ left, right, top, bottom }) => left < x + width + grid && right > x - grid && top < y + height + grid && bottom > y - grid,
    );
  const [x, y]: Position = [snap(wished[0], Math.round), snap(wished[1], Math.round)];
  const [lefts, tops] = [new Set([x]), new Set([y])];
  for (const { left, right, top, bottom } of boxes) {
    if (Math.abs(left - x) > farthest || Math.abs(top - y) > farthest) continue;
    lefts.add(snap(left - width - gap, Math.floor)).add(snap(right + gap, Math.ceil));
    tops.add(snap(top - height - gap, Math.floor)).add(snap(bottom + gap, Math.ceil));
  }
  const away = ([a, b]: Position) => Math.abs(a - x) + Math.abs(b - y);
  const near = (lengths: ReadonlySet<number>, from: number) =>
    [...lengths].sort((a, b) => Math.abs(a - from) - Math.abs(b - from)).slice(0, most);
  const places = near(lefts, x).flatMap((left) => near(tops, y).map((top): Position => [left, top]));
  const free = places.sort((a, b) => away(a) - away(b)).find(isFree);
  return free ?? [snap(Math.max(x, ...boxes.map(({ right }) => right + gap)), Math.ceil), y];
}

/** Boxes farther away than this are not looked beside. */
const farthest = 3000;
/** Columns and rows that are looked at. */
const most = 60;

function snap(length: number, round: (value: number) => number): number {
  return round(length / grid) * grid;
}
