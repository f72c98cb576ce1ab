import { PlanGraph } from '#engine/catalog';
import { evaluate, fixRule, type Evaluation } from '#engine/evaluate';
import type { Basis } from '#engine/packs';
import type { Plan } from '#engine/plan';
import { compareBooks, costRisk, type BookComparison, type CostRisk } from '#engine/score';
import type { FixAll } from '#engine/validate';
import { evaluationChangeBetween } from '#engine/evaluate/change';
import type { AnswerTold } from '#ipc';
import type { Library } from '../library/library';

/**
 * Evaluates a plan, as the command does.
 * @param basis what the library gives for this plan
 * @param today a day such as `2026-11-21`
 * @param report hears of fixes that could not be worked out
 */
export function evaluatePlan(plan: Plan, basis: Basis, today: string, report?: (fault: Error) => void): Evaluation {
  return evaluate({ plan, ...basis, today, report });
}

/** An evaluation as it is sent to a window. @param before what the window has; the whole evaluation is sent when left out */
export function updateFor({ findings, scores, cost, packs }: Evaluation, before: Evaluation | undefined): AnswerTold['evaluation'] {
  const whole = { findings, scores, cost, packs };
  return before ? { change: evaluationChangeBetween(before, whole) } : whole;
}

/** Fixes everything that a rule finds in a plan; the plan itself stays as it is. */
export function fixAllOf(plan: Plan, basis: Basis, rule: string, today: string, report?: (fault: Error) => void): FixAll {
  return fixRule({ plan, ...basis, today, report }, rule);
}

/** How sure a plan's cost is; slower than evaluating it, so it is asked for when it is shown. */
export function riskOf(plan: Plan, { catalog, book }: Basis): CostRisk {
  return costRisk(new PlanGraph(plan, catalog, book));
}

/**
 * What other prices would make of a plan, node by node. Nothing is changed.
 * @param edition id of the other price book
 * @param region where the plan would run; as it says when left out
 * @returns nothing for a book that the library does not have
 */
export function comparePrices(
  plan: Plan,
  library: Pick<Library, 'basis' | 'book' | 'priced'>,
  edition: string,
  region?: string,
): BookComparison | undefined {
  const { catalog, book } = library.basis(plan);
  const known = library.book(edition)?.book;
  const other = known && library.priced(known);
  const elsewhere = region === undefined ? plan : { ...plan, context: { ...plan.context, region } };
  return other && compareBooks(plan, catalog, book, other, elsewhere);
}
