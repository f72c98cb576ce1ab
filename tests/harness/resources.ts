import { join } from 'node:path';
import { Catalog, PriceBook, type PriceBookFile, type Service, type Skill } from '#engine/catalog';
import type { Icon } from '#engine/draw';
import { KnowledgeSchema, type Knowledge } from '#engine/explain';
import { ScoringSchema, type Scoring } from '#engine/score';
import { readResources } from '../../build/resources.ts';

const raw = readResources(join(import.meta.dirname, '..', '..', 'resources'));

/** The catalog that ships. */
export const catalog = new Catalog(
  raw.services.map(({ value }) => value as Service),
  raw.skills as Skill[],
);

/** The newest price book that ships. */
export const book: PriceBook = newestBook();

/** The weights of the scores that ship. */
export const scoring: Scoring = ScoringSchema.parse(raw.scoring['scoring']);

/** The statements that the checks rest on. */
export const knowledge: Knowledge = KnowledgeSchema.parse(raw.knowledge);

/** The drawings of the icons that the catalog names. */
export const icons = raw.icons as Readonly<Record<string, Icon>>; // the icon set's own format

/** Templates and worked examples that ship: file name and text. */
export const examples = raw.examples;

function newestBook(): PriceBook {
  const books = raw.priceBooks.map(({ value }) => new PriceBook(value as PriceBookFile)).sort((a, b) => (a.asOf < b.asOf ? 1 : -1));
  const [first] = books;
  if (!first) throw new Error('no price book under resources/pricing');
  return first;
}
