import { diffArrays } from 'diff';

/** A range of lines in one text, and the lines that stand in its place in another. The ends are behind the last line. */
export interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** Lines that may differ before two texts are taken for different as a whole: the time grows with their square. */
const mostDifferent = 4000;

/** The lines of a text, each with its line end. */
export function linesOf(text: string): string[] {
  const lines = text.split(/(?<=\n)/);
  return text === '' ? [] : lines;
}

/** Where two texts differ, in order. What lines have in common at both ends of a text is never part of a difference. */
export function hunksBetween(before: readonly string[], after: readonly string[]): Hunk[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const [old, now] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  if (old.length + now.length === 0) return [];
  const whole = { from: start, to: start + old.length, newFrom: start, newTo: start + now.length };
  const parts = old.length === 0 || now.length === 0 ? undefined : diffArrays(old, now, { maxEditLength: mostDifferent });
  if (!parts) return [slid(whole, before, after)];
  const hunks: Hunk[] = [];
  let [from, newFrom] = [start, start];
  let open: Hunk | undefined;
  for (const { added, removed, count } of parts) {
    const [to, newTo] = [from + (added ? 0 : count), newFrom + (removed ? 0 : count)];
    if (added || removed) open = { from: open?.from ?? from, to, newFrom: open?.newFrom ?? newFrom, newTo };
    else if (open) {
      hunks.push(open);
      open = undefined;
    }
    [from, newFrom] = [to, newTo];
  }
  if (open) hunks.push(open);
  return hunks.map((hunk) => slid(hunk, before, after));
}

/**
 * Lines that were only added or removed, moved up over equal lines so that they begin with the least indented one: an entry of a plan
 * begins with its key, and where equal lines stand before and behind it, a comparison may cut it anywhere.
 */
function slid(hunk: Hunk, before: readonly string[], after: readonly string[]): Hunk {
  const isAdded = hunk.from === hunk.to;
  if (!isAdded && hunk.newFrom !== hunk.newTo) return hunk;
  const lines = isAdded ? after : before;
  const [first, last] = isAdded ? [hunk.newFrom, hunk.newTo] : [hunk.from, hunk.to];
  let best = 0;
  for (let up = 0; first - up >= 0; up += 1) {
    if (indentAt(lines, first - up) < indentAt(lines, first - best)) best = up;
    if (first - up === 0 || lines[first - up - 1] !== lines[last - up - 1]) break;
  }
  return { from: hunk.from - best, to: hunk.to - best, newFrom: hunk.newFrom - best, newTo: hunk.newTo - best };
}

/** Spaces before the first character of a line; a blank line has more than any other. */
function indentAt(lines: readonly string[], at: number): number {
  const line = lines[at] ?? '';
  return line.trim() === '' ? Infinity : line.length - line.trimStart().length;
}
