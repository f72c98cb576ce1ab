import type { Timers } from '#disk';

/** A clock that a test controls. */
export class HandTimers implements Timers {
  #now = 0;
  readonly #waiting = new Set<{ readonly at: number; readonly call: () => void }>();

  /** Number of waiting calls. */
  get waiting(): number {
    return this.#waiting.size;
  }

  after(ms: number, call: () => void): () => void {
    const one = { at: this.#now + ms, call };
    this.#waiting.add(one);
    return () => this.#waiting.delete(one);
  }

  /** Advances the time and runs the calls that are due, in order. */
  turn(ms: number): void {
    const end = this.#now + ms;
    for (let due = this.#next(end); due; due = this.#next(end)) {
      this.#now = due.at;
      this.#waiting.delete(due);
      due.call();
    }
    this.#now = end;
  }

  #next(end: number): { readonly at: number; readonly call: () => void } | undefined {
    return [...this.#waiting].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}
