import raw from 'virtual:pipedraft-resources/price-books';
import { PriceBook, type PriceBookFile } from '#engine/catalog';

/** Newest first. */
export const priceBooks: readonly [PriceBook, ...PriceBook[]] = newestFirst();

/** The newest price book. */
export const priceBook: PriceBook = priceBooks[0];

/** The price book of an edition if it ships, else the newest. @param edition the edition that a plan names */
export function bookOf(edition: string | undefined): PriceBook {
  return priceBooks.find(({ id }) => id === edition) ?? priceBook;
}

function newestFirst(): readonly [PriceBook, ...PriceBook[]] {
  const [first, ...others] = raw.map((value) => new PriceBook(value as PriceBookFile)).sort((a, b) => (a.asOf < b.asOf ? 1 : -1));
  if (!first) throw new Error('resources/pricing holds no price book');
  return [first, ...others];
}
