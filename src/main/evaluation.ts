import { PlanGraph, usageOf } from '#engine/catalog';
import { evaluate, mendRule, type Evaluation } from '#engine/evaluate';
import type { Plan } from '#engine/plan';
import { compareBooks, costRisk, type BookComparison, type CostRisk } from '#engine/score';
import type { FixAll } from '#engine/validate';
import { evaluationChangeBetween } from '#evaluation-change';
import type { AnswerTold, UsageView } from '#ipc';
import type { Judgement, Library } from './library/library';

/**
 * Judges a plan, as the command does.
 * @param by what it is judged with: what the library says for this plan
 * @param today a day such as `2026-11-21`
 * @param report hears of fixes that could not be worked out
 */
export function judge(plan: Plan, by: Judgement, today: string, report?: (fault: Error) => void): Evaluation {
  return evaluate({ plan, ...by, today, report });
}

/** An evaluation as a window is told it. @param before what the window has; nothing for one that has to be told all */
export function told({ findings, scores, cost, packs }: Evaluation, before: Evaluation | undefined): AnswerTold['evaluation'] {
  const whole = { findings, scores, cost, packs };
  return before ? { change: evaluationChangeBetween(before, whole) } : whole;
}

/** Mends everything that a rule finds in a plan; the plan itself stays as it is. */
export function mendAll(plan: Plan, by: Judgement, rule: string, today: string, report?: (fault: Error) => void): FixAll {
  return mendRule({ plan, ...by, today, report }, rule);
}

/** How sure a plan's cost is; slower than judging it, so it is asked for when it is shown. */
export function riskOf(plan: Plan, { catalog, book }: Judgement): CostRisk {
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
  library: Pick<Library, 'judgement' | 'book' | 'priced'>,
  edition: string,
  region?: string,
): BookComparison | undefined {
  const { catalog, book } = library.judgement(plan);
  const known = library.book(edition)?.book;
  const other = known && library.priced(known);
  const elsewhere = region === undefined ? plan : { ...plan, context: { ...plan.context, region } };
  return other && compareBooks(plan, catalog, book, other, elsewhere);
}

/** Today's day where this computer is; tests and demonstrations can say another. */
export function todayHere(now = new Date()): string {
  const told = process.env['PIPEDRAFT_TODAY'];
  if (told !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(told)) return told;
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
}

/** How the form of a node's usage stands; `null` for a node or service that is not known. */
export function describeUsage(plan: Plan, { catalog, book }: Judgement, nodeId: string): UsageView | null {
  const node = plan.nodes[nodeId];
  const service = node && catalog.get(node.service);
  if (!node || !service) return null;
  const usage = usageOf(node, service, plan.assumptions, book);
  const likely = Object.fromEntries(Object.entries(usage.values).map(([field, range]) => [field, range.likely]));
  const expressions = catalog.expressions(service);
  const fields: Record<string, UsageView['fields'][string]> = {};
  for (const field of service.usage) {
    const problem = usage.problems.find((one) => one.field === field.id);
    const fallback =
      field.default === undefined
        ? null
        : field.type === 'choice'
          ? (field.options.find(({ value }) => value === field.default)?.title ?? field.default)
          : String(field.default);
    fields[field.id] = { shown: holds(field.when), fallback, problem: problem ? `${problem.message}.` : null };
  }
  return { fields };

  function holds(when: string | undefined): boolean {
    if (when === undefined) return true;
    const condition = expressions.parse(when, 'bool');
    // a field whose condition cannot be told is shown: better one too many than one that cannot be reached
    return condition.fields.some((field) => !(field in likely)) || condition.evaluate(likely) === true;
  }
}
