import { createContext } from 'svelte';
import type { WindowDatabase, SavedView } from '../storage/database';

/** Named searches and viewports of the open plan. */
export class SavedViews {
  #list = $state.raw<readonly SavedView[]>([]);
  #document: string | undefined;

  constructor(
    private readonly database: WindowDatabase,
    private readonly fail: (error: unknown) => void,
  ) {}

  /** Saved views, sorted by name. */
  get list(): readonly SavedView[] {
    return this.#list;
  }

  /** Reads the views of a plan. @param document path of its file; none if it was never saved */
  async read(document: string | undefined): Promise<void> {
    this.#document = document;
    this.#list = [];
    await this.#refresh();
  }

  /** Saves a view under a name and replaces one of the same name. */
  async save(name: string, { query, viewport }: Pick<SavedView, 'query' | 'viewport'>): Promise<void> {
    const document = this.#document;
    if (document === undefined) return;
    const same = this.#list.find((view) => view.name === name);
    await this.#change(async () => {
      if (same) await this.database.savedViews.update(same.id, { query, viewport });
      else await this.database.savedViews.add({ document, name, query, viewport });
    });
  }

  /** @returns true if the name was free */
  async rename({ id }: SavedView, name: string): Promise<boolean> {
    if (this.#list.some((other) => other.id !== id && other.name === name)) return false;
    await this.#change(() => this.database.savedViews.update(id, { name }));
    return true;
  }

  async remove({ id }: SavedView): Promise<void> {
    await this.#change(() => this.database.savedViews.delete(id));
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
    // an unreadable database has no views; the plan is not affected
    const found = await this.database.savedViews
      .where({ document })
      .toArray()
      .catch(() => []);
    if (document === this.#document) this.#list = found.sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}

export const [getSavedViews, setSavedViews] = createContext<SavedViews>();
