import { createContext } from 'svelte';
import type { Library, SavedView } from '../storage/database';

/** Searches and places that were given a name, of the plan that is open. */
export class SavedViews {
  #list = $state.raw<readonly SavedView[]>([]);
  #document: string | undefined;

  constructor(
    private readonly library: Library,
    private readonly fail: (error: unknown) => void,
  ) {}

  /** In the order of their names. */
  get list(): readonly SavedView[] {
    return this.#list;
  }

  /** Reads those of a plan. @param document place of its file; none while it was never saved */
  async read(document: string | undefined): Promise<void> {
    this.#document = document;
    this.#list = [];
    await this.#refresh();
  }

  /** Keeps a view under a name, in place of one that has the name already. */
  async save(name: string, { query, viewport }: Pick<SavedView, 'query' | 'viewport'>): Promise<void> {
    const document = this.#document;
    if (document === undefined) return;
    const same = this.#list.find((view) => view.name === name);
    await this.#change(async () => {
      if (same) await this.library.savedViews.update(same.id, { query, viewport });
      else await this.library.savedViews.add({ document, name, query, viewport });
    });
  }

  /** @returns whether the name was free */
  async rename({ id }: SavedView, name: string): Promise<boolean> {
    if (this.#list.some((other) => other.id !== id && other.name === name)) return false;
    await this.#change(() => this.library.savedViews.update(id, { name }));
    return true;
  }

  async remove({ id }: SavedView): Promise<void> {
    await this.#change(() => this.library.savedViews.delete(id));
  }

  async #change(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
      await this.#refresh();
    } catch (error) {
      this.fail(error);
    }
  }

  async #refresh(): Promise<void> {
    const document = this.#document;
    if (document === undefined) return;
    // a library that cannot be read has no views; the plan is not affected
    const found = await this.library.savedViews
      .where({ document })
      .toArray()
      .catch(() => []);
    if (document === this.#document) this.#list = found.sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}

export const [getSavedViews, setSavedViews] = createContext<SavedViews>();
