import { createContext } from 'svelte';

/** What is being worked out elsewhere while the window waits for it. */
export interface RunningTask {
  /** What it does, as a sentence without its end: "Working out the fixes". */
  readonly title: string;
}

/**
 * Work that may take long: it is done in another thread, the window says what it is, and the user can cancel it. Work that changes
 * something does so after its answer, so that what was cancelled has changed nothing. One task runs at a time.
 */
export class LongTask {
  #running = $state.raw<(RunningTask & { readonly cancel: () => void }) | undefined>(undefined);

  get running(): RunningTask | undefined {
    return this.#running;
  }

  /**
   * Runs a task. One that is still running is cancelled.
   * @param work asks for the answer, and changes nothing
   * @returns its answer; `'cancelled'` as soon as it is cancelled, whatever its answer would be
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

  /** Gives up what is running. */
  cancel(): void {
    this.#running?.cancel();
    this.#running = undefined;
  }
}

export const [getLongTask, setLongTask] = createContext<LongTask>();
