import type { Refused } from '#ipc';
import { Refusal } from './ask';

/** Requests of a dialog, one at a time, and the error of the last one. The dialog shows it, because it covers the window's own messages. */
export class DialogRequest {
  #busy = $state(false);
  #failure = $state.raw<Pick<Refused, 'problem' | 'fix'> | undefined>(undefined);

  get busy(): boolean {
    return this.#busy;
  }

  get failure(): Pick<Refused, 'problem' | 'fix'> | undefined {
    return this.#failure;
  }

  /** Runs some work, unless other work is under way. */
  async doing(work: () => Promise<void>): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.forget();
    try {
      await work();
    } catch (error) {
      this.fail(error);
    } finally {
      this.#busy = false;
    }
  }

  /** Shows an error: a refusal in its own words. */
  fail(error: unknown): void {
    this.#failure = wordsFor(error);
  }

  /** Clears the last error. */
  forget(): void {
    this.#failure = undefined;
  }
}

/** The problem and its fix, in words for the user. */
export function wordsFor(error: unknown): Refused {
  if (error instanceof Refusal) return error.refused;
  return { problem: 'Something went wrong that should not have.', fix: error instanceof Error ? error.message : String(error) };
}
