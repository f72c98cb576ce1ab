/** Objects that are kept for as long as what they are made from stays the same, so that nothing is drawn anew without a reason. */
export class Kept<Made> {
  #before = new Map<string, { readonly parts: readonly unknown[]; readonly made: Made }>();
  #now = new Map<string, { readonly parts: readonly unknown[]; readonly made: Made }>();

  /** What goes by an id: as it was made before, while all parts are what they were then. */
  of(id: string, parts: readonly unknown[], make: () => Made): Made {
    const before = this.#before.get(id);
    const made = before && sameParts(before.parts, parts) ? before.made : make();
    this.#now.set(id, { parts, made });
    return made;
  }

  /** Forgets what was not asked for since the last time. */
  settle(): void {
    this.#before = this.#now;
    this.#now = new Map();
  }
}

function sameParts(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((part, at) => Object.is(part, b[at]));
}
