/** Has tasks about the same thing wait for each other, in the order in which they are asked for. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Does a task when those before it have settled. @returns its own outcome */
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
