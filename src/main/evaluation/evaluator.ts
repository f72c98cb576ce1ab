import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { changeBetween, type Plan } from '#engine/plan';
import type { BasisFiles } from '../library/library';
import type { EvaluatorReply, EvaluatorRequest, Question } from './evaluator-messages';

/** A thread, as the evaluator needs it; tests pass fakes. */
export interface EvaluatorThreadHandle {
  on(event: 'message', listener: (reply: EvaluatorReply) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  postMessage(request: EvaluatorRequest): void;
}

/** A plan as it is when its turn comes. */
export interface Work {
  readonly plan: Plan;
  readonly revision: number;
  readonly basis: BasisFiles;
  /** A day such as `2026-11-21`. */
  readonly today: string;
  /** The revision whose evaluation the window has from this thread; `null` when it has none. */
  readonly known: number | null;
  /** The node whose usage form the window shows. */
  readonly usageOf: string | null;
}

/** A requested job; jobs are done in order. */
interface Job {
  readonly window: number;
  readonly isEvaluation: boolean;
  /** Returns the message to send once the thread is free; nothing if the job is no longer needed. */
  readonly request: () => EvaluatorRequest | undefined;
  /** Receives the answer; `null` if the job is no longer needed. */
  readonly resolve: (json: string | null) => void;
  readonly reject: (fault: Error) => void;
}

/** Starts the thread that evaluates. */
export function startEvaluator(): EvaluatorThreadHandle {
  const worker = new Worker(join(import.meta.dirname, 'evaluator-worker.js'), { resourceLimits: { maxOldGenerationSizeMb: 4096 } });
  worker.unref(); // the thread does not keep the process alive
  return worker;
}

/**
 * Evaluates plans in a thread of its own, so that no edit waits in the main process meanwhile. The thread starts with the first
 * plan, and again after it ended. It does one job at a time, so a waiting plan is evaluated as it is when its turn comes.
 */
export class Evaluator {
  #thread: EvaluatorThreadHandle | undefined;
  /** The plan of each window that the thread has. */
  readonly #sent = new Map<number, { readonly plan: Plan; readonly basis: BasisFiles }>();
  #queue: Job[] = [];
  #current: Job | undefined;

  /** @param log receives the reason if the thread ended, and its errors */
  constructor(
    private readonly log: (fault: unknown) => void,
    private readonly start: () => EvaluatorThreadHandle = startEvaluator,
  ) {}

  /**
   * Evaluates a window's plan. A waiting evaluation of the same window is dropped in favour of this one.
   * @param work returns the plan when its turn comes; nothing if it is gone
   * @returns the answer for the window, as JSON text; `null` for a dropped one
   * @throws Error if the thread failed
   */
  evaluate(window: number, work: () => Work | undefined): Promise<string | null> {
    for (const job of this.#queue) if (job.window === window && job.isEvaluation) job.resolve(null);
    this.#queue = this.#queue.filter((job) => job.window !== window || !job.isEvaluation);
    return this.#add(window, true, () => {
      const now = work();
      return now && this.#planRequest(window, now);
    });
  }

  /**
   * Answers a question about the last evaluated plan of a window.
   * @returns the answer as JSON text; it contains `null` if another revision was evaluated last
   * @throws Error if the thread failed
   */
  async ask(window: number, revision: number, question: Question): Promise<string> {
    return (await this.#add(window, false, () => ({ kind: 'ask', window, revision, question }))) ?? 'null';
  }

  /** Drops a window's plan. */
  forget(window: number): void {
    if (!this.#sent.has(window)) return;
    // a thread that ended meanwhile has nothing to forget
    this.#add(window, false, () => (this.#sent.delete(window) ? { kind: 'forget', window } : undefined)).catch(this.log);
  }

  #planRequest(window: number, { plan, revision, basis, today, known, usageOf }: Work): EvaluatorRequest {
    const before = this.#sent.get(window);
    this.#sent.set(window, { plan, basis });
    return {
      kind: 'evaluate',
      window,
      revision,
      today,
      known,
      usageOf,
      // a plan that was opened or read again shares nothing with the one before, and may have another order of its parts
      plan: before && known !== null ? { change: changeBetween(before.plan, plan) } : { whole: plan },
      ...(before?.basis === basis ? {} : { basis }),
    };
  }

  #add(window: number, isEvaluation: boolean, request: Job['request']): Promise<string | null> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ window, isEvaluation, request, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    while (!this.#current) {
      const job = this.#queue.shift();
      if (!job) return;
      try {
        const request = job.request();
        if (!request) {
          job.resolve(null);
          continue;
        }
        this.#thread ??= this.#started();
        this.#current = job;
        this.#thread.postMessage(request);
      } catch (error) {
        this.#failed(job, error);
      }
    }
  }

  #started(): EvaluatorThreadHandle {
    const thread = this.start();
    thread.on('message', (reply) => {
      if (thread === this.#thread) this.#hear(reply);
    });
    thread.on('error', (fault) => this.#ended(thread, fault));
    thread.on('exit', (code) => this.#ended(thread, new Error(`The thread that evaluates plans ended with ${code}.`)));
    return thread;
  }

  #hear(reply: EvaluatorReply): void {
    if ('report' in reply) return this.log(new Error(reply.report));
    const job = this.#current;
    if (!job) return;
    if ('fault' in reply) this.#failed(job, new Error(reply.fault));
    else {
      this.#current = undefined;
      job.resolve(reply.json);
    }
    this.#next();
  }

  /** The thread may have the previous plan, so the next request sends the whole plan. */
  #failed(job: Job, error: unknown): void {
    this.#current = undefined;
    this.#sent.delete(job.window);
    this.log(error);
    job.reject(error instanceof Error ? error : new Error(String(error)));
  }

  #ended(thread: EvaluatorThreadHandle, fault: unknown): void {
    if (thread !== this.#thread) return;
    this.#thread = undefined;
    this.#sent.clear();
    const current = this.#current;
    this.#current = undefined;
    this.log(fault);
    current?.reject(new Error('The thread that evaluates plans ended.'));
    this.#next(); // a new thread does the waiting jobs
  }
}
