import { createContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';

/** A text in a field that differs from the value in the plan. */
export interface Draft {
  readonly text: string;
  /** The value in the plan when the field was left: if it has changed since, the draft is out of date. */
  readonly over: unknown;
}

/** Storage of drafts between sessions; tests pass a fake. */
export interface DraftStore {
  read(): Promise<Iterable<readonly [field: string, draft: Draft]>>;
  /** Writes changed drafts; `undefined` for one that was removed. Drafts that cannot be written are lost. */
  write(changed: ReadonlyMap<string, Draft | undefined>): Promise<void>;
}

/** Invalid texts of fields. They stay until they are corrected, through changes of the selection and over a restart. */
export class Drafts {
  readonly #drafts = new SvelteMap<string, Draft>();
  readonly #store: DraftStore | undefined;
  /** Drafts that are not written yet, the newest of each field. */
  #changed = new Map<string, Draft | undefined>();
  #writing = false;
  /** The fields that were edited while the stored drafts are read. */
  #touched: Set<string> | undefined;

  constructor(store?: DraftStore) {
    this.#store = store;
  }

  /** Restores the drafts of the last session, except in fields that were edited since. */
  async restore(): Promise<void> {
    const touched = new Set<string>();
    this.#touched = touched;
    for (const [field, draft] of (await this.#store?.read().catch(() => undefined)) ?? [])
      if (!touched.has(field)) this.#drafts.set(field, draft);
    this.#touched = undefined;
  }

  /** @param field the file, and the subject of the text in it */
  get(field: string): Draft | undefined {
    return this.#drafts.get(field);
  }

  set(field: string, draft: Draft): void {
    this.#drafts.set(field, draft);
    this.#keep(field, draft);
  }

  clear(field: string): void {
    if (this.#drafts.delete(field)) this.#keep(field, undefined);
  }

  #keep(field: string, draft: Draft | undefined): void {
    this.#touched?.add(field);
    if (!this.#store) return;
    this.#changed.set(field, draft);
    if (!this.#writing) void this.#write(this.#store);
  }

  /** Writes drafts, one write at a time; drafts that change meanwhile go with the next write. */
  async #write(store: DraftStore): Promise<void> {
    this.#writing = true;
    while (this.#changed.size > 0) {
      const due = this.#changed;
      this.#changed = new Map();
      await store.write(due).catch(() => undefined);
    }
    this.#writing = false;
  }
}

export const [getDrafts, setDrafts] = createContext<Drafts>();
