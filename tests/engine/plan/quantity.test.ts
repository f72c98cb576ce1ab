import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { englishMarks, formatQuantity, rangeText, unitsOf, type NumberMarks } from '#engine/format';
import { hourlyText, parseQuantity, quantityText, readQuantity } from '#engine/plan';

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
    ['200 ms', 200 / 3_600_000],
    ['2 w', 336],
    ['1 B', 1e-9],
    ['1 GiB', 1.073741824],
  ])('counts %s in the base unit of its dimension', (text, base) => {
    expect(parseQuantity(text)?.base).toBeCloseTo(base, 15);
  });

  it('an hour is read from a rate, of bytes or of bits', () => {
    expect(
      ['100 MB/s', '800 Mbps', '6 GB per minute', '1 TB/d', '5 Gbit/s', '80 GB', '3 h/d', 'x/s'].map((text) => hourlyText(text)),
    ).toEqual(['360 GB', '360 GB', '360 GB', '41.6666666667 GB', '2250 GB', '80 GB', '3 h/d', 'x/s']);
  });

  it.each([
    '80',
    'GB',
    '80 gb',
    '80 Gib',
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
        fc.double({ min: 1e-6, max: 1e5, noNaN: true }),
        (dimension, base) => {
          const read = readQuantity(formatQuantity(base, dimension), englishMarks);
          if ('reason' in read) throw new Error(read.reason);
          expect(read.dimension).toBe(dimension);
          expect(Math.abs(read.base - base)).toBeLessThanOrEqual(5.001e-4 * Math.abs(base));
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

describe('a range', () => {
  it.each([
    [1 / 6, 2 / 3, 'h', '10 to 40 min'],
    [0.5, 8, 'h', '0.5 to 8 h'],
    [100, 2500, 'GB', '0.1 to 2.5 TB'],
    [1000 / 3, 40_000, 'runs/month', '333 to 40,000 runs/month'],
    [1, 3, '', '1 to 3'],
  ])('from %d to %d %s', (low, high, unit, words) => {
    expect(rangeText(low, high, unit)).toBe(words);
  });
});

describe('an amount that is written and read again', () => {
  const places: NumberMarks[] = [
    { decimal: '.', group: '' },
    englishMarks,
    { decimal: ',', group: '.' },
    { decimal: ',', group: '\u202f' },
    { decimal: '.', group: '\u2019' },
    { decimal: '.', group: ',', pairs: true },
  ];
  it('is the same, wherever it is written', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.constantFrom(...unitsOf('size'), ...unitsOf('duration')),
        fc.oneof(fc.integer({ min: 0, max: 100_000_000 }), fc.double({ min: 0.01, max: 1e5, noNaN: true })),
        (marks, unit, amount) => {
          const written = quantityText({ amount, unit }, marks);
          const read = readQuantity(written, marks);
          // the bounds are of the whole amount, so a large number of days is refused
          if ('reason' in read) expect(read.beyond).toBe('most');
          else expect(read).toMatchObject({ amount, unit });
        },
      ),
    );
  });
});
