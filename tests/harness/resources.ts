import { join } from 'node:path';
import {
  Catalog,
  PriceBook,
  SafeguardTable,
  SafeguardsSchema,
  SizeEnds,
  SizesSchema,
  Starts,
  type PriceBookFile,
  type Service,
  type Skill,
  type StartsFile,
} from '#engine/catalog';
import type { Icon } from '#engine/draw';
import { KnowledgeSchema, type Knowledge } from '#engine/explain';
import { ScoringSchema, type Scoring } from '#engine/score';
import { readResources } from '../../build/resources.ts';

const raw = readResources(join(import.meta.dirname, '..', '..', 'resources'));

/** The shipped catalog. */
export const catalog = new Catalog(
  raw.services.map(({ value }) => value as Service),
  raw.skills as Skill[],
  new Starts(raw.starts as StartsFile),
  new SizeEnds(SizesSchema.parse(raw.sizes).series),
  new SafeguardTable(SafeguardsSchema.parse(raw.safeguards)),
);

/** The newest shipped price book. */
export const book: PriceBook = newestBook();

/** The shipped weights of the scores. */
export const scoring: Scoring = ScoringSchema.parse(raw.scoring['scoring']);

/** The statements behind the checks. */
export const knowledge: Knowledge = KnowledgeSchema.parse(raw.knowledge);

/** The drawings of the icons that the catalog names. */
export const icons = raw.icons as Readonly<Record<string, Icon>>; // in the format of the icon set

/** The shipped templates and worked examples: file name and text. */
export const examples = raw.examples;

function newestBook(): PriceBook {
  const books = raw.priceBooks.map(({ value }) => new PriceBook(value as PriceBookFile)).sort((a, b) => (a.asOf < b.asOf ? 1 : -1));
  const [first] = books;
  if (!first) throw new Error('no price book under resources/pricing');
  return first;
}
