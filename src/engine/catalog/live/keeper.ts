import { noteKept, Reads, recording, type Changes, type Kept } from './reads';

/** Keeps values that follow from a plan, each until something that was read for it changes. */
export class Keeper {
  readonly #kept = new Map<unknown, Kept>();

  /** The value of a name or a function; made when there is none, or when it no longer holds. */
  keep<T>(name: unknown, make: () => T): T {
    let kept = this.#kept.get(name);
    if (!kept) {
      const reads = new Reads();
      kept = { value: recording(reads, make), reads, isStale: false };
      this.#kept.set(name, kept);
    }
    noteKept(kept);
    return kept.value as T; // made for the same name
  }

  /** Drops what follows from something that changed. */
  drop(...changes: readonly Changes[]): void {
    // a kept value may follow from another, so until no more of them is stale
    for (let more = true; more;) {
      more = false;
      for (const [name, kept] of this.#kept) {
        if (!changes.some((one) => kept.reads.isTouched(one))) continue;
        kept.isStale = true;
        this.#kept.delete(name);
        more = true;
      }
    }
  }
}
