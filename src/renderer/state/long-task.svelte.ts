import { createContext } from 'svelte';

/** A task that the window waits for. */
export interface RunningTask {
  /** Title of the task, a sentence without its end: "Working out the fixes". */
  readonly title: string;
}

/**
 * A task that may take long. It runs in another thread, and the user sees its title and can cancel it. It changes nothing before it ends,
 * so a cancelled task has no effect. One task runs at a time.
 */
export class LongTask {
  #running = $state.raw<(RunningTask & { readonly cancel: () => void }) | undefined>(undefined);

  get running(): RunningTask | undefined {
    return this.#running;
  }

  /**
   * Runs a task and cancels the running one.
   * @param work requests the answer, and changes nothing
   * @returns the answer, or `'cancelled'` as soon as the task is cancelled
   */
  async run<T>(title: string, work: () => Promise<T>): Promise<T | 'cancelled'> {
    this.cancel();
    let cancel = () => {};
    const cancelled = new Promise<'cancelled'>((resolve) => (cancel = () => resolve('cancelled')));
    const task = { title, cancel };
    this.#running = task;
    try {
      return await Promise.race([cancelled, work()]);
    } finally {
      if (this.#running === task) this.#running = undefined;
    }
  }

  /** Cancels the running task. */
  cancel(): void {
    this.#running?.cancel();
    this.#running = undefined;
  }
}

export const [getLongTask, setLongTask] = createContext<LongTask>();
