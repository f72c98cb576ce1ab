/** A list with one more, or one less where it has it already; nothing for an empty list, as a plan's file has it. */
export function toggled<T extends string>(list: readonly T[] | undefined, one: T): T[] | undefined {
  const next = list?.includes(one) ? list.filter((other) => other !== one) : [...(list ?? []), one];
  return next.length > 0 ? next : undefined;
}
