import { describe, expect, it } from 'vitest';
import {
  count,
  knownMoney,
  moment,
  money,
  plainNumber,
  sentences,
  usualStyle,
  withSingleStops,
} from '../../../src/renderer/wording/format.ts';

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

describe('the way that numbers are written', () => {
  const symbol = { ...usualStyle, currency: 'symbol' } as const;

  it.each([
    [1561.21, 'USD', '$1,561'],
    [5, 'USD', '$5.00'],
    [-5, 'EUR', '−€5.00'],
    [5, 'AUD', 'A$5.00'],
    [5, 'CHF', '5.00 CHF'],
    [5, 'credits', '5.00 credits'],
    [5, '', '5.00'],
  ])('puts the sign of a currency before %d %s where it has one of its own', (amount, currency, text) =>
    expect(money(amount, currency, symbol)).toBe(text),
  );

  it('has cents where they are wanted', () => {
    const cents = { ...usualStyle, cents: 'always' } as const;
    expect([0, 0.5, 1561.21].map((amount) => money(amount, 'USD', cents))).toEqual(['0.00 USD', '0.50 USD', '1,561.21 USD']);
    expect(knownMoney(0, 1, 'USD', undefined, cents)).toBe('unknown');
  });

  it('follows a language', () => {
    const german = { ...usualStyle, language: 'de-DE' };
    expect([money(1561.21, 'USD', german), money(0.5, 'USD', german), plainNumber(1234.5, german)]).toEqual([
      '1.561 USD',
      '0,50 USD',
      '1.234,5',
    ]);
  });

  it('tells the day of a moment only when it is another', () => {
    const noon = new Date(2026, 10, 21, 12, 0).getTime();
    expect(moment(new Date(2026, 10, 21, 9, 5).getTime(), noon)).toBe('09:05');
    expect(moment(new Date(2026, 10, 20, 9, 5).getTime(), noon)).toBe('20 Nov, 09:05');
    expect(moment(new Date(2025, 10, 20, 9, 5).getTime(), noon)).toBe('20 Nov 2025, 09:05');
  });
});

describe('a count', () => {
  it('has its noun in the right number', () => {
    expect([count(0, 'node'), count(1, 'node'), count(2, 'entry', 'entries')]).toEqual(['0 nodes', '1 node', '2 entries']);
  });
});

describe('sentences', () => {
  it('have one stop each, whether the words had one or not', () => {
    expect(sentences('step 1 of 2', 'It has no owner.', '', 'Why?', 'and so on…')).toBe('step 1 of 2. It has no owner. Why? and so on…');
  });
  it('that end with a title have its stop alone', () => {
    expect(withSingleStops('Grouped as etc.. Done!. Wait... 1.5 GB.')).toBe('Grouped as etc. Done! Wait... 1.5 GB.');
  });
});
