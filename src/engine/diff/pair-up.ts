/** Pairs of equal things, by their indices in both lists. */
export interface Paired {
  /** Index before by index after. */
  readonly beforeOf: ReadonlyMap<number, number>;
  /** Indices before without a partner, ascending. */
  readonly removed: readonly number[];
}

/** What makes two things the same. `undefined` for a thing that it says nothing about. */
export interface Likeness<T> {
  readonly keyOf: (item: T, side: 'before' | 'after') => string | undefined;
  /** Pairs two things only if no other one is like them on either side; otherwise the first goes with the first, and so on. */
  readonly onlyUnique?: true;
}

/**
 * Pairs the things of two lists by likenesses, the strongest first. Exchanging the lists gives the same pairs.
 */
export function pairUp<T>(before: readonly T[], after: readonly T[], likenesses: readonly Likeness<T>[]): Paired {
  const beforeOf = new Map<number, number>();
  const taken = new Set<number>();
  for (const { keyOf, onlyUnique } of likenesses) {
    const olds = byKey(before, taken, (item) => keyOf(item, 'before'));
    const news = byKey(after, new Set(beforeOf.keys()), (item) => keyOf(item, 'after'));
    for (const [key, indices] of news) {
      const others = olds.get(key) ?? [];
      if (onlyUnique && (indices.length > 1 || others.length > 1)) continue;
      for (const [at, index] of indices.entries()) {
        const other = others[at];
        if (other === undefined) break;
        beforeOf.set(index, other);
        taken.add(other);
      }
    }
  }
  return { beforeOf, removed: before.flatMap((_, at) => (taken.has(at) ? [] : [at])) };
}

function byKey<T>(items: readonly T[], taken: ReadonlySet<number>, keyOf: (item: T) => string | undefined): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [at, item] of items.entries()) {
    if (taken.has(at)) continue;
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(at);
    else groups.set(key, [at]);
  }
  return groups;
}

/** A value as text, whatever the order of its keys. */
export function textOf(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
