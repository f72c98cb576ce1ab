import { join } from 'node:path';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { UserError } from '#engine/errors';
import type { BasisFiles } from '../library/library';

/** A question to a thread. A basis that the thread already has is left out. */
export interface ThreadRequest<Q> {
  readonly id: number;
  readonly question: Q;
  readonly today: string;
  readonly basis?: BasisFiles;
}

export type ThreadReply<A> = { readonly id: number } & (
  | { readonly answer: A }
  /** How far the answer is, from 0 to 1. */
  | { readonly share: number }
  | { readonly refused: { readonly problem: string; readonly fix: string } }
  | { readonly fault: string }
);

/** The part of a worker that is used. */
export interface ThreadHandle<Q, A> {
  postMessage(request: ThreadRequest<Q>): void;
  on(event: 'message', listener: (reply: ThreadReply<A>) => void): unknown;
  on(event: 'error', listener: (fault: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  terminate(): unknown;
}

interface Waiting<A> {
  readonly resolve: (answer: A) => void;
  readonly reject: (error: Error) => void;
  readonly onShare: ((share: number) => void) | undefined;
}

/** Somebody cancelled what a thread was asked for. */
export class CancelledError extends Error {
  constructor() {
    super('It was cancelled.');
  }
}

/** The outcome of some work; `null` if it was cancelled. */
export async function unlessCancelled<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CancelledError) return null;
    throw error;
  }
}

/** Answers questions about plans in a thread of its own, so that no window waits. The first question starts the thread. */
export class BasisThread<Q, A> {
  #worker: ThreadHandle<Q, A> | undefined;
  #basis: BasisFiles | undefined;
  #next = 1;
  readonly #waiting = new Map<number, Waiting<A>>();
  readonly #begin: () => ThreadHandle<Q, A>;

  /**
   * @param file name of the worker's built file
   * @param log receives the reason if the thread ended
   * @param begin starts the thread; tests pass their own
   */
  constructor(
    file: string,
    private readonly log: (fault: unknown) => void,
    begin?: () => ThreadHandle<Q, A>,
  ) {
    this.#begin = begin ?? (() => startWorker(file));
  }

  /**
   * @param onShare told how far the answer is, from 0 to 1
   * @throws UserError if the worker refuses @throws CancelledError after `cancel` @throws Error if the thread ended before it answered
   */
  ask(question: Q, basis: BasisFiles, today: string, onShare?: (share: number) => void): Promise<A> {
    const worker = (this.#worker ??= this.#start());
    const id = this.#next++;
    const request: ThreadRequest<Q> = { id, question, today, ...(this.#basis === basis ? {} : { basis }) };
    this.#basis = basis;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, onShare });
      worker.postMessage(request);
    });
  }

  /** Ends the thread with everything that it was asked for. The next question starts it again. */
  cancel(): void {
    const worker = this.#worker;
    if (!worker) return;
    this.#worker = this.#basis = undefined;
    this.#rejectAll(new CancelledError());
    worker.terminate();
  }

  #start(): ThreadHandle<Q, A> {
    const worker = this.#begin();
    worker.on('message', (reply) => {
      const waiting = this.#waiting.get(reply.id);
      if ('share' in reply) return waiting?.onShare?.(reply.share);
      this.#waiting.delete(reply.id);
      if ('answer' in reply) waiting?.resolve(reply.answer);
      else if ('refused' in reply) waiting?.reject(new UserError(reply.refused.problem, reply.refused.fix));
      else waiting?.reject(new Error(reply.fault));
    });
    worker.on('error', (fault) => this.#ended(worker, fault));
    worker.on('exit', (code) => this.#ended(worker, new Error(`A thread ended with ${code}.`)));
    return worker;
  }

  #ended(worker: ThreadHandle<Q, A>, fault: unknown): void {
    if (this.#worker !== worker) return; // it was cancelled, or has been reported
    this.#worker = this.#basis = undefined;
    this.#rejectAll(new Error('The thread ended before it answered.'));
    this.log(fault);
  }

  #rejectAll(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/** @param file name of the worker's built file */
export function startWorker(file: string, options?: WorkerOptions): Worker {
  const worker = new Worker(join(import.meta.dirname, file), options);
  worker.unref(); // the thread does not keep the process alive
  return worker;
}
