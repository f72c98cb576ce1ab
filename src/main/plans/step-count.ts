import type { StepMark } from '#ipc';

/** Counts the steps of the undo history between a plan and its file: done since, and taken back since. */
export class StepCount {
  /** The steps that are done, by number; those of before the plan was opened are not known. */
  #done: ReadonlyMap<number, string> = new Map();
  #at = 0;
  #saved: { readonly at: number; readonly done: ReadonlyMap<number, string> } = { at: 0, done: this.#done };
  /** Changes that were restored, until the first step says where the history is. */
  #restored: number | undefined;

  /** The plan is at a step now; `null` where none is done. */
  reach(step: StepMark | null): void {
    const at = step?.number ?? 0;
    const known = this.#done.get(at);
    if (step && known !== nameOf(step)) {
      // another step in its place: what was taken back before is not to be had any more
      const before = known === undefined ? this.#done : new Map([...this.#done].filter(([number]) => number < at));
      this.#done = new Map([...before, [at, nameOf(step)]]);
    }
    this.#at = at;
    if (this.#restored === undefined) return;
    this.#saved = { at: at - this.#restored, done: this.#done };
    this.#restored = undefined;
  }

  /** The file says what the plan says. */
  save(): void {
    this.#saved = { at: this.#at, done: this.#done };
    this.#restored = undefined;
  }

  /** The plan was restored with so many changes. */
  restore(changes: number): void {
    this.#restored = changes;
  }

  get since(): number {
    if (this.#restored !== undefined) return this.#restored;
    let common = Math.min(this.#at, this.#saved.at);
    for (let number = 1; number <= common; number += 1) {
      const [now, then] = [this.#done.get(number), this.#saved.done.get(number)];
      if (now !== then && now !== undefined && then !== undefined) common = number - 1;
    }
    return this.#at - common + (this.#saved.at - common);
  }
}

function nameOf({ number, time }: StepMark): string {
  return `${number} ${time}`;
}
