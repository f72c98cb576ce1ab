/*
 * The difference between two values of plain data. Libraries for this compare lists item by item against each other, which takes seconds
 * for lists of thousands, or change the old value in place; here a list differs in one contiguous range, and equal parts are shared.
 */

/** Turns one value into another. */
export type Delta =
  /** The value is replaced. */
  | { readonly to: unknown }
  /** Some entries of a map differ; `null` for those that are gone. */
  | { readonly map: Readonly<Record<string, Delta | null>> }
  /** From item `at` on, this many are replaced by `put`; then some items differ in part, by their new indices. */
  | { readonly at: number; readonly gone: number; readonly put: readonly unknown[]; readonly items?: Readonly<Record<number, Delta>> };

/**
 * @param before plain data: maps, lists and scalars; entries that are `undefined` count as absent
 * @returns `undefined` when both are equal
 */
export function deltaBetween(before: unknown, after: unknown): Delta | undefined {
  if (Object.is(before, after)) return undefined;
  if (Array.isArray(before) && Array.isArray(after)) return betweenLists(before, after);
  if (isMap(before) && isMap(after)) return betweenMaps(before, after);
  return { to: after };
}

/** Applies a difference. Everything that it does not name is shared with the value before. */
export function applyDelta(before: unknown, delta: Delta | undefined): unknown {
  if (delta === undefined) return before;
  if ('to' in delta) return delta.to;
  if ('map' in delta) {
    const after = new Map(Object.entries(before as Readonly<Record<string, unknown>>));
    for (const [key, part] of Object.entries(delta.map)) {
      if (part === null) after.delete(key);
      else after.set(key, applyDelta(after.get(key), part));
    }
    return Object.fromEntries(after);
  }
  const old = before as readonly unknown[];
  const after = [...old.slice(0, delta.at), ...delta.put, ...old.slice(delta.at + delta.gone)];
  for (const [place, part] of Object.entries(delta.items ?? {})) after[Number(place)] = applyDelta(after[Number(place)], part);
  return after;
}

function betweenMaps(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): Delta | undefined {
  const map = new Map<string, Delta | null>();
  for (const key of Object.keys(before)) if (before[key] !== undefined && entry(after, key) === undefined) map.set(key, null);
  for (const [key, value] of Object.entries(after)) {
    const part = value === undefined ? undefined : deltaBetween(entry(before, key), value);
    if (part) map.set(key, part);
  }
  return map.size > 0 ? { map: Object.fromEntries(map) } : undefined;
}

function entry(map: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/** Lists of one length differ item by item, others in one range between their common start and end. */
function betweenLists(before: readonly unknown[], after: readonly unknown[]): Delta | undefined {
  if (before.length === after.length) {
    const items: Record<number, Delta> = {};
    let count = 0;
    for (const [at, item] of after.entries()) {
      const part = deltaBetween(before[at], item);
      if (!part) continue;
      items[at] = part;
      count += 1;
    }
    if (count === 0) return undefined;
    const isOfParts = Object.values(items).every((part) => !('to' in part));
    if (isOfParts || count <= after.length / 2) return { at: 0, gone: 0, put: [], items };
  }
  const shorter = Math.min(before.length, after.length);
  let at = 0;
  while (at < shorter && deltaBetween(before[at], after[at]) === undefined) at += 1;
  let kept = 0;
  while (kept < shorter - at && deltaBetween(before[before.length - 1 - kept], after[after.length - 1 - kept]) === undefined) kept += 1;
  return { at, gone: before.length - at - kept, put: after.slice(at, after.length - kept) };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
