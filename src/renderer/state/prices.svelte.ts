import { createContext } from 'svelte';
import type { Machine, PriceBookFile } from '#engine/catalog';
import type { BookSummary, Startup } from '#ipc';

/** The price books, and the content of the one that the plan is costed with. They come from the main process. */
export class Prices {
  #books = $state.raw<readonly BookSummary[]>([]);
  #book = $state.raw<PriceBookFile>() as PriceBookFile; // set at once, below

  constructor({ books, priceBook }: Pick<Startup, 'books' | 'priceBook'>) {
    this.#books = books;
    this.#book = priceBook;
  }

  /** Newest first. */
  get books(): readonly BookSummary[] {
    return this.#books;
  }

  /** Id of the book that the plan is costed with. */
  get inUse(): string {
    return this.#book.id;
  }

  get title(): string {
    return this.#book.title;
  }

  get asOf(): string {
    return this.#book.asOf;
  }

  get currency(): string {
    return this.#book.currency;
  }

  readonly machines: readonly Machine[] = $derived(this.#book.meters.flatMap(({ machine }) => (machine ? [machine] : [])));

  readonly regions: readonly string[] = $derived(
    [...new Set(this.#book.meters.flatMap((meter) => [meter.region, ...Object.keys(meter.regions ?? {})]))]
      .filter((region) => region !== 'global' && region !== 'zone1')
      .sort(),
  );

  /** A later book in the same currency as the one that the plan is costed with. */
  readonly newer: BookSummary | undefined = $derived(
    this.#books.find(({ asOf, currency }) => asOf > this.#book.asOf && currency === this.#book.currency),
  );

  summary(id: string): BookSummary | undefined {
    return this.#books.find((book) => book.id === id);
  }

  /** Updates the list after books were added or removed. */
  list(books: readonly BookSummary[]): void {
    this.#books = books;
  }

  /** Changes the book that the plan is costed with. */
  use(book: PriceBookFile): void {
    this.#book = book;
  }
}

export const [getPrices, setPrices] = createContext<Prices>();
