import type { TidyTask, Tidied } from '#engine/plan';
import workerUrl from './tidy-worker?worker&url';
import type { TidyQuestion, TidyReply } from './tidy-messages';
import { startWorker } from '../state/trusted-worker';

/** Tidies in a thread that is kept for the next time. */
export class TidyThread {
  #worker: Worker | undefined;
  #waiting: ((fault: Error | undefined) => void) | undefined;
  #next = 1;

  /**
   * @param progress called with the progress, from 0 to 1
   * @returns `undefined` if it was stopped
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

  /** Ends the work under way: a computing thread receives no messages, so it is terminated, and the next time starts another. */
  stop(): void {
    if (this.#waiting) this.#end(undefined);
  }

  #end(fault: Error | undefined): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#waiting?.(fault);
  }
}
