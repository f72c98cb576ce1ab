/** The smallest of some numbers, however many; `Infinity` of none. `Math.min(...)` fails with more numbers than a call takes arguments. */
export function least(numbers: Iterable<number>): number {
  let result = Infinity;
  for (const one of numbers) result = Math.min(result, one);
  return result;
}

/** The largest of some numbers, however many; `-Infinity` of none. */
export function greatest(numbers: Iterable<number>): number {
  let result = -Infinity;
  for (const one of numbers) result = Math.max(result, one);
  return result;
}
