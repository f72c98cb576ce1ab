import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { UserError } from '#engine/errors';
import type { Additions } from '../library/library';
import type { Questions } from './compare-answers';

/** A request to the worker. Additions that it already has are left out. */
export interface CompareRequest<K extends keyof Questions = keyof Questions> {
  readonly id: number;
  readonly name: K;
  readonly question: Questions[K];
  readonly today: string;
  readonly additions?: Additions;
}

export type CompareReply = { readonly id: number } & (
  { readonly json: string } | { readonly refused: { readonly problem: string; readonly fix: string } } | { readonly fault: string }
);

interface Waiting {
  readonly resolve: (json: string) => void;
  readonly reject: (error: Error) => void;
  readonly late: NodeJS.Timeout;
}

/** The part of a worker that is used. */
export interface CompareThreadHandle {
  postMessage(request: CompareRequest): void;
  terminate(): unknown;
  on(event: 'message', listener: (reply: CompareReply) => void): unknown;
  on(event: 'error', listener: (fault: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
}

/** Megabytes that the thread may take: more than the largest plans need, less than a hostile repository could ask for. */
const mostMemory = 2048;
/** Milliseconds after which a comparison is given up. */
const patience = 60_000;

function startWorker(): Worker {
  const worker = new Worker(join(import.meta.dirname, 'compare-worker.js'), { resourceLimits: { maxOldGenerationSizeMb: mostMemory } });
  worker.unref(); // the thread does not keep the process alive
  return worker;
}

export interface CompareThreadOptions {
  /** Receives the reason if the thread ended. */
  readonly log: (fault: unknown) => void;
  /** Starts the thread; tests pass their own. */
  readonly begin?: () => CompareThreadHandle;
  /** Milliseconds that an answer may take. */
  readonly patience?: number;
}

/** Compares plans and reads repositories in a thread of its own. The first question starts the thread. */
export class CompareThread {
  #worker: CompareThreadHandle | undefined;
  #additions: Additions | undefined;
  #next = 1;
  readonly #waiting = new Map<number, Waiting>();
  readonly #begin: () => CompareThreadHandle;
  readonly #patience: number;

  constructor(private readonly options: CompareThreadOptions) {
    this.#begin = options.begin ?? startWorker;
    this.#patience = options.patience ?? patience;
  }

  /**
   * Asks the thread.
   * @returns the answer as JSON text
   * @throws UserError if a plan cannot be read, or the answer takes too long
   */
  ask<K extends keyof Questions>(
    name: K,
    question: Questions[K],
    { additions, today }: { readonly additions: Additions; readonly today: string },
  ): Promise<string> {
    const worker = (this.#worker ??= this.#start());
    const id = this.#next++;
    const request: CompareRequest = { id, name, question, today, ...(this.#additions === additions ? {} : { additions }) };
    this.#additions = additions;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => this.#giveUp(), this.#patience);
      this.#waiting.set(id, { resolve, reject, late });
      worker.postMessage(request);
    });
  }

  #start(): CompareThreadHandle {
    const worker = this.#begin();
    worker.on('message', (reply: CompareReply) => {
      const waiting = this.#waiting.get(reply.id);
      this.#waiting.delete(reply.id);
      clearTimeout(waiting?.late);
      if ('json' in reply) waiting?.resolve(reply.json);
      else if ('refused' in reply) waiting?.reject(new UserError(reply.refused.problem, reply.refused.fix));
      else waiting?.reject(new Error(reply.fault));
    });
    worker.on('error', (fault) => this.#ended(worker, fault));
    worker.on('exit', (code) => this.#ended(worker, new Error(`The thread of comparisons ended with ${code}.`)));
    return worker;
  }

  #giveUp(): void {
    const worker = this.#worker;
    if (!worker) return;
    this.#ended(worker, new Error('The thread of comparisons took too long.'));
    worker.terminate();
  }

  #ended(worker: CompareThreadHandle, fault: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = this.#additions = undefined;
    for (const { reject, late } of this.#waiting.values()) {
      clearTimeout(late);
      reject(
        new UserError('The plans could not be compared: it took too much time or memory.', 'Try again, or compare with another state.'),
      );
    }
    this.#waiting.clear();
    this.options.log(fault);
  }
}
