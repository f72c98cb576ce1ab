/**
 * Runs one task at a time. Of the waiting tasks only the newest runs, and all of them get its outcome: an older text needs
 * no writing if there is a newer one.
 */
export class LatestTaskQueue<T> {
  #busy = false;
  #done: Promise<void> | undefined;
  #next: Waiting<T> | undefined;

  /** True while a task runs or waits. */
  get busy(): boolean {
    return this.#busy;
  }

  /** @param task receives the result of the task right before it, if it had to wait for one that succeeded */
  run(task: Task<T>): Promise<T> {
    if (this.#next) this.#next.task = task;
    else this.#next = waiting(task);
    const { outcome } = this.#next;
    if (!this.#busy) {
      this.#busy = true; // first: a task may ask for another one at once
      this.#done = this.#work();
    }
    return outcome;
  }

  /** Settles when no task runs or waits, even if one failed. */
  async idle(): Promise<void> {
    await this.#done;
  }

  async #work(): Promise<void> {
    let before: T | undefined;
    for (let next = this.#take(); next; next = this.#take()) {
      try {
        before = await next.task(before);
        next.resolve(before);
      } catch (error) {
        before = undefined;
        next.reject(error);
      }
    }
    this.#busy = false;
  }

  #take(): Waiting<T> | undefined {
    const next = this.#next;
    this.#next = undefined;
    return next;
  }
}

export type Task<T> = (before: T | undefined) => Promise<T>;

interface Waiting<T> {
  task: Task<T>;
  readonly outcome: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
}

function waiting<T>(task: Task<T>): Waiting<T> {
  let settle: Pick<Waiting<T>, 'resolve' | 'reject'> | undefined;
  const outcome = new Promise<T>((resolve, reject) => (settle = { resolve, reject }));
  return { task, outcome, ...(settle as unknown as Pick<Waiting<T>, 'resolve' | 'reject'>) }; // a promise calls its function at once
}
