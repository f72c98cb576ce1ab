import { Lane, nodeTimers, type Timers } from '#disk';

export interface SchedulerOptions {
  /** How long nothing must change before the work is done. */
  readonly quietMs?: number;
  /** How long a change waits at most, however fast others follow. */
  readonly longestMs?: number;
  readonly timers?: Timers;
  /** Gets what the work threw when a timer started it. */
  readonly failed: (error: unknown) => void;
}

/**
 * Does a piece of work soon after a change: a second after the last one, and at least every ten seconds while changes go on. Work that
 * failed is tried again.
 */
export class Scheduler {
  readonly #lane = new Lane<void>();
  readonly #quietMs: number;
  readonly #longestMs: number;
  readonly #timers: Timers;
  readonly #failed: (error: unknown) => void;
  #dirty = false;
  /** Counts the cancellations, so that work which fails after one is not tried again. */
  #cancelled = 0;
  #quietOff: (() => void) | undefined;
  #longestOff: (() => void) | undefined;

  constructor(
    private readonly work: () => Promise<unknown>,
    { quietMs = 1000, longestMs = 10_000, timers = nodeTimers, failed }: SchedulerOptions,
  ) {
    this.#quietMs = quietMs;
    this.#longestMs = longestMs;
    this.#timers = timers;
    this.#failed = failed;
  }

  /** Says that something changed. */
  touch(): void {
    this.#dirty = true;
    this.#quietOff?.();
    this.#quietOff = this.#timers.after(this.#quietMs, this.#start);
    this.#longestOff ??= this.#timers.after(this.#longestMs, this.#start);
  }

  /**
   * Does now what is waiting, if anything is.
   * @throws what the work threw
   */
  async flush(): Promise<void> {
    if (this.#dirty || this.#lane.busy) await this.#now();
  }

  /** Forgets what is waiting: it was saved, or discarded. Work that has begun goes on. */
  cancel(): void {
    this.#dirty = false;
    this.#cancelled += 1;
    this.#rest();
  }

  readonly #start = (): void => {
    this.#now().catch(this.#failed);
  };

  #now(): Promise<void> {
    this.#rest();
    return this.#lane.run(async () => {
      if (!this.#dirty) return;
      this.#dirty = false; // before the work: what changes meanwhile is not in it
      const cancelled = this.#cancelled;
      try {
        await this.work();
      } catch (error) {
        if (cancelled !== this.#cancelled) throw error;
        this.#dirty = true;
        this.#longestOff ??= this.#timers.after(this.#longestMs, this.#start);
        throw error;
      }
    });
  }

  #rest(): void {
    this.#quietOff?.();
    this.#longestOff?.();
    this.#quietOff = undefined;
    this.#longestOff = undefined;
  }
}
