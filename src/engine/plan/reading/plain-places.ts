import type { Place } from '../../errors';

/** The places of values that the quick reader read, as the parser states them. */
export class PlainPlaces {
  #root: unknown;
  /** For each map and list, the places of its keys and items. */
  readonly #inside = new Map<object, Map<string | number, Place>>();

  /** @param key of an entry of a map, or index of an item of a list */
  mark(inside: object, key: string | number, place: Place): void {
    let places = this.#inside.get(inside);
    if (!places) this.#inside.set(inside, (places = new Map<string | number, Place>()));
    places.set(key, place);
  }

  /** Ends the reading. @param root the value of the whole text, which is a map with at least one key */
  end(root: object): void {
    this.#root = root;
  }

  /** Place of the key or value at a path; that of the nearest thing above it if it is missing. */
  at(path: readonly (string | number)[]): Place | undefined {
    let value = this.#root;
    // a map begins where its first key does
    let place = typeof value === 'object' && value !== null ? this.#inside.get(value)?.values().next().value : undefined;
    for (const key of path) {
      if (typeof value !== 'object' || value === null) break;
      const at = Array.isArray(value) ? Number(key) : key;
      const found = this.#inside.get(value)?.get(at);
      if (!found) break;
      place = found;
      value = (value as Readonly<Record<string | number, unknown>>)[at];
    }
    return place;
  }
}
