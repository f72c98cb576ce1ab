import { isNothingKnown, knownMoney, money, moneyRange } from './money';

/* Figures that a plan keeps of a day, in words. */

/** A cost as a revision keeps it. */
interface PlanCostOfDay {
  readonly monthly: number;
  readonly currency: string;
  /** Number of nodes whose cost was unknown. */
  readonly unknown?: number | undefined;
}

/** Scores as a revision or a decision keeps them. */
interface ScoresOfDay {
  readonly maintainability?: number | undefined;
  readonly skills?: number | undefined;
  readonly integration?: number | undefined;
  readonly maturity?: number | undefined;
}

/** A cost as a decision keeps it. */
interface NodeCostOfDay {
  readonly monthly?: number | undefined;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  readonly isPart?: boolean | undefined;
}

/** The cost of a plan: `561 USD, 2 unknown`; `unknown` if no part of it was known. */
export function costOfDayWords(cost: PlanCostOfDay | undefined): string {
  if (!cost) return 'not recorded';
  const { monthly, unknown = 0, currency } = cost;
  if (unknown === 0 || isNothingKnown(monthly, unknown)) return knownMoney(monthly, unknown, currency);
  return `${money(monthly, currency)}, ${unknown} unknown`;
}

/** Cost and scores in a sentence: `at least 561 USD a month; maintainability 81`. */
export function figuresOfDayWords({
  cost,
  scores,
}: {
  readonly cost?: PlanCostOfDay | undefined;
  readonly scores?: ScoresOfDay | undefined;
}): string {
  return `${monthlyWords(cost)}; ${scores ? scoresOfDayWords(scores) : 'scores not recorded'}`;
}

function monthlyWords(cost: PlanCostOfDay | undefined): string {
  if (!cost) return 'cost not recorded';
  const { monthly, unknown = 0, currency } = cost;
  return isNothingKnown(monthly, unknown) ? 'cost unknown' : `${knownMoney(monthly, unknown, currency)} a month`;
}

/** The cost of a node: `at least 12.00 USD (10.00 to 20.00 USD)`; `unknown` if no part of it was known. */
export function nodeCostOfDayWords({ monthly, low, high, isPart }: NodeCostOfDay, currency: string): string {
  const unknown = isPart ? 1 : 0;
  if (monthly === undefined || isNothingKnown(monthly, unknown)) return 'unknown';
  const range = low === undefined || high === undefined ? undefined : moneyRange({ low, high }, currency);
  return `${knownMoney(monthly, unknown, currency)}${range === undefined ? '' : ` (${range})`}`;
}

/** Scores that were worked out: `maintainability 81, skills 80, maturity level 3`. */
export function scoresOfDayWords({ maintainability, skills, integration, maturity }: ScoresOfDay = {}): string {
  const words = [
    ...(maintainability === undefined ? [] : [`maintainability ${maintainability}`]),
    ...(skills === undefined ? [] : [`skills ${skills}`]),
    ...(integration === undefined ? [] : [`integration ${integration}`]),
    ...(maturity === undefined ? [] : [`maturity level ${maturity}`]),
  ];
  return words.length > 0 ? words.join(', ') : 'not recorded';
}
