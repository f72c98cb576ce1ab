import raw from 'virtual:pipedraft-resources';
import {
  Catalog,
  PriceBook,
  SafeguardTable,
  SizeEnds,
  Starts,
  type PriceBookFile,
  type SafeguardsFile,
  type Service,
  type SizeSeries,
  type Skill,
  type StartsFile,
} from '#engine/catalog';
import type { Knowledge, LimitAccount, RankedPlan, RuleExamples } from '#engine/explain';
import type { Scoring } from '#engine/score';

/*
 * Resources that ship with the application. The tests check the files against their schemas, so no check is needed here:
 * checking seventy services at every start would cost more than reading them.
 */

/** Elements of a 24 by 24 drawing: tag and attributes. */
export type Icon = readonly (readonly [string, Readonly<Record<string, string>>])[];

export const catalog = new Catalog(
  raw.services.map(({ value }) => value as Service),
  raw.skills as readonly Skill[],
  new Starts(raw.starts as StartsFile),
  new SizeEnds((raw.sizes as { readonly series: readonly SizeSeries[] }).series),
  new SafeguardTable(raw.safeguards as SafeguardsFile),
);

/** Newest first. */
export const priceBooks: readonly [PriceBook, ...PriceBook[]] = newestFirst();

/** The newest price book. */
export const priceBook: PriceBook = priceBooks[0];

/** The price book of an edition if it ships, else the newest. @param edition the edition that a plan names */
export function bookOf(edition: string | undefined): PriceBook {
  return priceBooks.find(({ id }) => id === edition) ?? priceBook;
}

/** Weights and thresholds of the scores, with their reasons. */
export const scoring = raw.scoring['scoring'] as Scoring; // checked by tests/engine/score/scoring.test.ts

/** Plans ranked by hand, the best first; checked by tests/engine/score/calibration.test.ts. */
export const rankedPlans = raw.scoring['calibration'] as readonly RankedPlan[];

/** Knowledge statements behind the checks; checked by tests/engine/explain/knowledge.test.ts. */
export const knowledge = raw.knowledge as Knowledge;

/** What checks the limits and dates that texts state; checked by tests/engine/explain/limit-checks.test.ts. */
export const limitAccounts = (raw.limitAccounts as { readonly accounts: readonly LimitAccount[] }).accounts;

/** A wrong and a right plan for each rule, by its id. */
export const ruleExamples: Readonly<Record<string, RuleExamples>> = raw.ruleExamples;

export const icons: Readonly<Record<string, Icon>> = raw.icons;

/** Templates and worked examples: file name and text. */
export const examples = raw.examples;

function newestFirst(): readonly [PriceBook, ...PriceBook[]] {
  const [first, ...others] = raw.priceBooks
    .map(({ value }) => new PriceBook(value as PriceBookFile))
    .sort((a, b) => (a.asOf < b.asOf ? 1 : -1));
  if (!first) throw new Error('resources/pricing holds no price book');
  return [first, ...others];
}
