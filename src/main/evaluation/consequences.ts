import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Consequence, Proposal } from '#engine/evaluate';
import type { Plan } from '#engine/plan';
import type { BasisFiles } from '../library/library';

/** A request to the worker. Data that it already has may be left out. */
export interface Question {
  readonly id: number;
  readonly today: string;
  readonly plan?: Plan;
  readonly basis?: BasisFiles;
  readonly proposals: readonly Proposal[];
}

export type Reply = { readonly id: number } & ({ readonly consequences: readonly Consequence[] } | { readonly fault: string });

interface Waiting {
  readonly resolve: (consequences: readonly Consequence[]) => void;
  readonly reject: (fault: Error) => void;
}

/** Computes the consequences of changes to a plan in a thread of its own, so that no window waits. The first request starts the thread. */
export class ConsequencesThread {
  #worker: Worker | undefined;
  #plan: Plan | undefined;
  #basis: BasisFiles | undefined;
  #next = 1;
  readonly #waiting = new Map<number, Waiting>();

  /** @param log receives the reason if the thread ended */
  constructor(private readonly log: (fault: unknown) => void) {}

  /** @returns a consequence for each proposal, in their order @throws if the thread ended before it answered */
  ask(plan: Plan, basis: BasisFiles, today: string, proposals: readonly Proposal[]): Promise<readonly Consequence[]> {
    const worker = (this.#worker ??= this.#start());
    const id = this.#next++;
    const question: Question = {
      id,
      today,
      proposals,
      ...(this.#plan === plan ? {} : { plan }),
      ...(this.#basis === basis ? {} : { basis }),
    };
    [this.#plan, this.#basis] = [plan, basis];
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage(question);
    });
  }

  #start(): Worker {
    const worker = new Worker(join(import.meta.dirname, 'consequences-worker.js'));
    worker.unref(); // the thread does not keep the process alive
    worker.on('message', (reply: Reply) => {
      const waiting = this.#waiting.get(reply.id);
      this.#waiting.delete(reply.id);
      if ('consequences' in reply) waiting?.resolve(reply.consequences);
      else waiting?.reject(new Error(reply.fault));
    });
    worker.on('error', (fault) => this.#ended(fault));
    worker.on('exit', (code) => this.#ended(new Error(`The thread that looks ahead ended with ${code}.`)));
    return worker;
  }

  #ended(fault: unknown): void {
    if (!this.#worker) return;
    this.#worker = this.#plan = this.#basis = undefined;
    for (const { reject } of this.#waiting.values()) reject(new Error('What the changes come to could not be worked out.'));
    this.#waiting.clear();
    this.log(fault);
  }
}
