/** Replaces `oncePer` of the catalog: clears its cache before each test, so that no test depends on values of another one. */

const kept = new Set<{ values: WeakMap<object, unknown> }>();

export function oncePer<K extends object, T>(make: (of: K) => T): (of: K) => T {
  const known = { values: new WeakMap<object, unknown>() };
  kept.add(known);
  return (of) => {
    if (!known.values.has(of)) known.values.set(of, make(of));
    return known.values.get(of) as T; // only `make` fills it
  };
}

export function forget(): void {
  for (const known of kept) known.values = new WeakMap();
}
