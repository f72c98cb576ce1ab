import type { Paired } from '../../diff';
import { eachSide, type Sides } from '../sides';

/* Lists of things without names, such as edges and waivers, as maps under common keys. */

/** How the items of a list are recognised. */
export interface Recognising<T> {
  /** Pairs the items of two lists. */
  readonly pair: (before: readonly T[], after: readonly T[]) => Paired;
  /** What a new item is recognised by on the other side. */
  readonly idOf: (item: T) => string;
}

/** Three lists as maps: an item has the same key wherever it is, changed or not. */
export function keyedItems<T>(lists: Sides<readonly T[]>, { pair, idOf }: Recognising<T>): Sides<Readonly<Record<string, T>>> {
  const keyed = (list: readonly T[], known: ReadonlyMap<number, number>): Record<string, T> => {
    const seen = new Map<string, number>();
    return Object.fromEntries(
      list.map((item, at) => {
        const before = known.get(at);
        if (before !== undefined) return [`=${before}`, item];
        const id = idOf(item);
        const count = seen.get(id) ?? 0;
        seen.set(id, count + 1);
        return [`+${count} ${id}`, item];
      }),
    );
  };
  const own = new Map(lists.base.map((_, at) => [at, at]));
  const known = {
    base: own,
    ours: pair(lists.base, lists.ours).beforeOf,
    theirs: pair(lists.base, lists.theirs).beforeOf,
  };
  return eachSide(
    { base: [lists.base, known.base], ours: [lists.ours, known.ours], theirs: [lists.theirs, known.theirs] } as const,
    ([list, places]) => keyed(list, places),
  );
}
