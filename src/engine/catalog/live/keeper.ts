import { noteKept, Reads, recording, type Changes, type Kept } from './reads';
import { sameKept } from './same-kept';

/** Keeps values that follow from a plan, each until something that was read for it changes. */
export class Keeper {
  readonly #kept = new Map<unknown, KeptValue>();
  readonly #step: Step = { changes: [], count: 0 };

  /** The value of a name or a function; made when there is none, or when it no longer holds. */
  keep<T>(name: unknown, make: () => T): T {
    let kept = this.#kept.get(name);
    if (kept === undefined || kept.isStale) {
      kept = new KeptValue(this.#step, make);
      this.#kept.set(name, kept);
    }
    noteKept(kept);
    return kept.value as T; // made for the same name
  }

  /** Drops what follows from something that changed, unless it comes out as it was. */
  drop(...changes: readonly Changes[]): void {
    this.#step.changes = changes;
    this.#step.count += 1;
    // each decides in this step, since the next step has other changes
    for (const [name, kept] of this.#kept) if (kept.isStale) this.#kept.delete(name);
  }
}

/** The present step from one state of a plan to the next. */
interface Step {
  changes: readonly Changes[];
  count: number;
}

/** A value. When something that it was made from changes, it is made again; while it comes out the same, whoever asked for it need not ask again. */
class KeptValue implements Kept {
  readonly value: unknown;
  #reads = new Reads();
  /** The last step in which it held. */
  #heldAt: number;
  #isStale = false;

  constructor(
    private readonly step: Step,
    private readonly make: () => unknown,
  ) {
    this.#heldAt = step.count;
    this.value = recording(this.#reads, make);
  }

  get isStale(): boolean {
    const { count, changes } = this.step;
    if (this.#isStale || this.#heldAt === count) return this.#isStale;
    if (changes.some((one) => this.#reads.isTouched(one))) this.#isStale = !this.#comesOutTheSame();
    this.#heldAt = count;
    return this.#isStale;
  }

  #comesOutTheSame(): boolean {
    const reads = new Reads();
    try {
      if (!sameKept(recording(reads, this.make), this.value)) return false;
    } catch {
      return false; // whoever asks next gets the error
    }
    this.#reads = reads;
    return true;
  }
}
