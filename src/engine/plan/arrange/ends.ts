import { byId, endsBySide, isUpright, lastOf, slackIn, type End, type Line } from './line';
import type { Shape } from './upright';

/** Room that ends keep from the corners of a card, and between each other. */
const corner = 12;
const apart = { upright: 20, aside: 14 };
/** Ends nearer than this look like one. */
const least = 5;

/**
 * Gives each end of an edge its own place on the side of its card, in the order of where the edges lead, so that inputs and outputs are
 * apart and few edges cross. Edges that can be straight are made so.
 */
export function placeEnds(lines: readonly Line[], shape: Shape): void {
  const byLine = new Map<Line, { start?: Place; end?: Place }>(lines.map((line) => [line, {}]));
  for (const ends of endsBySide(lines)) {
    const sorted = ends.map((end) => ({ end, key: keyOf(end) })).sort((a, b) => a.key - b.key || order(a.end, b.end));
    const [first] = ends as [End]; // each list has one
    const upright = isUpright(sideOf(first));
    const card = first.isStart ? first.line.from : first.line.to;
    const [low, length] = upright ? [card[0], shape.width] : [card[1], shape.height];
    const room = length - 2 * corner;
    const step = sorted.length > 1 ? Math.min(upright ? apart.upright : apart.aside, room / (sorted.length - 1)) : 0;
    const all: Place[] = [];
    sorted.forEach(({ end }, index) => {
      const at = Math.round((low + length / 2 + (index - (sorted.length - 1) / 2) * step) * 2) / 2;
      const place = { at, low: low + corner, high: low + length - corner, index, all };
      all.push(place);
      const both = byLine.get(end.line);
      if (both) both[end.isStart ? 'start' : 'end'] = place;
    });
  }
  for (const line of lines) {
    const { start, end } = byLine.get(line) ?? {};
    if (start && end && lastOf(line) === 1) align(start, end);
  }
  for (const line of lines) {
    const { start, end } = byLine.get(line) ?? {};
    if (start && end) put(line, start, end, shape);
  }
}

/** The place of an end along a side, among the others there. */
interface Place {
  at: number;
  readonly low: number;
  readonly high: number;
  readonly index: number;
  readonly all: readonly Place[];
}

/** Where an edge leads from one of its ends, along the side that it is on. */
function keyOf({ line, isStart }: End): number {
  const { at } = line;
  const last = lastOf(line);
  if (last === 1) return isUpright(line.startSide) ? (isStart ? line.to[0] : line.from[0]) : isStart ? line.to[1] : line.from[1];
  if (last === 2) return isStart ? (at[0] as number) : (at[3] as number);
  return (isStart ? at[3] : at[last - 2]) as number;
}

function sideOf({ line, isStart }: End) {
  return isStart ? line.startSide : line.endSide;
}

function order(a: End, b: End): number {
  return byId(a.line, b.line) || (a.isStart === b.isStart ? 0 : a.isStart ? -1 : 1);
}

/** Moves both ends of an edge to one place, if the others leave room for it. */
function align(start: Place, end: Place): void {
  const [a, b] = [roomOf(start), roomOf(end)];
  const [low, high] = [Math.max(a.low, b.low), Math.min(a.high, b.high)];
  if (low > high) return;
  const wished = start.all.length >= end.all.length ? start.at : end.at;
  start.at = end.at = Math.min(Math.max(wished, low), high);
}

function roomOf({ all, index, low, high, at }: Place): { readonly low: number; readonly high: number } {
  const [before, after] = [all[index - 1], all[index + 1]];
  return {
    low: before ? Math.min(at, before.at + least) : low,
    high: after ? Math.max(at, after.at - least) : high,
  };
}

/** Puts a line between its two ends. A straight one whose ends differ gets a stretch across, in the gap where it leaves. */
function put(line: Line, start: Place, end: Place, shape: Shape): void {
  const last = lastOf(line);
  if (last === 1 && start.at !== end.at) {
    const [a, b] = [line.at[0] as number, line.at[2] as number];
    const gap = isUpright(line.startSide) ? shape.gapY : shape.gapX;
    const across = Math.abs(b - a) > 1.5 * gap ? a + (Math.sign(b - a) * gap) / 2 : (a + b) / 2;
    line.at = [a, start.at, across, end.at, b];
    line.slack = [0, 0, Math.min(slackIn(gap), Math.abs(b - a) / 2 - 4), 0, 0];
    return;
  }
  line.at[1] = start.at;
  line.at[last] = end.at;
}
