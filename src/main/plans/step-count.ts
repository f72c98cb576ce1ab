import type { StepMark } from '#ipc';

/** Counts the steps of the undo history between a plan and its file: done since, and undone since. */
export class StepCount {
  /** Numbers of the done steps; those from before the plan was opened are unknown. */
  #done: ReadonlyMap<number, string> = new Map();
  #at = 0;
  #saved: { readonly at: number; readonly done: ReadonlyMap<number, string> } = { at: 0, done: this.#done };
  /** Restored changes, until the first step gives the position in the history. */
  #restored: number | undefined;

  /** The plan is at a step now; `null` if none is done. */
  reach(step: StepMark | null): void {
    const at = step?.number ?? 0;
    const known = this.#done.get(at);
    if (step && known !== nameOf(step)) {
      // another step in its place: undone steps are no longer available
      const before = known === undefined ? this.#done : new Map([...this.#done].filter(([number]) => number < at));
      this.#done = new Map([...before, [at, nameOf(step)]]);
    }
    this.#at = at;
    if (this.#restored === undefined) return;
    this.#saved = { at: at - this.#restored, done: this.#done };
    this.#restored = undefined;
  }

  /** The file has the same plan. */
  save(): void {
    this.#saved = { at: this.#at, done: this.#done };
    this.#restored = undefined;
  }

  /** The plan was restored with this many changes. */
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
