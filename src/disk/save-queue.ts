import { resolve } from 'node:path';
import { LatestTaskQueue } from './latest-task-queue';
import { realPathOf } from './real-path';
import { saveAtomically, type SaveOptions, type Saved } from './save';

/**
 * Saves one text at a time to each file. Meanwhile only the newest of the others is kept, and all that waited get its outcome.
 * One queue for the whole application.
 */
export class SaveQueue {
  readonly #queues = new Map<string, LatestTaskQueue<Saved>>();
  /** The last save to each real path: two names of one file take turns. */
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(private readonly write: (file: string, text: string, options: SaveOptions) => Promise<Saved> = saveAtomically) {}

  /**
   * As saveAtomically. A save that waited for another one of the same file expects the content that the other wrote, if it expects any.
   * @throws the errors of saveAtomically for the text that was finally written
   */
  async save(file: string, text: string, options: SaveOptions = {}): Promise<Saved> {
    const path = resolve(file);
    const queue = this.#queues.get(path) ?? new LatestTaskQueue<Saved>();
    this.#queues.set(path, queue);
    try {
      return await queue.run((before) => this.#inTurn(path, () => this.write(file, text, following(options, before))));
    } finally {
      if (!queue.busy) this.#queues.delete(path);
    }
  }

  /** Settles when every save is done, even if one failed: its caller has the error. */
  async idle(): Promise<void> {
    while (this.#queues.size > 0) {
      await Promise.all([...this.#queues.values()].map((queue) => queue.idle()));
      for (const [path, queue] of this.#queues) if (!queue.busy) this.#queues.delete(path);
    }
  }

  async #inTurn(path: string, save: () => Promise<Saved>): Promise<Saved> {
    const real = await realPathOf(path).catch(() => path); // the save itself reports problems with the path
    const turn = (this.#turns.get(real) ?? Promise.resolve()).then(save, save);
    this.#turns.set(real, turn);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(real) === turn) this.#turns.delete(real);
    }
  }
}

/** The caller could not know yet what the save before would write. */
function following(options: SaveOptions, before: Saved | undefined): SaveOptions {
  return before === undefined || options.expected === undefined ? options : { ...options, expected: before.fingerprint };
}
