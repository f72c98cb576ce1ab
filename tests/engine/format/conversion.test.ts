import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertedMoney, isConversion, rateWords, readConversion, type Conversion } from '#engine/format';

const euro: Conversion = { from: 'USD', to: 'EUR', rate: 0.92, asOf: '2026-11-20' };

describe('a converted amount', () => {
  it('is marked as one', () => expect(convertedMoney(561, 0, 'USD', euro)).toBe('≈ 516 EUR'));
  it('says what is missing', () => expect(convertedMoney(561, 2, 'USD', euro)).toBe('≈ at least 516 EUR'));
  it('stays unknown', () => expect(convertedMoney(0, 1, 'USD', euro)).toBeUndefined());
  it('is none in another currency, and without a rate', () => {
    expect(convertedMoney(561, 0, 'GBP', euro)).toBeUndefined();
    expect(convertedMoney(561, 0, 'USD', null)).toBeUndefined();
  });
  it('has a rate and its day', () => expect(rateWords(euro)).toBe('1 USD = 0.92 EUR, 2026-11-20'));
});

describe('a typed rate', () => {
  const read = (typed: Partial<Record<'to' | 'rate' | 'asOf', string>>) =>
    readConversion({ from: 'USD', to: 'eur', rate: '0.92', asOf: '2026-11-20', ...typed }, '2026-11-29');

  it('is read', () => expect(read({})).toEqual({ conversion: euro }));
  it('may have a comma', () => expect(read({ rate: '0,92' })).toEqual({ conversion: euro }));
  it.each([
    [{ to: 'Euro' }, 'to', /three letters/],
    [{ to: 'usd' }, 'to', /already/],
    [{ rate: '0' }, 'rate', /what 1 USD is/],
    [{ rate: '' }, 'rate', /what 1 USD is/],
    [{ rate: 'about 1' }, 'rate', /what 1 USD is/],
    [{ asOf: '2026-02-30' }, 'asOf', /day of the rate/],
    [{ asOf: '2026-11-30' }, 'asOf', /in the future/],
  ] as const)('is refused as %o', (typed, part, problem) => {
    expect(read(typed)).toMatchObject({ problems: { [part]: expect.stringMatching(problem) } });
  });

  it('that is accepted can be stored and read again', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (to, rate, asOf) => {
        const answer = read({ to, rate, asOf });
        if ('conversion' in answer) expect(isConversion(answer.conversion)).toBe(true);
        else expect(Object.keys(answer.problems)).not.toEqual([]);
      }),
    );
  });
});
