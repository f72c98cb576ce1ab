import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  costOfAll,
  costOfBudget,
  costWords,
  knownMoney,
  marksOf,
  money,
  moneyRange,
  monthly,
  monthlyCost,
  signedKnownMoney,
  signedMoney,
  usualStyle,
  type MoneyStyle,
} from '#engine/format';

const german: MoneyStyle = { ...usualStyle, marks: marksOf('de-DE') };
const symbol: MoneyStyle = { ...usualStyle, currency: 'symbol' };
const cents: MoneyStyle = { ...usualStyle, cents: 'always' };

describe('an amount', () => {
  it.each([
    [0, '0 USD', '0.00 USD'],
    [-0, '0 USD', '0.00 USD'],
    [0.001, 'under 0.01 USD', 'under 0.01 USD'],
    [0.0049999, 'under 0.01 USD', 'under 0.01 USD'],
    [1e-9, 'under 0.01 USD', 'under 0.01 USD'],
    [-0.001, 'under 0.01 USD off', 'under 0.01 USD off'],
    [0.005, '0.01 USD', '0.01 USD'],
    [0.245, '0.25 USD', '0.25 USD'],
    [-0.245, '−0.25 USD', '−0.25 USD'],
    [0.35, '0.35 USD', '0.35 USD'],
    [1.005, '1.01 USD', '1.01 USD'],
    [49.995, '50.00 USD', '50.00 USD'],
    [99.7, '99.70 USD', '99.70 USD'],
    [99.994, '99.99 USD', '99.99 USD'],
    [99.995, '100 USD', '100.00 USD'],
    [100, '100 USD', '100.00 USD'],
    [100.5, '101 USD', '100.50 USD'],
    [-100.5, '−101 USD', '−100.50 USD'],
    [1234567.8, '1,234,568 USD', '1,234,567.80 USD'],
    [999999.5, '1,000,000 USD', '999,999.50 USD'],
    [1e12, '1,000,000,000,000 USD', '1,000,000,000,000.00 USD'],
    [1.5e21, '1,500,000,000,000,000,000,000 USD', '1,500,000,000,000,000,000,000.00 USD'],
    [NaN, 'unknown', 'unknown'],
    [Infinity, 'unknown', 'unknown'],
  ])('%d is %s, or with all cents %s', (amount, text, withCents) => {
    expect(money(amount, 'USD')).toBe(text);
    expect(money(amount, 'USD', cents)).toBe(withCents);
  });

  it.each([
    [1561.21, 'USD', '$1,561'],
    [5, 'USD', '$5.00'],
    [-5, 'EUR', '−€5.00'],
    [5, 'AUD', 'A$5.00'],
    [5, 'CHF', '5.00 CHF'],
    [5, 'credits', '5.00 credits'],
    [5, '', '5.00'],
    [0.001, 'USD', 'under $0.01'],
  ])('%d %s has the sign of its currency before it, where it has one of its own', (amount, currency, text) =>
    expect(money(amount, currency, symbol)).toBe(text),
  );

  it('has the marks of a language', () => {
    expect([1561.21, 0.5, 0.001].map((amount) => money(amount, 'USD', german))).toEqual(['1.561 USD', '0,50 USD', 'under 0,01 USD']);
  });

  it('turns its text round with its sign', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.005, max: 1e12, noNaN: true }), (amount) => {
        expect(money(-amount, 'USD')).toBe(`−${money(amount, 'USD')}`);
      }),
    );
  });

  it('is off by half a cent or half a unit at most', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.005, max: 1e9, noNaN: true }), (amount) => {
        const written = Number(money(amount).replaceAll(',', ''));
        expect(Math.abs(written - amount)).toBeLessThanOrEqual((written < 100 ? 0.005 : 0.5) + 1e-6);
      }),
    );
  });

  it('has its sign where it is a difference', () => {
    expect([12.5, 0, -12.5, 0.001].map((amount) => signedMoney(amount, 'USD'))).toEqual([
      '+12.50 USD',
      '0 USD',
      '−12.50 USD',
      'under 0.01 USD',
    ]);
  });
});

describe('a difference', () => {
  it('that is not wholly known is a least one, and no saving', () => {
    expect(signedKnownMoney(12.5, 0, 'USD')).toBe('+12.50 USD');
    expect(signedKnownMoney(12.5, 1, 'USD')).toBe('at least +12.50 USD');
    expect([-12.5, 0, 0.001].map((amount) => signedKnownMoney(amount, 1, 'USD'))).toEqual(['unknown', 'unknown', 'unknown']);
  });
});

describe('a cost', () => {
  it('is a least amount when parts are unknown, and unknown when not a cent is known', () => {
    expect(knownMoney(12, 0, 'USD')).toBe('12.00 USD');
    expect(knownMoney(12, 2, 'USD')).toBe('at least 12.00 USD');
    expect(knownMoney(0, 2, 'USD')).toBe('unknown');
    expect(knownMoney(0.001, 2, 'USD')).toBe('unknown');
    expect(knownMoney(0, 1, 'USD', cents)).toBe('unknown');
    expect(knownMoney(0, 0, 'USD')).toBe('0 USD');
  });

  it.each([
    [{ likely: 12, unknown: [], free: false }, '12.00 USD', '12.00 USD a month'],
    [{ likely: 12, unknown: ['one'], free: false }, 'at least 12.00 USD', 'at least 12.00 USD a month'],
    [{ likely: 0, unknown: ['one'], free: false }, 'unknown', 'cost unknown'],
    [{ likely: 0, unknown: ['one'], free: true }, 'unknown', 'cost unknown'],
    [{ likely: 0, unknown: [], free: true }, 'free', 'free'],
    [{ likely: 0, unknown: [], free: false }, '0 USD', '0 USD a month'],
  ])('%o is "%s", and alone "%s"', (cost, words, alone) => {
    expect(costWords(cost, 'USD')).toBe(words);
    expect(monthlyCost(cost, 'USD')).toBe(alone);
  });

  it('that nobody worked out is unknown', () => expect(monthlyCost(undefined, 'USD')).toBe('cost unknown'));
  it('of a month says so', () => expect(monthly(1234.5, 'USD')).toBe('1,235 USD a month'));

  it('of several things is free only where all are', () => {
    const [free, paid, unknown] = [
      { likely: 0, unknown: [], free: true },
      { likely: 7, unknown: [], free: false },
      { likely: 0, unknown: ['use', 'region'], free: false },
    ];
    expect(costWords(costOfAll([free, free]), 'USD')).toBe('free');
    expect(costWords(costOfAll([free, paid]), 'USD')).toBe('7.00 USD');
    expect(costWords(costOfAll([paid, unknown, unknown]), 'USD')).toBe('at least 7.00 USD');
    expect(costOfAll([paid, unknown, unknown]).unknown).toHaveLength(2);
  });

  it('has a range where its ends are written differently', () => {
    expect(moneyRange({ low: 10, high: 40 }, 'USD')).toBe('10.00 to 40.00 USD');
    expect(moneyRange({ low: 10, high: 40 }, 'USD', symbol)).toBe('$10.00 to $40.00');
    expect(moneyRange({ low: 10, high: 40 })).toBe('10.00 to 40.00');
    expect(moneyRange({ low: 1234.4, high: 1234.1 }, 'USD')).toBeUndefined();
    expect(moneyRange({ low: 0, high: 0 }, 'USD')).toBeUndefined();
  });
});

describe('a cost and its budget', () => {
  it.each([
    [1074, 0, 3000, '1,074 of 3,000 USD', '$1,074 of $3,000'],
    [1074, 2, 3000, 'at least 1,074 of 3,000 USD', 'at least $1,074 of $3,000'],
    [0, 1, 3000, 'unknown, budget 3,000 USD', 'unknown, budget $3,000'],
    [0, 0, 0, '0 of 0 USD', '$0 of $0'],
    [99.5, 0, undefined, '99.50 USD', '$99.50'],
  ])('%d with %d unknown parts of %s', (amount, unknown, budget, code, sign) => {
    expect(costOfBudget(amount, unknown, budget, 'USD')).toBe(code);
    expect(costOfBudget(amount, unknown, budget, 'USD', symbol)).toBe(sign);
  });
});
