/**
 * Runs one task at a time. Of the tasks that wait only the newest is run, and all that waited get its outcome: an older text needs
 * no writing once a newer one is there.
 */
export class Lane<T> {
  #busy = false;
  #done: Promise<void> | undefined;
  #next: Waiting<T> | undefined;

  /** Whether a task runs or waits. */
  get busy(): boolean {
    return this.#busy;
  }

  /** @param task gets what the task right before it gave, when it had to wait for one that went well */
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

  /** Settles when nothing runs or waits any more, also when a task failed. */
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
