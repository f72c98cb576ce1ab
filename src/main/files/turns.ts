/** Runs tasks with the same key one after the other, in the order of their requests. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs a task after those before it have settled. @returns its own outcome */
  async take<T>(key: string, task: () => Promise<T>): Promise<T> {
    const turn = (this.#last.get(key) ?? Promise.resolve()).then(task, task);
    this.#last.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.#last.get(key) === turn) this.#last.delete(key);
    }
  }
}
