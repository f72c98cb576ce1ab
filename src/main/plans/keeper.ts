import { nodeTimers, type Timers } from '#disk';
import type { WorkFile } from '../files/work-file';
import type { WorkLine } from '../files/work-lines';

export interface KeeperOptions {
  /** Returns the text of the whole work as it is now. @param run identifies the changes that will continue it */
  readonly textOf: (run: string) => string;
  /** Called with each reason that the work cannot be written, and with `undefined` when it can again. */
  readonly tell: (error: unknown) => void;
  readonly timers?: Timers;
}

/** Time that a disk may take to confirm changes, and time after the last change until the file of changes is cleared; in milliseconds. */
const settleMs = 200;
const quietMs = 3000;
/** Delay before writing is tried again after a failure; doubled each time. */
const firstRetryMs = 1000;
const lastRetryMs = 8000;

/**
 * Writes unsaved work to the disk: each change at once, by appending it. After a failure, it tries to write the whole work until that
 * succeeds.
 */
export class Keeper {
  readonly #timers: Timers;
  #offSettle: (() => void) | undefined;
  #offQuiet: (() => void) | undefined;
  #offRetry: (() => void) | undefined;
  #retryMs = firstRetryMs;
  #isFailing = false;
  #failure: unknown;
  #retry: (() => void) | undefined;

  constructor(
    private readonly file: WorkFile,
    private readonly options: KeeperOptions,
  ) {
    this.#timers = options.timers ?? nodeTimers;
  }

  /** Writes one change to the work; the whole work if nothing is written yet. While writing fails, the change waits for the next try. */
  add(line: WorkLine): void {
    if (this.#isFailing) return this.#retryWhole();
    if (!this.file.isOpen) return this.whole();
    this.#try(() => this.file.append(line));
    this.#settleSoon();
    if (this.file.isLong) this.#clearSoon();
  }

  /** Writes the whole work: its document is another, or it is not a change of the written work. */
  whole(): void {
    if (this.#isFailing) return this.#retryWhole();
    this.#begin();
    this.#settleSoon();
  }

  /** Removes the work: it was saved, or given up. */
  forget(): void {
    this.#rest();
    try {
      this.file.end();
      this.#works();
    } catch (error) {
      this.#failed(error, () => this.forget());
    }
  }

  /**
   * Makes sure that the work is on the disk itself.
   * @throws as node:fs does if it is not
   */
  async flush(): Promise<void> {
    if (this.#isFailing) this.#again();
    if (this.#isFailing) throw this.#failure;
    if (!(await this.file.settle())) this.whole();
  }

  /** Stops writing. The files stay. */
  close(): void {
    this.#rest();
    this.file.close();
  }

  #try(write: () => void): void {
    try {
      write();
      this.#works();
    } catch (error) {
      this.#failed(error);
    }
  }

  #works(): void {
    this.#retryMs = firstRetryMs;
    if (!this.#isFailing) return;
    this.#isFailing = false;
    this.options.tell(undefined);
  }

  #failed(error: unknown, retry = this.#begin): void {
    this.#rest();
    this.#isFailing = true;
    this.#failure = error;
    this.#retry = retry;
    this.options.tell(error);
    this.#offRetry = this.#timers.after(this.#retryMs, () => this.#again());
    this.#retryMs = Math.min(2 * this.#retryMs, lastRetryMs);
  }

  readonly #begin = (): void => this.#try(() => this.file.begin(this.options.textOf));

  /** Cancels a failed removal: there is new work. */
  #retryWhole(): void {
    this.#retry = this.#begin;
  }

  #again(): void {
    this.#offRetry?.();
    this.#offRetry = undefined;
    this.#retry?.();
  }

  #settleSoon(): void {
    if (this.#isFailing) return;
    this.#offSettle ??= this.#timers.after(settleMs, () => {
      this.#offSettle = undefined;
      this.file.settle().then(
        (isThere) => {
          if (!isThere) this.whole();
        },
        (error: unknown) => {
          this.file.close();
          this.#failed(error);
        },
      );
    });
  }

  /** Not while somebody works, and not before the undo history has the changes. */
  #clearSoon(): void {
    this.#offQuiet?.();
    this.#offQuiet = this.#timers.after(quietMs, () => this.whole());
  }

  #rest(): void {
    for (const off of [this.#offSettle, this.#offQuiet, this.#offRetry]) off?.();
    this.#offSettle = this.#offQuiet = this.#offRetry = undefined;
  }
}
