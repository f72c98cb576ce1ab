/** Pending writes, by file. Quitting waits for all of them. */
export class Pending {
  readonly #running = new Map<symbol, { readonly file: string; readonly done: Promise<unknown> }>();

  /** Runs work that ends with a file on the disk, and counts it as pending until it has settled. @returns its own outcome */
  run<T>(file: string, work: () => Promise<T>): Promise<T> {
    const key = Symbol(file);
    const outcome = work().finally(() => this.#running.delete(key));
    this.#running.set(key, { file, done: outcome.catch(() => undefined) }); // the caller has the error
    return outcome;
  }

  get busy(): boolean {
    return this.#running.size > 0;
  }

  /** The files being written, each once, oldest first. */
  get files(): readonly string[] {
    return [...new Set([...this.#running.values()].map(({ file }) => file))];
  }

  /** Settles when nothing is being written, even if some of it failed. */
  async idle(): Promise<void> {
    while (this.busy) await Promise.all([...this.#running.values()].map(({ done }) => done));
  }
}
