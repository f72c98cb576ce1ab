import { createContext } from 'svelte';
import type { Machine, PriceBookFile } from '#engine/catalog';
import type { BookSummary, Startup } from '#ipc';

/** The price books there are, and what the one that the plan is costed with has to offer. It comes from the main process. */
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

  /** A book of a later day, in the same currency, than the one that the plan is costed with. */
  readonly newer: BookSummary | undefined = $derived(
    this.#books.find(({ asOf, currency }) => asOf > this.#book.asOf && currency === this.#book.currency),
  );

  summary(id: string): BookSummary | undefined {
    return this.#books.find((book) => book.id === id);
  }

  /** Books came or went. */
  list(books: readonly BookSummary[]): void {
    this.#books = books;
  }

  /** The plan is costed with another book from now on. */
  use(book: PriceBookFile): void {
    this.#book = book;
  }
}

export const [getPrices, setPrices] = createContext<Prices>();
