import { ThreadsPoolWorker, type PoolOptions, type WorkerRequest } from 'vitest/node';
import type { Plugin } from 'vitest/config';

/**
 * Keeps one worker thread for all mutants. Vitest starts a new one for each run, which then reads the catalog and two hundred
 * modules again: three seconds for each of thousands of mutants, of which the tests themselves take some milliseconds.
 */
export function residentThread(): Plugin {
  let thread: ResidentThread | undefined;
  const pool = {
    name: 'resident-thread',
    createPoolWorker: (options: PoolOptions) => (thread ??= new ResidentThread(options)),
  };
  return {
    name: 'resident-thread',
    // here and not as an option, because Stryker's runner overrides the option
    configureVitest({ project }) {
      Object.assign(project.config, { pool: pool.name, poolRunner: pool });
    },
  };
}

class ResidentThread extends ThreadsPoolWorker {
  override readonly name = 'resident-thread';
  readonly #listeners: { readonly event: string; readonly heard: (answer: unknown) => void }[] = [];
  #config: unknown;
  #started = false;

  override on(event: string, heard: (answer: unknown) => void): void {
    this.#listeners.push({ event, heard });
    super.on(event, heard);
  }

  override send(request: WorkerRequest): void {
    if (request.type === 'stop') return this.#answer('stopped');
    if (request.type === 'start') {
      this.#config = request.context.config;
      if (this.#started) return this.#answer('started');
      this.#started = true;
    }
    // the thread has kept the configuration of its start, with the names of the tests of that run
    super.send(
      request.type === 'run' ? { ...request, context: { ...request.context, config: this.#config } as typeof request.context } : request,
    );
  }

  override async start(): Promise<void> {
    if (!this.#started) await super.start();
  }

  /** Ends a run, not the thread; that ends with the process. */
  override stop(): Promise<void> {
    for (const { event, heard } of this.#listeners.splice(0)) super.off(event, heard);
    return Promise.resolve();
  }

  #answer(type: 'started' | 'stopped'): void {
    const answer = { type, __vitest_worker_response__: true };
    queueMicrotask(() => {
      for (const { event, heard } of [...this.#listeners]) if (event === 'message') heard(answer);
    });
  }
}
