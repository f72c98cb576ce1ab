import { createContext } from 'svelte';

/** Callbacks for a title that is being edited. */
export interface TitleTyped {
  /** Updates the title while the user types: it is in the plan at once. */
  readonly type: (node: string, title: string) => void;
  readonly rename: (node: string, title: string) => void;
  /** The user cancels the edit. */
  readonly cancel: (node: string) => void;
}

/** Edits a title in place, on its card. */
export class TitleEditor {
  #editing = $state<string | undefined>(undefined);

  constructor(private readonly typed: TitleTyped) {}

  get editing(): string | undefined {
    return this.#editing;
  }

  start(node: string): void {
    this.#editing = node;
  }

  type(title: string): void {
    if (this.#editing !== undefined) this.typed.type(this.#editing, title.trim());
  }

  commit(title: string): void {
    const node = this.#end();
    if (node !== undefined) this.typed.rename(node, title.trim());
  }

  cancel(): void {
    const node = this.#end();
    if (node !== undefined) this.typed.cancel(node);
  }

  #end(): string | undefined {
    const node = this.#editing;
    this.#editing = undefined;
    return node;
  }
}

export const [getTitleEditor, setTitleEditor] = createContext<TitleEditor>();
