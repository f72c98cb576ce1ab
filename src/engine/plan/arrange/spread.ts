import { byId, isVertical, lastOf, type Line } from './line';

/** Between two edges in one gap, where there is room for it. */
const trackStep = 8;
/** Stretches that end nearer to each other than this do not lie on one line. */
const margin = 10;
/** Groups of more stretches than this are sorted by a simple rule: comparing all pairs would take too long. */
const most = 80;

/** A stretch of a line between two turns, which can move across. */
interface Stretch {
  readonly line: Line;
  readonly index: number;
  readonly low: number;
  readonly high: number;
  /** Its two ends along it; `before` is true if the line comes from before the stretch (above, left) there, else from after it. */
  readonly a: number;
  readonly aBefore: boolean;
  readonly b: number;
  readonly bBefore: boolean;
}

/**
 * Moves stretches that would lie on one line apart, each on a track of its own, in the order in which the fewest lines cross.
 */
export function spread(lines: readonly Line[]): void {
  for (const vertical of [true, false]) {
    const gaps = new Map<number, Stretch[]>();
    for (const line of lines) {
      for (let index = 2; index < lastOf(line); index += 1) {
        if (isVertical(line, index) !== vertical) continue;
        const at = Math.round(line.at[index] as number);
        const list = gaps.get(at);
        const one = stretchOf(line, index);
        if (list) list.push(one);
        else gaps.set(at, [one]);
      }
    }
    for (const inGap of gaps.values()) if (inGap.length > 1) for (const group of groupsOf(inGap)) if (group.length > 1) place(group);
  }
}

function stretchOf(line: Line, index: number): Stretch {
  const { at } = line;
  const own = at[index] as number;
  const [a, b] = [at[index - 1] as number, at[index + 1] as number];
  return {
    ...{ line, index, low: Math.min(a, b), high: Math.max(a, b) },
    ...{ a, aBefore: (at[index - 2] as number) < own, b, bBefore: (at[index + 2] as number) < own },
  };
}

/** Groups of stretches that lie beside each other, one group after the other along the gap. */
function groupsOf(stretches: Stretch[]): Stretch[][] {
  stretches.sort((a, b) => a.low - b.low);
  const groups: Stretch[][] = [];
  let reach = -Infinity;
  for (const one of stretches) {
    const group = groups.at(-1);
    if (group && one.low <= reach + margin) group.push(one);
    else groups.push([one]);
    reach = Math.max(reach, one.high);
  }
  return groups;
}

function place(group: readonly Stretch[]): void {
  const simple = [...group].sort(simpleOrder);
  const sorted = simple.length > most ? simple : leastCrossing(simple);
  const tracks = tracksOf(sorted);
  const last = tracks.reduce((greatest, track) => Math.max(greatest, track), 0);
  if (last === 0) return;
  sorted.forEach(({ line, index }, at) => {
    const slack = line.slack[index] ?? 0;
    const step = Math.min(trackStep, (2 * slack) / last);
    line.middle ??= [...line.at];
    line.at[index] = (line.at[index] as number) + ((tracks[at] as number) - last / 2) * step;
  });
}

/** Those that lead back first, the far ones last; then those that lead on, the far ones first. */
function simpleOrder(a: Stretch, b: Stretch): number {
  return rank(a) - rank(b) || byId(a.line, b.line);
}

function rank({ a, aBefore, b, bBefore, low, high }: Stretch): number {
  if (aBefore && bBefore) return low - high - 1e7;
  if (!aBefore && !bBefore) return 1e7 + low - high;
  const [first, second] = aBefore ? [a, b] : [b, a];
  return second < first ? first - 1e6 : 1e6 - first;
}

/** Inserts one after the other where it crosses the fewest. */
function leastCrossing(stretches: readonly Stretch[]): Stretch[] {
  let sorted: Stretch[] = [];
  for (const one of stretches) sorted = inserted(sorted, one);
  if (stretches.length <= most / 2)
    for (const one of stretches)
      sorted = inserted(
        sorted.filter((other) => other !== one),
        one,
      );
  return sorted;
}

function inserted(sorted: readonly Stretch[], one: Stretch): Stretch[] {
  let [cost, best, bestAt] = [0, 0, 0];
  for (let at = 0; at < sorted.length; at += 1) {
    const other = sorted[at] as Stretch; // its index is below the length
    if (other.low > one.high + margin || other.high < one.low - margin) {
      if (cost <= best) bestAt = at + 1;
      continue;
    }
    cost += crossings(other, one) - crossings(one, other);
    if (cost <= best) [best, bestAt] = [cost, at + 1];
  }
  return sorted.toSpliced(bestAt, 0, one);
}

/** Two lines at one place look like one: worse than any crossing. */
const onOneLine = 50;

/** The number of times that two stretches cross if one lies before (above, left of) the other. */
function crossings(one: Stretch, other: Stretch): number {
  let count = 0;
  if (other.aBefore) count += meets(other.a, one);
  if (other.bBefore) count += meets(other.b, one);
  if (!one.aBefore) count += meets(one.a, other) + together(one.a, other);
  if (!one.bBefore) count += meets(one.b, other) + together(one.b, other);
  return count;
}

/** The cost of a line that leaves after its stretch where another line comes to its own. */
function together(at: number, { a, aBefore, b, bBefore }: Stretch): number {
  return (aBefore && Math.abs(a - at) < 4) || (bBefore && Math.abs(b - at) < 4) ? onOneLine : 0;
}

function meets(at: number, { low, high }: Stretch): number {
  if (at < low || at > high) return 0;
  return at === low || at === high ? 0.5 : 1;
}

/** The track of each stretch: after those that it lies beside and that come first. */
function tracksOf(sorted: readonly Stretch[]): Float64Array {
  const [lows, highs] = [new Float64Array(sorted.length), new Float64Array(sorted.length)];
  const tracks = new Float64Array(sorted.length);
  for (let at = 0; at < sorted.length; at += 1) {
    const { low, high } = sorted[at] as Stretch; // its index is below the length
    const [from, to] = [low - margin, high + margin];
    let track = 0;
    for (let before = 0; before < at; before += 1) {
      const taken = tracks[before] as number;
      if (taken >= track && (lows[before] as number) < to && (highs[before] as number) > from) track = taken + 1;
    }
    lows[at] = low;
    highs[at] = high;
    tracks[at] = track;
  }
  return tracks;
}
