import { createContext } from 'svelte';

/** Editing a title where it stands on its card. */
export class TitleEditor {
  #editing = $state<string | undefined>(undefined);

  constructor(readonly rename: (node: string, title: string) => void) {}

  get editing(): string | undefined {
    return this.#editing;
  }

  start(node: string): void {
    this.#editing = node;
  }

  commit(title: string): void {
    const node = this.#editing;
    this.#editing = undefined;
    if (node !== undefined) this.rename(node, title.trim());
  }

  cancel(): void {
    this.#editing = undefined;
  }
}

export const [getTitleEditor, setTitleEditor] = createContext<TitleEditor>();
