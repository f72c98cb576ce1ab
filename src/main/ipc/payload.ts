/** Limits of a message: more than the largest plan, less than would stop the program. */
const most = { depth: 80, values: 5_000_000, characters: 128 * 1024 * 1024 };

/**
 * Makes sure that a message from a window has a manageable size and depth, before its schema checks it.
 * @throws if it has not
 */
export function assertModest(message: unknown): void {
  let values = 0;
  let characters = 0;
  const waiting: { readonly value: unknown; readonly depth: number }[] = [{ value: message, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, depth } = next;
    values += 1;
    if (typeof value === 'string') characters += value.length;
    const children = typeof value === 'object' && value !== null ? (Array.isArray(value) ? value.length : Object.keys(value).length) : 0;
    if (values + waiting.length + children > most.values || characters > most.characters || depth > most.depth)
      throw new Error('A message of a window is larger or deeper than any plan.');
    if (children === 0) continue;
    for (const [key, child] of Object.entries(value as object)) {
      characters += key.length;
      waiting.push({ value: child, depth: depth + 1 });
    }
  }
}
