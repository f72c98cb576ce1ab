import { createContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';

/** A text that stands in a field, over what the plan says there. */
export interface Draft {
  readonly text: string;
  /** What the plan said when the field was left: should it say something else since, the draft is past. */
  readonly over: unknown;
}

/** Where drafts are kept when the application ends; tests put their own in. */
export interface DraftStore {
  read(): Promise<Iterable<readonly [field: string, draft: Draft]>>;
  /** Writes what became of some drafts; `undefined` of one that is gone. What cannot be written is not kept. */
  write(changed: ReadonlyMap<string, Draft | undefined>): Promise<void>;
}

/** Texts of fields that cannot be used yet. They stay until they are corrected, whatever is selected meanwhile, and over a restart. */
export class Drafts {
  readonly #drafts = new SvelteMap<string, Draft>();
  readonly #store: DraftStore | undefined;
  /** What is not written yet, the newest of each field. */
  #changed = new Map<string, Draft | undefined>();
  #writing = false;
  /** The fields that were typed in while the kept drafts are read. */
  #touched: Set<string> | undefined;

  constructor(store?: DraftStore) {
    this.#store = store;
  }

  /** Takes over what was kept when the application ended, but for fields that were typed in since. */
  async restore(): Promise<void> {
    const touched = new Set<string>();
    this.#touched = touched;
    for (const [field, draft] of (await this.#store?.read().catch(() => undefined)) ?? [])
      if (!touched.has(field)) this.#drafts.set(field, draft);
    this.#touched = undefined;
  }

  /** @param field the file, and what in it the text is about */
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

  /** One write is under way at a time; what is typed meanwhile goes with the next. */
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
