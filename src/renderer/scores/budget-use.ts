import type { Cost } from '#engine/score';

/** How much of the budget a plan needs. */
export interface BudgetUse {
  /** `poor` if the likely cost is over the budget, `fair` if the high end is or a part of the cost is unknown. */
  readonly tone: 'good' | 'fair' | 'poor';
  /** The same in words, for screen readers. */
  readonly verdict: string;
  /** The likely cost as a share of the budget, 0 to 100; 100 for more than the budget. */
  readonly share: number;
}

/** @returns `undefined` for a plan without a budget */
export function budgetUse({ monthly, unknown }: Pick<Cost, 'monthly' | 'unknown'>, budget: number | undefined): BudgetUse | undefined {
  if (budget === undefined) return undefined;
  const share = monthly.likely >= budget ? 100 : (100 * monthly.likely) / budget;
  if (monthly.likely > budget) return { tone: 'poor', verdict: 'over the budget', share };
  if (unknown.length > 0) return { tone: 'fair', verdict: 'within the budget as far as the cost is known', share };
  if (monthly.high > budget) return { tone: 'fair', verdict: 'the high end is over the budget', share };
  return { tone: 'good', verdict: 'within the budget', share };
}
