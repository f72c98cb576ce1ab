import { createContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';

/** A text that stands in a field, over what the plan says there. */
export interface Draft {
  readonly text: string;
  /** What the plan said when the field was left: should it say something else since, the draft is past. */
  readonly over: unknown;
}

/** Texts of fields that cannot be used yet. They stay until they are corrected, whatever is selected meanwhile. */
export class Drafts {
  readonly #drafts = new SvelteMap<string, Draft>();

  /** @param field the file, and what in it the text is about */
  get(field: string): Draft | undefined {
    return this.#drafts.get(field);
  }

  set(field: string, draft: Draft): void {
    this.#drafts.set(field, draft);
  }

  clear(field: string): void {
    this.#drafts.delete(field);
  }
}

export const [getDrafts, setDrafts] = createContext<Drafts>();
