import { describe, expect, it } from 'vitest';
import { costOfDayWords, figuresOfDayWords, nodeCostOfDayWords } from '#engine/format';

/* Figures that a plan keeps of a day. What was unknown then is never read as 0. */

describe('a cost that was recorded', () => {
  it('is its amount, with what was unknown', () => {
    expect(costOfDayWords({ monthly: 561, currency: 'USD' })).toBe('561 USD');
    expect(costOfDayWords({ monthly: 561, currency: 'USD', unknown: 2 })).toBe('561 USD, 2 unknown');
    expect(figuresOfDayWords({ cost: { monthly: 561, currency: 'USD', unknown: 2 }, scores: { skills: 80 } })).toBe(
      'at least 561 USD a month; skills 80',
    );
    expect(nodeCostOfDayWords({ monthly: 12, low: 10, high: 20, isPart: true }, 'USD')).toBe('at least 12.00 USD (10.00 to 20.00 USD)');
  });

  it('is 0 where all of it was known to be nothing', () => {
    expect(costOfDayWords({ monthly: 0, currency: 'USD' })).toBe('0 USD');
    expect(nodeCostOfDayWords({ monthly: 0 }, 'USD')).toBe('0 USD');
  });

  it('is unknown where nothing of it was known', () => {
    const cost = { monthly: 0, currency: 'USD', unknown: 2 };
    expect(costOfDayWords(cost)).toBe('unknown');
    expect(figuresOfDayWords({ cost })).toBe('cost unknown; scores not recorded');
    expect(nodeCostOfDayWords({ monthly: 0.001, isPart: true }, 'USD')).toBe('unknown');
    expect(nodeCostOfDayWords({}, 'USD')).toBe('unknown');
  });
});
