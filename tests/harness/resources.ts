import { join } from 'node:path';
import { Catalog, PriceBook, type PriceBookFile, type Service, type Skill } from '#engine/catalog';
import { readResources } from '../../build/resources.ts';

const raw = readResources(join(import.meta.dirname, '..', '..', 'resources'));

/** The catalog that ships. */
export const catalog = new Catalog(
  raw.services.map(({ value }) => value as Service),
  raw.skills as Skill[],
);

/** The newest price book that ships. */
export const book: PriceBook = newestBook();

function newestBook(): PriceBook {
  const books = raw.priceBooks.map(({ value }) => new PriceBook(value as PriceBookFile)).sort((a, b) => (a.asOf < b.asOf ? 1 : -1));
  const [first] = books;
  if (!first) throw new Error('no price book under resources/pricing');
  return first;
}
