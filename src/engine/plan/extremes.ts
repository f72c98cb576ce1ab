/** The least of some numbers, however many; `Infinity` of none. `Math.min(...)` fails where there are more than a call takes arguments. */
export function least(numbers: Iterable<number>): number {
  let result = Infinity;
  for (const one of numbers) result = Math.min(result, one);
  return result;
}

/** The greatest of some numbers, however many; `-Infinity` of none. */
export function greatest(numbers: Iterable<number>): number {
  let result = -Infinity;
  for (const one of numbers) result = Math.max(result, one);
  return result;
}
