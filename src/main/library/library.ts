import { PriceBook, type Catalog } from '#engine/catalog';
import { UserError } from '#engine/errors';
import type { Plan } from '#engine/plan';
import type { Scoring } from '#engine/score';
import type { Rule } from '#engine/validate';
import type { LoadedBook, PriceBookFiles } from './price-book-files';

/** What a plan is judged with. */
export interface Judgement {
  readonly catalog: Catalog;
  readonly book: PriceBook;
  readonly scoring: Scoring;
  readonly rules: readonly Rule[];
}

/** What ships with the application. */
export interface Shipped extends Omit<Judgement, 'book'> {
  /** At least one, newest first. */
  readonly books: readonly [PriceBook, ...PriceBook[]];
}

/** A price book of the library. */
export interface KnownBook {
  readonly book: PriceBook;
  /** Where it is from, when the user loaded it; nothing for one that ships. */
  readonly loaded?: Omit<LoadedBook, 'book'>;
}

/**
 * Everything that plans are judged with: what ships, and what the user added to it. The one place to ask, so that windows, sheets and
 * drawings agree. The main process has it before the first window asks, and all windows share it.
 */
export class Library {
  #loaded: readonly KnownBook[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly shipped: Shipped,
    private readonly files: PriceBookFiles,
  ) {}

  /** Reads what was added in earlier sessions. @returns what could not be read, in words for the user; the rest is there */
  async load(): Promise<readonly UserError[]> {
    const { books, broken } = await this.files.list();
    // an edition that ships since is the one that everybody has
    this.#loaded = books.flatMap(({ book, ...loaded }) => (this.#ships(book.id) ? [] : [{ book: new PriceBook(book), loaded }]));
    return broken;
  }

  /** Every price book, newest first; of one day, those that ship come first, then those that were loaded last. */
  get books(): readonly KnownBook[] {
    return [...this.shipped.books.map((book): KnownBook => ({ book })), ...this.#loaded.toReversed()].sort((a, b) =>
      a.book.asOf === b.book.asOf ? 0 : a.book.asOf < b.book.asOf ? 1 : -1,
    );
  }

  book(id: string): KnownBook | undefined {
    return this.books.find(({ book }) => book.id === id);
  }

  /** The newest book that ships: what plans are costed with that name no other, and what loaded prices are laid upon. */
  get newest(): PriceBook {
    return this.shipped.books[0];
  }

  /** What a plan is judged with: the edition that it names where that is known, else the newest that ships. */
  judgement({ context }: Pick<Plan, 'context'>): Judgement {
    const { catalog, scoring, rules } = this.shipped;
    const named = context.priceBook === undefined ? undefined : this.book(context.priceBook);
    return { catalog, scoring, rules, book: named?.book ?? this.newest };
  }

  /**
   * Keeps a price book, for all plans and sessions.
   * @throws UserError when its id is taken or it could not be written; nothing has changed then
   */
  async add(added: LoadedBook): Promise<void> {
    if (this.book(added.book.id))
      throw new UserError(`There are prices with the edition id "${added.book.id}" already.`, 'Choose another id, or remove those first.');
    await this.files.write(added);
    const { book, ...loaded } = added;
    this.#loaded = [...this.#loaded, { book: new PriceBook(book), loaded }];
    this.#changed();
  }

  /** @throws UserError when it ships with the application, or its file could not be removed */
  async remove(id: string): Promise<void> {
    if (this.#ships(id)) throw new UserError(`The prices "${id}" ship with Pipedraft and stay.`, 'Choose prices that you have loaded.');
    await this.files.remove(id);
    this.#loaded = this.#loaded.filter(({ book }) => book.id !== id);
    this.#changed();
  }

  /** Hears of every change of what plans are judged with. @returns stops listening */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #ships(id: string): boolean {
    return this.shipped.books.some((book) => book.id === id);
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
