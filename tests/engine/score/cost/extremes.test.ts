import { describe, expect, it } from 'vitest';
import { pricingOf } from '../../../../src/engine/score/cost/extremes.ts';
import type { Metered } from '../../../../src/engine/score/cost/metered.ts';

/* The price of a quantity beside what others take: flat, with free units, and with steps. */

const metered = (tiers: readonly { from: number; price: number }[], factor = 1) => ({ price: { tiers }, factor }) as unknown as Metered; // the rest is not read
const flat = metered([{ from: 0, price: 3 }]);
const steps = metered([
  { from: 0, price: 4 },
  { from: 100, price: 1 },
]);

describe('the cost of a quantity', () => {
  it('is its price, times the factor', () => {
    expect(pricingOf(flat, 0).cost(10)).toBeCloseTo(30, 6);
    expect(pricingOf(metered([{ from: 0, price: 3 }], 0.5), 0).cost(10)).toBeCloseTo(15, 6);
    expect(pricingOf(flat, 0).cost(0)).toBe(0);
  });

  it('is almost nothing for what is free, and more for more of it', () => {
    const { cost } = pricingOf(flat, 50);
    expect(cost(50)).toBeCloseTo(0, 6);
    expect(cost(50)).toBeGreaterThan(cost(40));
    expect(cost(60)).toBeCloseTo(30, 6);
  });

  it('goes by the steps', () => {
    expect(pricingOf(steps, 0).cost(100)).toBeCloseTo(400, 5);
    expect(pricingOf(steps, 0).cost(150)).toBeCloseTo(450, 5);
    expect(pricingOf(steps, 50).cost(150)).toBeCloseTo(400, 5);
  });

  it('is a share of all by what the node takes, or all where all are asked for', () => {
    // 100 of others and 100 of its own: 400 for the first 100, 100 for the others
    expect(pricingOf(steps, 0, 100).cost(100)).toBeCloseTo(250, 5);
    expect(pricingOf(steps, 0, 100, true).cost(100)).toBeCloseTo(500, 5);
    expect(pricingOf(steps, 0, 100).cost(0)).toBe(0);
    expect(pricingOf(steps, 0, 100, true).cost(0)).toBeCloseTo(400, 5);
  });
});

describe('the price of one more unit', () => {
  const within = (of: readonly [number, number], low: number, high: number) => {
    expect(of[0]).toBeCloseTo(low, 6);
    expect(of[1]).toBeCloseTo(high, 6);
  };

  it('is that of the steps which the quantity reaches', () => {
    within(pricingOf(flat, 0).marginal(1, 10), 3, 3);
    within(pricingOf(steps, 0).marginal(10, 90), 4, 4);
    within(pricingOf(steps, 0).marginal(10, 100), 1, 4);
    within(pricingOf(steps, 0).marginal(100, 200), 1, 4);
    within(pricingOf(steps, 0).marginal(101, 200), 1, 1);
    within(pricingOf(metered([{ from: 0, price: 3 }], 2), 0).marginal(1, 10), 6, 6);
  });

  it('is nothing for what is free, as far as it is', () => {
    within(pricingOf(flat, 50).marginal(10, 40), 0, 0);
    within(pricingOf(flat, 50).marginal(10, 60), 0, 3);
    within(pricingOf(flat, 50).marginal(50, 60), 3, 3);
    within(pricingOf(flat, 50).marginal(50, 50), 0, 0);
  });

  it('goes by what others take too, where all are asked for', () => {
    within(pricingOf(steps, 0, 100, true).marginal(1, 10), 1, 1);
    within(pricingOf(flat, 50, 45, true).marginal(1, 10), 0, 3);
  });

  it('may be the average of all where others take part', () => {
    // of 110 to 120 units, 410 to 420 in all
    within(pricingOf(steps, 0, 100).marginal(10, 20), 1, 420 / 110);
    within(pricingOf(flat, 100, 90).marginal(5, 20), 0, 3);
  });
});
