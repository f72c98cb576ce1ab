import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { changeBetween, type Plan } from '#engine/plan';
import type { BasisFiles } from '../library/library';
import type { EvaluatorReply, EvaluatorRequest, Question } from './evaluator-messages';

/** A thread, as far as the evaluator needs it; tests put their own in. */
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
}

/** What is asked for, in the order in which it is done. */
interface Job {
  readonly window: number;
  readonly isEvaluation: boolean;
  /** Says what to send once the thread is free; nothing when it is not wanted any more. */
  readonly request: () => EvaluatorRequest | undefined;
  /** Hears the answer, or that the job is not wanted any more. */
  readonly resolve: (json: string | null) => void;
  readonly reject: (fault: Error) => void;
}

/** Starts the thread that evaluates. */
export function startEvaluator(): EvaluatorThreadHandle {
  const worker = new Worker(join(import.meta.dirname, 'evaluator-worker.js'), { resourceLimits: { maxOldGenerationSizeMb: 4096 } });
  worker.unref(); // it keeps nothing alive
  return worker;
}

/**
 * Evaluates plans in a thread of its own, so that no edit waits in the main process while that happens. The thread starts with the first
 * plan, and again after it ended. It does one thing at a time, so a plan that waits for its turn is evaluated as it is then.
 */
export class Evaluator {
  #thread: EvaluatorThreadHandle | undefined;
  /** What the thread has of each window. */
  readonly #told = new Map<number, { readonly plan: Plan; readonly basis: BasisFiles }>();
  #queue: Job[] = [];
  #current: Job | undefined;

  /** @param log hears why the thread ended, and what went wrong in it */
  constructor(
    private readonly log: (fault: unknown) => void,
    private readonly start: () => EvaluatorThreadHandle = startEvaluator,
  ) {}

  /**
   * Evaluates a window's plan. An evaluation of the same window that still waits for its turn is given up for this one.
   * @param work gives the plan as it is when its turn comes; nothing when it is not there any more
   * @returns what the window is told, as JSON text; `null` for one that was given up
   * @throws Error when the thread could not do it
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
   * Asks for more about the plan of a window that was evaluated last.
   * @returns the answer as JSON text; `null` in it when another revision was evaluated last
   * @throws Error when the thread could not do it
   */
  async ask(window: number, revision: number, question: Question): Promise<string> {
    return (await this.#add(window, false, () => ({ kind: 'ask', window, revision, question }))) ?? 'null';
  }

  /** Lets go of a window's plan. */
  forget(window: number): void {
    if (!this.#told.has(window)) return;
    // a thread that ended meanwhile has nothing to forget
    this.#add(window, false, () => (this.#told.delete(window) ? { kind: 'forget', window } : undefined)).catch(this.log);
  }

  #planRequest(window: number, { plan, revision, basis, today, known }: Work): EvaluatorRequest {
    const before = this.#told.get(window);
    this.#told.set(window, { plan, basis });
    return {
      kind: 'evaluate',
      window,
      revision,
      today,
      known,
      // a plan that was opened or read again shares nothing with the one before, and may order its parts otherwise
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

  /** The thread may have the plan as it was before, so it is told all of it the next time. */
  #failed(job: Job, error: unknown): void {
    this.#current = undefined;
    this.#told.delete(job.window);
    this.log(error);
    job.reject(error instanceof Error ? error : new Error(String(error)));
  }

  #ended(thread: EvaluatorThreadHandle, fault: unknown): void {
    if (thread !== this.#thread) return;
    this.#thread = undefined;
    this.#told.clear();
    const current = this.#current;
    this.#current = undefined;
    this.log(fault);
    current?.reject(new Error('The thread that evaluates plans ended.'));
    this.#next(); // what waits is done by a new thread
  }
}
