import { same } from '../plan';
import type { Part } from '../diff';
import type { Referee } from './conflict';
import { mergedOrder } from './order';
import { eachSide, entry, otherSide, type Side, type Sides } from './sides';
import { mergeValue } from './values';

/* Maps of named things, merged by name. */

/** How the entries of a map are merged. */
export interface Merging<T> {
  readonly part: Part;
  /** The name of an entry in messages. */
  readonly idOf: (key: string) => string;
  /** The parts of an entry that count; by default the whole of it. */
  readonly counts?: (value: T) => unknown;
  /** True if a side did something to an entry that does not show in the entry itself, such as a new name, or a new edge at a node. */
  readonly isTouched?: (side: Side, key: string) => boolean;
  /** Merges an entry that both sides have; by default key by key. */
  readonly merge?: (values: Sides<T | undefined>, key: string) => T;
}

/**
 * The merged map. What one side removed and the other changed is a conflict.
 * @param maps under common keys
 */
export function mergeEntries<T>(
  maps: Sides<Readonly<Record<string, T>>>,
  { part, idOf, counts = (value) => value, isTouched = () => false, merge }: Merging<T>,
  referee: Referee,
): Record<string, T> {
  const merged = new Map<string, T>();
  const keys = eachSide(maps, Object.keys);
  for (const key of new Set([...keys.ours, ...keys.theirs])) {
    const values = eachSide(maps, (map) => entry(map, key));
    const { base, ours, theirs } = values;
    if (ours !== undefined && theirs !== undefined) {
      const value = merge ? merge(values, key) : (mergeValue(values, { part, id: idOf(key), path: [], key }, referee) as T); // both have one
      merged.set(key, value);
      continue;
    }
    const keeper: Side = ours === undefined ? 'theirs' : 'ours';
    const kept = values[keeper] as T; // it is a key of one of the two
    if (base === undefined) {
      merged.set(key, kept);
      continue;
    }
    if (same(counts(base), counts(kept)) && !isTouched(keeper, key)) continue;
    referee.conflict({ kind: 'removed-and-changed', part, id: idOf(key), path: [], ...values }, key);
    if (referee.favour !== otherSide(keeper)) merged.set(key, kept);
  }
  return Object.fromEntries(mergedOrder(keys, new Set(merged.keys())).map((key) => [key, merged.get(key) as T])); // a key of the map
}
