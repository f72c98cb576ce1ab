import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Consequence, Proposal } from '#engine/evaluate';
import type { Plan } from '#engine/plan';
import type { BasisFiles } from '../library/library';

/** What the worker is asked. What it was told before need not be said again. */
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

/** Works out what changes to a plan come to, in a thread of its own, so that no window waits for it. The thread starts with the first question. */
export class ConsequencesThread {
  #worker: Worker | undefined;
  #plan: Plan | undefined;
  #basis: BasisFiles | undefined;
  #next = 1;
  readonly #waiting = new Map<number, Waiting>();

  /** @param log hears why the thread ended, if it did */
  constructor(private readonly log: (fault: unknown) => void) {}

  /** @returns a consequence for each proposal, in their order @throws when the thread ended before it answered */
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
    worker.unref(); // it keeps nothing alive
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
