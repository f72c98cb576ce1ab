import { describe, expect, it } from 'vitest';
import { count, knownMoney, money } from '../../../src/renderer/ui/format.ts';

describe('money', () => {
  it.each([
    [0, '0 USD'],
    [0.35, '0.35 USD'],
    [99.994, '99.99 USD'],
    [100, '100 USD'],
    [1234567.8, '1,234,568 USD'],
    [-5, '−5.00 USD'],
  ])('%d is %s', (amount, text) => expect(money(amount, 'USD')).toBe(text));

  it('is a least amount when parts are unknown, and unknown when nothing is known', () => {
    expect(knownMoney(12, 0, 'USD')).toBe('12.00 USD');
    expect(knownMoney(12, 2, 'USD')).toBe('at least 12.00 USD');
    expect(knownMoney(12, 2, 'USD', '≥ ')).toBe('≥ 12.00 USD');
    expect(knownMoney(0, 2, 'USD')).toBe('unknown');
    expect(knownMoney(0, 0, 'USD')).toBe('0 USD');
  });
});

describe('a count', () => {
  it('has its noun in the right number', () => {
    expect([count(0, 'node'), count(1, 'node'), count(2, 'entry', 'entries')]).toEqual(['0 nodes', '1 node', '2 entries']);
  });
});
