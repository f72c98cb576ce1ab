import type { Catalog } from '../catalog';
import { figure, list, money, nearestOf, type ServiceId } from '../plan';

export { list, money } from '../plan';

/*
 * How findings write amounts and names, so that all of them read alike. Written out rather than left to the locale of the
 * machine: the same plan gives the same words everywhere.
 */

/** What something costs a month: `1,234 USD a month`. */
export function monthly(amount: number, currency: string): string {
  return `${money(amount, currency)} a month`;
}

/** A count: `43,800`, `1.5`. */
export function count(amount: number): string {
  return figure(Math.abs(amount) >= 10 ? Math.round(amount) : Math.round(amount * 10) / 10);
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
