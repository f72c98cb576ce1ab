/** Adds an item to a list, or removes it; returns nothing for an empty list, as in a plan's file. */
export function toggled<T extends string>(list: readonly T[] | undefined, one: T): T[] | undefined {
  const next = list?.includes(one) ? list.filter((other) => other !== one) : [...(list ?? []), one];
  return next.length > 0 ? next : undefined;
}
