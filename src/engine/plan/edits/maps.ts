/** The map with some keys set, and those set to `undefined` removed; the map itself when it is already so. Keys keep their order. */
export function merged<T extends object>(map: T, set: Partial<T>): T {
  const now = map as Readonly<Record<string, unknown>>; // read by name below
  if (Object.entries(set).every(([key, value]) => (value === undefined ? !Object.hasOwn(now, key) : now[key] === value))) return map;
  const result = { ...map } as Record<string, unknown>; // keys are added and taken away below
  for (const [key, value] of Object.entries(set)) {
    if (value === undefined) delete result[key];
    else result[key] = value;
  }
  return result as T; // the keys of both are those of T
}

/** The map without some keys. */
export function without<T>(map: Readonly<Record<string, T>>, gone: ReadonlySet<string>): Record<string, T> {
  return Object.fromEntries(Object.entries(map).filter(([id]) => !gone.has(id)));
}

/** The map with its keys in an order; unnamed ones come last, in their old order. */
export function inOrder<T>(map: Readonly<Record<string, T>>, order: readonly string[]): Record<string, T> {
  const result: Record<string, T> = {};
  for (const key of order) if (Object.hasOwn(map, key)) result[key] = map[key] as T;
  for (const key of Object.keys(map)) if (!Object.hasOwn(result, key)) result[key] = map[key] as T;
  return result;
}
