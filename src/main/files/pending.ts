/** Writing that is under way, by file. Quitting waits for all of it. */
export class Pending {
  readonly #running = new Map<symbol, { readonly file: string; readonly done: Promise<unknown> }>();

  /** Does some work that ends with a file on the disk, and counts it as pending until it has settled. @returns its own outcome */
  run<T>(file: string, work: () => Promise<T>): Promise<T> {
    const key = Symbol(file);
    const outcome = work().finally(() => this.#running.delete(key));
    this.#running.set(key, { file, done: outcome.catch(() => undefined) }); // whoever asked for the work has its error
    return outcome;
  }

  get busy(): boolean {
    return this.#running.size > 0;
  }

  /** The files that are being written, each once, in the order in which they were begun. */
  get files(): readonly string[] {
    return [...new Set([...this.#running.values()].map(({ file }) => file))];
  }

  /** Settles when nothing is being written any more, also when some of it failed. */
  async idle(): Promise<void> {
    while (this.busy) await Promise.all([...this.#running.values()].map(({ done }) => done));
  }
}
