import type { Catalog } from '../catalog';
import { nearestOf, type ServiceId } from '../plan';

/*
 * How findings write amounts and names, so that all of them read alike. Written out rather than left to the locale of the
 * machine: the same plan gives the same words everywhere.
 */

/** Money as findings write it: `1,234 USD`; with two decimals below 10. A message adds "a month" unless it is no monthly amount: see `monthly`. */
export function money(amount: number, currency: string): string {
  const size = Math.abs(amount);
  const written = size >= 9.995 ? grouped(Math.round(size)) : size.toFixed(2);
  return `${amount < 0 && Number(written) !== 0 ? '-' : ''}${written} ${currency}`;
}

/** What something costs a month: `1,234 USD a month`. */
export function monthly(amount: number, currency: string): string {
  return `${money(amount, currency)} a month`;
}

/** A count: `43,800`, `1.5`. */
export function count(amount: number): string {
  const rounded = Math.abs(amount) >= 10 ? Math.round(amount) : Number(amount.toFixed(1));
  const [whole = '', decimals] = String(rounded).split('.');
  return `${grouped(Number(whole))}${decimals ? `.${decimals}` : ''}`;
}

/** A share of a whole: `64 %`. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** A factor: `15 times`, `1.5 times`. */
export function times(factor: number): string {
  return `${count(factor)} times`;
}

/** Titles in quotes, as a list: `"A"`, `"A" and "B"`, `"A", "B" and 3 others`. @param most how many are named before the rest is counted */
export function titles(named: readonly { readonly title: string }[], most = 4): string {
  return list(
    named.map(({ title }) => `"${title}"`),
    'and',
    most,
  );
}

/** Words as a list: `a`, `a and b`, `a, b and c`, `a, b and 3 others`. @param most how many are named before the rest is counted */
export function list(words: readonly string[], joint: 'and' | 'or' = 'and', most = Infinity): string {
  const named = words.length > most ? words.slice(0, most - 1) : [...words];
  const rest = words.length - named.length;
  if (rest > 0) named.push(`${rest} others`);
  const last = named.pop() ?? '';
  return named.length > 0 ? `${named.join(', ')} ${joint} ${last}` : last;
}

/** `1 run`, `2 runs`. */
export function counted(amount: number, one: string, many = `${one}s`): string {
  return `${count(amount)} ${amount === 1 ? one : many}`;
}

/** A service's name where space is short, as the titles of fixes use it. */
export function shortName(catalog: Catalog, id: ServiceId): string {
  return catalog.get(id)?.shortName ?? id;
}

/** Finds the known word that was probably meant. What was looked for once is not looked for again, nor among words that are much longer or shorter. */
export function nearestOne(known: readonly string[]): (word: string) => string | undefined {
  const found = new Map<string, string | undefined>();
  return (word) => {
    if (!found.has(word))
      found.set(
        word,
        nearestOf(
          word,
          known.filter(({ length }) => Math.abs(length - word.length) <= Math.max(2, length / 3)),
        ),
      );
    return found.get(word);
  };
}

/** `is` or `are`, `has` or `have`: the word that fits so many things. */
export function agreeing(amount: number, one: string, many: string): string {
  return amount === 1 ? one : many;
}

function grouped(whole: number): string {
  return String(whole).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}
