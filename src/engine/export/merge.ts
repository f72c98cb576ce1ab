import { diff3Merge } from 'node-diff3';
import { inOrder, mergeJson, sameLayout } from './merge-json';

/** A text that two sides changed, joined. */
export interface Merged {
  readonly text: string;
  /** Number of places that both sides changed in different ways; each is marked in the text. */
  readonly conflicts: number;
}

/**
 * Joins a person's edits of an exported file with what the plan gives now, line by line, as git merges.
 * @param base the text of the last export
 * @param edited the file as it is
 * @param next the text of this export
 */
export function mergeExport(base: string, edited: string, next: string): Merged {
  if (edited === next || base === next) return { text: edited, conflicts: 0 };
  if (base === edited) return { text: next, conflicts: 0 };
  const lines = (text: string) => text.split('\n');
  let conflicts = 0;
  const merged = diff3Merge(lines(edited), lines(base), lines(next), { excludeFalseConflicts: true }).flatMap((region) => {
    if (region.ok) return region.ok;
    if (!region.conflict) return [];
    conflicts += 1;
    return ['<<<<<<< edited here', ...region.conflict.a, '=======', ...region.conflict.b, '>>>>>>> exported from the plan'];
  });
  return { text: merged.join('\n'), conflicts };
}

/**
 * Joins edits of a file with what the plan gives now: JSON by its values where its lines do not go together, everything else by its lines.
 */
export function mergeFile(path: string, base: string, edited: string, next: string): Merged {
  const byLine = mergeExport(base, edited, next);
  if (!path.endsWith('.json') || (byLine.conflicts === 0 && isJson(byLine.text))) return byLine;
  const byValue = mergeJson(base, edited, next);
  if (byValue !== undefined) return { text: byValue, conflicts: 0 };
  const texts = sameLayout(base, edited, next);
  return texts ? mergeExport(...texts) : byLine;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** True if a text has conflict marks of an earlier merge that nobody resolved. */
export function hasConflictMarks(text: string): boolean {
  return /^<{7} edited here$/m.test(text) && /^>{7} exported from the plan$/m.test(text);
}

/** True if two texts of a file mean the same: JSON by its values, since tools write it in another layout, everything else by its bytes. */
export function sameExport(path: string, one: string, other: string): boolean {
  if (one === other) return true;
  if (one.replace(/\r\n/g, '\n') === other.replace(/\r\n/g, '\n')) return true;
  if (!path.endsWith('.json')) return false;
  try {
    const text = (json: string) => JSON.stringify(inOrder(JSON.parse(json) as Parameters<typeof inOrder>[0]));
    return text(one) === text(other);
  } catch {
    return false;
  }
}
