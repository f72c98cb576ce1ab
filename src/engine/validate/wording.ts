import type { Catalog } from '../catalog';
import { nearestOf, type ServiceId } from '../plan';

/* Names of services in findings, and words that were probably meant. Numbers, lists and days are written by the format part of the engine. */

/** A service's name where space is short, as the titles of fixes use it. */
export function shortName(catalog: Catalog, id: ServiceId): string {
  return catalog.get(id)?.shortName ?? id;
}

/** Finds the known word that was probably meant. Caches its results, and ignores words that are much longer or shorter. */
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
