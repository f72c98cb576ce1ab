import { count, counted } from './counts';

/**
 * Words as a list: `a`, `a and b`, `a, b and c`, `a, b and 3 others`; empty without words.
 * @param most number of words before the rest is counted; so the rest is two at least
 */
export function list(words: readonly string[], joint: 'and' | 'or' = 'and', most = Infinity): string {
  const named = words.length > most ? words.slice(0, most - 1) : [...words];
  const rest = words.length - named.length;
  if (rest > 0) named.push(`${count(rest)} others`);
  const last = named.pop() ?? '';
  return named.length > 0 ? `${named.join(', ')} ${joint} ${last}` : last;
}

/** Titles in quotes, as a list: `"A"`, `"A" and "B"`, `"A", "B" and 3 others`. @param most number of titles before the rest is counted */
export function titles(named: readonly { readonly title: string }[], most = 4): string {
  const quoted = (some: typeof named) => some.map(({ title }) => `"${title}"`);
  if (named.length <= most) return list(quoted(named));
  // titles that are only counted are not read, so that a change of them changes nothing
  return list([...quoted(named.slice(0, most - 1)), `${count(named.length - most + 1)} others`]);
}

/** A list of counts, without those that are 0: `2 nodes and 1 edge`. @param numbers by the noun for one */
export function countsOf(numbers: Readonly<Record<string, number>>): string {
  return list(Object.entries(numbers).flatMap(([noun, number]) => (number > 0 ? [counted(number, noun)] : [])));
}
