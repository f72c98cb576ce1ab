import type { TidyTask, Tidied } from '#engine/plan';
import workerUrl from './tidy-worker?worker&url';

export interface TidyQuestion {
  readonly id: number;
  readonly task: TidyTask;
}

export type TidyReply = { readonly id: number } & ({ readonly share: number } | { readonly tidied: Tidied });

/** As much of Trusted Types as is used here; the DOM's own types do not have them yet. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): { createScriptURL(url: string): URL };
}

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
    const worker = (this.#worker ??= startWorker());
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

function startWorker(): Worker {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy('app-worker', {
    createScriptURL: (url) => {
      if (url !== workerUrl) throw new TypeError(`"${url}" is no worker of ours.`);
      return url;
    },
  });
  return new Worker(policy?.createScriptURL(workerUrl) ?? workerUrl, { type: 'module', name: 'tidy' });
}

/** A page may make it once. */
let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;
