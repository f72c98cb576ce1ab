import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { UserError } from '#engine/errors';
import type { BasisFiles } from '../library/library';
import type { ExportQuestion, MadeExport } from './make-export';

/** A request to the worker. A basis that it already has is left out. */
export interface ExportRequest extends ExportQuestion {
  readonly id: number;
  readonly today: string;
  readonly basis?: BasisFiles;
}

export type ExportReply = { readonly id: number } & (
  { readonly made: MadeExport } | { readonly refused: { readonly problem: string; readonly fix: string } } | { readonly fault: string }
);

interface Waiting {
  readonly resolve: (made: MadeExport) => void;
  readonly reject: (error: Error) => void;
}

/** The part of a worker that is used. */
export interface ExportThreadHandle {
  postMessage(request: ExportRequest): void;
  on(event: 'message', listener: (reply: ExportReply) => void): unknown;
  on(event: 'error', listener: (fault: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
}

function startWorker(): Worker {
  const worker = new Worker(join(import.meta.dirname, 'export-worker.js'));
  worker.unref(); // the thread does not keep the process alive
  return worker;
}

/** Makes the exports of large plans in a thread of its own, so that no window waits. The first export starts the thread. */
export class ExportThread {
  #worker: ExportThreadHandle | undefined;
  #basis: BasisFiles | undefined;
  #next = 1;
  readonly #waiting = new Map<number, Waiting>();

  /**
   * @param log receives the reason if the thread ended
   * @param begin starts the thread; tests pass their own
   */
  constructor(
    private readonly log: (fault: unknown) => void,
    private readonly begin: () => ExportThreadHandle = startWorker,
  ) {}

  /** @throws UserError as `makeExport` does @throws Error if the thread ended before it answered */
  make(question: ExportQuestion, basis: BasisFiles, today: string): Promise<MadeExport> {
    const worker = (this.#worker ??= this.#start());
    const id = this.#next++;
    const request: ExportRequest = { ...question, id, today, ...(this.#basis === basis ? {} : { basis }) };
    this.#basis = basis;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage(request);
    });
  }

  #start(): ExportThreadHandle {
    const worker = this.begin();
    worker.on('message', (reply: ExportReply) => {
      const waiting = this.#waiting.get(reply.id);
      this.#waiting.delete(reply.id);
      if ('made' in reply) waiting?.resolve(reply.made);
      else if ('refused' in reply) waiting?.reject(new UserError(reply.refused.problem, reply.refused.fix));
      else waiting?.reject(new Error(reply.fault));
    });
    worker.on('error', (fault) => this.#ended(fault));
    worker.on('exit', (code) => this.#ended(new Error(`The thread that makes exports ended with ${code}.`)));
    return worker;
  }

  #ended(fault: unknown): void {
    if (!this.#worker) return;
    this.#worker = this.#basis = undefined;
    for (const { reject } of this.#waiting.values()) reject(new Error('The files could not be made.'));
    this.#waiting.clear();
    this.log(fault);
  }
}
