import type { Sides } from '../sides';
import { hunksBetween, linesOf } from './hunks';
import type { Region } from './three-way';

/** Length of conflict marks when git does not say otherwise. */
export const usualMarks = 7;

/** A text with conflict marks, and how many conflicts they mark. */
export interface Marked {
  readonly text: string;
  readonly conflicts: number;
}

/** Two texts as one: where they differ, both stand between marks. Taking ours everywhere gives the first text, theirs the second. */
export function markedDifference(ours: string, theirs: string, size = usualMarks): Marked {
  const [mine, yours] = [linesOf(ours), linesOf(theirs)];
  const regions: Region[] = [];
  let at = 0;
  for (const { from, to, newFrom, newTo } of hunksBetween(mine, yours)) {
    regions.push({ agreed: mine.slice(at, from) }, { base: [], ours: mine.slice(from, to), theirs: yours.slice(newFrom, newTo) });
    at = to;
  }
  return markedRegions([...regions, { agreed: mine.slice(at) }], size);
}

/** Merged lines as a text, with both sides between marks where they disagree. */
export function markedRegions(regions: readonly Region[], size = usualMarks): Marked {
  const lines: string[] = [];
  let conflicts = 0;
  const end = regions.some((region) => ('agreed' in region ? region.agreed : region.ours).some((line) => line.endsWith('\r\n')))
    ? '\r\n'
    : '\n';
  const whole = (line: string) => (line.endsWith('\n') ? line : line + end); // the last line of a file may have no end
  for (const region of regions) {
    if ('agreed' in region) {
      lines.push(...region.agreed);
      continue;
    }
    conflicts += 1;
    const { before, ours, theirs, behind } = withoutCommon(region);
    lines.push(...before);
    lines.push(`${'<'.repeat(size)} ours${end}`, ...ours.map(whole), `${'='.repeat(size)}${end}`, ...theirs.map(whole));
    lines.push(`${'>'.repeat(size)} theirs${end}`, ...behind);
  }
  return { text: lines.map((line, at) => (at < lines.length - 1 ? whole(line) : line)).join(''), conflicts };
}

/** A disagreement without the lines that both sides begin and end with. */
function withoutCommon({ ours, theirs }: Sides<readonly string[]>) {
  let start = 0;
  while (start < ours.length && start < theirs.length && ours[start] === theirs[start]) start += 1;
  let end = 0;
  while (end < ours.length - start && end < theirs.length - start && ours.at(-1 - end) === theirs.at(-1 - end)) end += 1;
  return {
    before: ours.slice(0, start),
    ours: ours.slice(start, ours.length - end),
    theirs: theirs.slice(start, theirs.length - end),
    behind: ours.slice(ours.length - end),
  };
}
