/** Something that wants a place along a line. */
export interface Wish {
  readonly at: number;
  readonly length: number;
}

/**
 * Places along a line, each as near as possible to where it is wanted, so that none overlaps another. There must be room for all.
 * @returns the start of each, in the order of the wishes
 */
export function spreadAlong(wishes: readonly Wish[], from: number, to: number): readonly number[] {
  const order = wishes.map((_, at) => at).sort((a, b) => (wishes[a]?.at ?? 0) - (wishes[b]?.at ?? 0) || a - b);
  const starts: number[] = [];
  let free = from;
  for (const index of order) {
    const { at, length } = wishes[index] as Wish;
    const start = Math.max(free, at - length / 2);
    starts[index] = start;
    free = start + length;
  }
  let limit = to;
  for (const index of order.reverse()) {
    const { length } = wishes[index] as Wish;
    const start = Math.min(starts[index] as number, limit - length);
    starts[index] = start;
    limit = start;
  }
  return starts;
}
