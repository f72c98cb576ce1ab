import { PlanGraph } from '#engine/catalog';
import { evaluate, fixRule, type Evaluation } from '#engine/evaluate';
import type { Basis } from '#engine/packs';
import type { Plan } from '#engine/plan';
import { compareBooks, costRisk, type BookComparison, type CostRisk } from '#engine/score';
import type { FixAll } from '#engine/validate';
import { evaluationChangeBetween } from '#engine/evaluate/change';
import type { EvaluationUpdate } from '#ipc';
import type { Library } from '../library/library';

/**
 * Evaluates a plan, as the command line does.
 * @param basis the library's data for this plan
 * @param today a day such as `2026-11-21`
 * @param report receives errors of fixes that could not be computed
 */
export function evaluatePlan(plan: Plan, basis: Basis, today: string, report?: (fault: Error) => void): Evaluation {
  return evaluate({ plan, ...basis, today, report });
}

/** An evaluation in the form sent to a window. @param before the evaluation that the window has; if left out, the result is complete */
export function updateFor({ findings, scores, cost, packs }: Evaluation, before: Evaluation | undefined): EvaluationUpdate['evaluation'] {
  const whole = { findings, scores, cost, packs };
  return before ? { change: evaluationChangeBetween(before, whole) } : whole;
}

/** Applies all fixes of a rule to a plan; the plan itself stays unchanged. */
export function fixAllOf(plan: Plan, basis: Basis, rule: string, today: string, report?: (fault: Error) => void): FixAll {
  return fixRule({ plan, ...basis, today, report }, rule);
}

/** The uncertainty of a plan's cost; slower than evaluating the plan, so it is requested when it is shown. */
export function riskOf(plan: Plan, { catalog, book }: Basis): CostRisk {
  return costRisk(new PlanGraph(plan, catalog, book));
}

/**
 * A plan's cost with other prices, node by node. Nothing is changed.
 * @param edition id of the other price book
 * @param region region of the plan; its own if left out
 * @returns nothing if the library does not have the book
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
