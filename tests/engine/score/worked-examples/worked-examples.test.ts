import { describe, expect, it } from 'vitest';
import { computed } from './example.ts';
import { byHand } from './by-hand.ts';
import { published } from './published.ts';

const cents = (amount: number) => Math.round((amount + 1e-9) * 100);

describe('what the services themselves have worked out', () => {
  it.each(published.map((example) => [example.title, example] as const))('%s', (_, example) => {
    const { total, cost } = computed(example);
    expect(cost.unknown).toEqual([]);
    expect(cents(total)).toBe(cents(example.published));
  });

  it('are eight at least, each with its page and its day', () => {
    expect(published.length).toBeGreaterThanOrEqual(8);
    for (const { source, dated } of published) {
      expect(source).toMatch(/^https:\/\//);
      expect(dated).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
    expect(new Set(published.map(({ title }) => title)).size).toBe(published.length);
  });
});

describe('what we have worked out by hand, with the prices that ship', () => {
  it.each(byHand.map((example) => [example.title, example] as const))('%s', (_, { nodes, formula }) => {
    const { total, cost } = computed({ nodes, prices: {} });
    expect(cost.unknown).toEqual([]);
    expect(cents(total)).toBe(cents(formula));
  });
});
