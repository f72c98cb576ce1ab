import { isRange, type Part } from '../diff';
import { same } from '../plan';
import type { Referee } from './conflict';
import { mergedOrder } from './order';
import { eachSide, entry, type Sides } from './sides';

/* Values of a document, merged: maps key by key, lists whose order says nothing as sets, everything else as one value. */

/** What a value belongs to, for the name of a conflict. */
export interface Place {
  readonly part: Part;
  readonly id: string;
  readonly path: readonly string[];
  /** Key of the entry of a map that it is in, if it is in one. */
  readonly key?: string;
}

type Open = Readonly<Record<string, unknown>>;

/**
 * The merged value; `undefined` if it is removed.
 * @param isSet true for the path of a list whose order says nothing
 */
export function mergeValue(
  values: Sides<unknown>,
  place: Place,
  referee: Referee,
  isSet: (path: readonly string[]) => boolean = () => false,
): unknown {
  const { base, ours, theirs } = values;
  if (same(ours, theirs) || same(base, theirs)) return ours;
  if (same(base, ours)) return theirs;
  if (isOpen(ours) && isOpen(theirs)) return mergeMaps({ base: isOpen(base) ? base : {}, ours, theirs }, place, referee, isSet);
  if (isSet(place.path) && Array.isArray(ours) && Array.isArray(theirs))
    return mergeSets({ base: Array.isArray(base) ? (base as unknown[]) : [], ours, theirs });
  const kind = ours === undefined || theirs === undefined ? 'removed-and-changed' : 'both-changed';
  const { key, ...named } = place;
  referee.conflict({ kind, ...named, ...values }, key);
  return values[referee.favour];
}

function mergeMaps(maps: Sides<Open>, place: Place, referee: Referee, isSet: (path: readonly string[]) => boolean): Open {
  const merged = new Map<string, unknown>();
  for (const key of new Set([...Object.keys(maps.ours), ...Object.keys(maps.theirs)])) {
    const value = mergeValue(
      eachSide(maps, (map) => entry(map, key)),
      { ...place, path: [...place.path, key] },
      referee,
      isSet,
    );
    if (value !== undefined) merged.set(key, value);
  }
  return Object.fromEntries(mergedOrder(eachSide(maps, Object.keys), new Set(merged.keys())).map((key) => [key, merged.get(key)]));
}

/** The items of ours without those that theirs removed, and those that theirs added. */
export function mergeSets<T>({ base, ours, theirs }: Sides<readonly T[]>): T[] {
  const has = (list: readonly T[], item: T) => list.some((one) => same(one, item));
  return [
    ...ours.filter((item) => has(theirs, item) || !has(base, item)),
    ...theirs.filter((item) => !has(ours, item) && !has(base, item)),
  ];
}

/** A map whose keys are merged one by one; a range of an amount is one value. */
function isOpen(value: unknown): value is Open {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isRange(value);
}
