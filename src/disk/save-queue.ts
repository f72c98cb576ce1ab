import { resolve } from 'node:path';
import { Lane } from './lane';
import { realPathOf } from './real-path';
import { saveAtomically, type SaveOptions, type Saved } from './save';

/**
 * Saves one text at a time to each file. While one is written only the newest of the others is kept, and all that waited get its outcome.
 * One queue for the whole application.
 */
export class SaveQueue {
  readonly #lanes = new Map<string, Lane<Saved>>();
  /** The last save to each real path: two names of one file take turns. */
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(private readonly write: (file: string, text: string, options: SaveOptions) => Promise<Saved> = saveAtomically) {}

  /**
   * As saveAtomically. A save that waited for another one of the same file expects what that one wrote, when it expects anything.
   * @throws what saveAtomically throws for the text that was written in the end
   */
  async save(file: string, text: string, options: SaveOptions = {}): Promise<Saved> {
    const path = resolve(file);
    const lane = this.#lanes.get(path) ?? new Lane<Saved>();
    this.#lanes.set(path, lane);
    try {
      return await lane.run((before) => this.#inTurn(path, () => this.write(file, text, following(options, before))));
    } finally {
      if (!lane.busy) this.#lanes.delete(path);
    }
  }

  /** Settles when every save is done, also when one failed: who asked for it has its error. */
  async idle(): Promise<void> {
    while (this.#lanes.size > 0) {
      await Promise.all([...this.#lanes.values()].map((lane) => lane.idle()));
      for (const [path, lane] of this.#lanes) if (!lane.busy) this.#lanes.delete(path);
    }
  }

  async #inTurn(path: string, save: () => Promise<Saved>): Promise<Saved> {
    const real = await realPathOf(path).catch(() => path); // the save itself says what is wrong with the path
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
