import { diff3Merge } from 'node-diff3';

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
    return JSON.stringify(sorted(JSON.parse(one))) === JSON.stringify(sorted(JSON.parse(other)));
  } catch {
    return false;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
