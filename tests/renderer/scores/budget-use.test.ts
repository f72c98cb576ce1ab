import { describe, expect, it } from 'vitest';
import { budgetUse } from '../../../src/renderer/scores/budget-use';

function costs(likely: number, high = likely, unknown: readonly string[] = []) {
  return { monthly: { low: likely, likely, high }, unknown };
}

describe('the use of a budget', () => {
  it.each([
    ['nothing without a budget', costs(10), undefined, undefined],
    ['within the budget', costs(1500, 2000), 3000, { tone: 'good', verdict: 'within the budget', share: 50 }],
    ['exactly the budget', costs(3000), 3000, { tone: 'good', verdict: 'within the budget', share: 100 }],
    ['over it', costs(4000), 3000, { tone: 'poor', verdict: 'over the budget', share: 100 }],
    ['over it, and partly unknown', costs(4000, 4000, ['a']), 3000, { tone: 'poor', verdict: 'over the budget', share: 100 }],
    ['perhaps over it', costs(1500, 3001), 3000, { tone: 'fair', verdict: 'the high end is over the budget', share: 50 }],
    [
      'partly unknown',
      costs(1500, 1500, ['a']),
      3000,
      { tone: 'fair', verdict: 'within the budget as far as the cost is known', share: 50 },
    ],
    ['free without money', costs(0), 0, { tone: 'good', verdict: 'within the budget', share: 100 }],
  ])('is %s', (_, cost, budget, use) => {
    expect(budgetUse(cost, budget)).toEqual(use);
  });
});
