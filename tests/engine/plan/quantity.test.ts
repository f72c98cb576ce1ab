import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatQuantity, parseQuantity, unitsOf } from '#engine/plan';

describe('an amount with a unit', () => {
  it.each([
    ['80 GB', 80, 'size'],
    ['80GB', 80, 'size'],
    ['  1.5 TB ', 1500, 'size'],
    ['2 PB', 2_000_000, 'size'],
    ['250 MB', 0.25, 'size'],
    ['1 KB', 1e-6, 'size'],
    ['1e3 GB', 1000, 'size'],
    ['-3 GB', -3, 'size'],
    ['90 min', 1.5, 'duration'],
    ['36 s', 0.01, 'duration'],
    ['2 h', 2, 'duration'],
    ['3 d', 72, 'duration'],
  ])('%s', (text, base, dimension) => {
    const quantity = parseQuantity(text);
    expect(quantity?.dimension).toBe(dimension);
    expect(quantity?.base).toBeCloseTo(base, 12);
  });

  it.each([
    '80',
    'GB',
    '80 gb',
    '80 GiB',
    '80 m',
    '1,5 GB',
    '1 000 GB',
    '.5 GB',
    '80 GB per run',
    'NaN GB',
    'Infinity GB',
    '1e999 GB',
    '0x10 GB',
    '',
    '5 constructor',
    '5 toString',
    '5 hasOwnProperty',
  ])('is not "%s"', (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  });

  it('is written in the unit that reads best', () => {
    const sizes = [0, 0.0005, 0.5, 1, 999, 1000, 2500, 1e6, 80, 1234.5678].map((base) => formatQuantity(base, 'size'));
    expect(sizes).toEqual(['0 KB', '500 KB', '500 MB', '1 GB', '999 GB', '1 TB', '2.5 TB', '1 PB', '80 GB', '1.235 TB']);
    const times = [1 / 3600, 1 / 60, 1.5, 1.99, 2, 36, 48, 730].map((base) => formatQuantity(base, 'duration'));
    expect(times).toEqual(['1 s', '1 min', '90 min', '119.4 min', '2 h', '36 h', '2 d', '30.42 d']);
  });

  it('is read back as what was written, to four digits', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('size' as const, 'duration' as const),
        fc.double({ min: -1e15, max: 1e15, noNaN: true }),
        (dimension, base) => {
          const read = parseQuantity(formatQuantity(base, dimension));
          expect(read?.dimension).toBe(dimension);
          expect(Math.abs((read?.base ?? NaN) - base)).toBeLessThanOrEqual(5.001e-4 * Math.abs(base));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('of data in whole units is read back exactly', () => {
    fc.assert(
      fc.property(fc.nat({ max: 999 }), fc.constantFrom(...unitsOf('size')), (amount, unit) => {
        expect(formatQuantity(parseQuantity(`${amount} ${unit}`)?.base ?? NaN, 'size')).toBe(amount === 0 ? '0 KB' : `${amount} ${unit}`);
      }),
    );
  });
});
