/** Cache of objects that are kept while their parts stay the same, so that nothing is redrawn without a reason. */
export class KeyedCache<Made> {
  #before = new Map<string, { readonly parts: readonly unknown[]; readonly made: Made }>();
  #now = new Map<string, { readonly parts: readonly unknown[]; readonly made: Made }>();

  /** Returns the cached object for an id while its parts are unchanged. */
  of(id: string, parts: readonly unknown[], make: () => Made): Made {
    const before = this.#before.get(id);
    const made = before && sameParts(before.parts, parts) ? before.made : make();
    this.#now.set(id, { parts, made });
    return made;
  }

  /** Drops the objects that were not used since the last call. */
  settle(): void {
    this.#before = this.#now;
    this.#now = new Map();
  }
}

function sameParts(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((part, at) => Object.is(part, b[at]));
}
