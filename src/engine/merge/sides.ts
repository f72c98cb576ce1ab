/** Three states of one thing: what two sides began with, and what each has now. */
export interface Sides<T> {
  readonly base: T;
  readonly ours: T;
  readonly theirs: T;
}

/** One of the two sides that are merged. */
export type Side = 'ours' | 'theirs';

/** The other side. */
export function otherSide(side: Side): Side {
  return side === 'ours' ? 'theirs' : 'ours';
}

/** The same of each state. */
export function eachSide<T, U>({ base, ours, theirs }: Sides<T>, of: (state: T) => U): Sides<U> {
  return { base: of(base), ours: of(ours), theirs: of(theirs) };
}

/** The own value of a map under a key; `undefined` if it has none. */
export function entry<T>(map: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}
