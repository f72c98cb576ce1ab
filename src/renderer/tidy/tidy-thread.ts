import type { TidyTask, Tidied } from '#engine/plan';
import workerUrl from './tidy-worker?worker&url';
import { startWorker } from '../state/trusted-worker';

export interface TidyQuestion {
  readonly id: number;
  readonly task: TidyTask;
}

export type TidyReply = { readonly id: number } & ({ readonly share: number } | { readonly tidied: Tidied });

/** Tidies in a thread that is kept for the next time. */
export class TidyThread {
  #worker: Worker | undefined;
  #waiting: ((fault: Error | undefined) => void) | undefined;
  #next = 1;

  /**
   * @param progress told how much is done, from 0 to 1
   * @returns `undefined` when it was stopped
   */
  run(task: TidyTask, progress: (share: number) => void): Promise<Tidied | undefined> {
    this.stop();
    const worker = (this.#worker ??= startWorker(workerUrl));
    const question: TidyQuestion = { id: this.#next++, task };
    return new Promise((resolve, reject) => {
      const settle = (answer: () => void) => {
        this.#waiting = undefined;
        worker.onmessage = worker.onerror = null;
        answer();
      };
      this.#waiting = (fault) => settle(() => (fault ? reject(fault) : resolve(undefined)));
      worker.onerror = ({ message }) => this.#end(new Error(message));
      worker.onmessage = ({ data }: MessageEvent<TidyReply>) => {
        if (data.id !== question.id) return;
        if ('share' in data) progress(data.share);
        else settle(() => resolve(data.tidied));
      };
      worker.postMessage(question);
    });
  }

  /** Ends what is under way: a thread that computes hears nothing, so it goes, and the next time starts another. */
  stop(): void {
    if (this.#waiting) this.#end(undefined);
  }

  #end(fault: Error | undefined): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#waiting?.(fault);
  }
}
