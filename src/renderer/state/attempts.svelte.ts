import type { Refused } from '#ipc';
import { Refusal } from './ask';

/** What a dialog asks for, one at a time, and why the last of it was not done: told in the dialog, which lies over the window's own messages. */
export class Attempts {
  #busy = $state(false);
  #failure = $state.raw<Pick<Refused, 'problem' | 'fix'> | undefined>(undefined);

  get busy(): boolean {
    return this.#busy;
  }

  get failure(): Pick<Refused, 'problem' | 'fix'> | undefined {
    return this.#failure;
  }

  /** Does some work, unless other work is under way. */
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

  /** Tells what went wrong: a refusal in its own words. */
  fail(error: unknown): void {
    this.#failure = wordsFor(error);
  }

  /** What went wrong before is no matter any more. */
  forget(): void {
    this.#failure = undefined;
  }
}

/** What went wrong and what to do, in words for the user. */
export function wordsFor(error: unknown): Refused {
  if (error instanceof Refusal) return error.refused;
  return { problem: 'Something went wrong that should not have.', fix: error instanceof Error ? error.message : String(error) };
}
