import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figure, marksOf, percent, percentOf, rounded, toDecimals } from '#engine/format';
import { fixedText, roundedTo } from '../../../src/engine/format/numbers.ts';

describe('a number', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [0.0042, '0.0042'],
    [1234.5, '1,234.5'],
    [1234.56, '1,234.6'],
    [43800, '43,800'],
    [123456.5, '123,457'],
    [-123456.5, '−123,457'],
    [1e-9, '0.000000001'],
    [1e21, '1,000,000,000,000,000,000,000'],
    [99999.95, '100,000'],
    [0.99999999, '1'],
    [NaN, 'unknown'],
    [-Infinity, 'unknown'],
  ])('%d is %s', (value, text) => expect(figure(value)).toBe(text));

  it.each([
    ['de-DE', '1.234.567,5'],
    ['en-IN', '12,34,567.5'],
    ['fr-FR', '1\u202f234\u202f567,5'],
    ['ar-EG', '١٬٢٣٤٬٥٦٧٫٥'],
  ])('has the marks of %s', (language, text) => expect(figure(1234567.5, 15, marksOf(language))).toBe(text));
});

// as browsers write them, so that what the user set in the system is what is seen
const languages = ['en-GB', 'en-US', 'en-IN', 'de-DE', 'de-CH', 'de-AT', 'fr-FR', 'es-ES', 'pt-PT', 'pl-PL', 'it-IT', 'ru-RU', 'sv-SE'];
it.each([...languages, 'hi-IN', 'bn-BD', 'ar-EG', 'fa-IR', 'ja-JP', 'tr-TR'])('numbers in %s are those of the platform', (language) => {
  const platform = new Intl.NumberFormat(language, { maximumFractionDigits: 3 });
  fc.assert(
    fc.property(fc.oneof(fc.integer({ min: 0, max: 99_999_999_999 }), fc.constantFrom(0, 7, 999, 1000, 1234, 9999, 10000)), (whole) => {
      expect(figure(whole, 15, marksOf(language))).toBe(platform.format(whole));
      expect(figure(whole / 1000, 15, marksOf(language))).toBe(platform.format(whole / 1000));
    }),
  );
});

describe('rounding', () => {
  it.each([
    [0.245, 2, 0.25],
    [1.005, 2, 1.01],
    [-1.005, 2, -1.01],
    [2.5, 0, 3],
    [-2.5, 0, -3],
    [0.05, 1, 0.1],
    [9.95, 1, 10],
    [1e-7, 2, 0],
    [5e-7, 6, 0.000001],
    [123456789012.345, 2, 123456789012.35],
  ])('%d to %d decimals is %d: half away from zero, on the decimal text', (value, decimals, result) =>
    expect(roundedTo(value, decimals)).toBe(result),
  );

  it.each([
    [0.0012345, 4, 0.001235],
    [12.345, 4, 12.35],
    [-12.345, 4, -12.35],
    [123456, 3, 123456],
    [99.995, 4, 100],
    [0, 5, 0],
  ])('%d with %d digits is %d, and no whole digit is lost', (value, digits, result) => expect(rounded(value, digits)).toBe(result));

  it('has exactly so many decimals where they are asked for', () => {
    expect([0, 0.5, 9.999, 99.995, 1e21].map((value) => fixedText(value, 2))).toEqual([
      '0.00',
      '0.50',
      '10.00',
      '100.00',
      '1000000000000000000000.00',
    ]);
    expect(fixedText(999.5, 0)).toBe('1000');
  });

  it('is off by half of the last digit at most, and changes nothing done again', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.integer({ min: 0, max: 6 }), (value, decimals) => {
        const once = roundedTo(value, decimals);
        expect(Math.abs(once - value)).toBeLessThanOrEqual(0.5 * 10 ** -decimals + 1e-6);
        expect(roundedTo(once, decimals)).toBe(once);
      }),
    );
  });
});

it('shares and points have no decimals that say nothing', () => {
  expect([0, 0.57, 0.145, 0.995, 1].map((share) => percent(share))).toEqual(['0 %', '57 %', '15 %', '100 %', '100 %']);
  expect([0.6, 0.333, 0.0005].map((share) => percent(share, 1))).toEqual(['60 %', '33.3 %', '0.1 %']);
  expect([percentOf(1, 3), percentOf(0, 0)]).toEqual(['33 %', '0 %']);
  expect([0.05, 12, 0.25].map((value) => toDecimals(value, 1))).toEqual(['0.1', '12', '0.3']);
  expect([percent(NaN), toDecimals(NaN, 1)]).toEqual(['unknown', 'unknown']);
});
