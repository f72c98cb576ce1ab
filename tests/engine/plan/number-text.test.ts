import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { englishMarks, fileMarks, writeNumber, type NumberMarks } from '#engine/format';
import { numberLimits, readNumber, readQuantity } from '#engine/plan';

const german: NumberMarks = { decimal: ',', group: '.' };
const places = { file: fileMarks, english: englishMarks, german };

/* What is made of every kind of text, in a file or option, and in a window that writes numbers as English or as German does. */
type Row = readonly [text: string, file: number | string, english: number | string, german: number | string];

// prettier-ignore
const numbers: readonly Row[] = [
  ['5', 5, 5, 5],
  ['1500', 1500, 1500, 1500],
  ['2.5', 2.5, 2.5, 'has a decimal point where a comma is the decimal mark; write 2,5'],
  ['2,5', 'has a decimal comma where a point is the decimal mark; write 2.5', 'has a decimal comma where a point is the decimal mark; write 2.5', 2.5],
  ['0,5', 'has a decimal comma where a point is the decimal mark; write 0.5', 'has a decimal comma where a point is the decimal mark; write 0.5', 0.5],
  ['3.000', 'can be read as 3 or as 3000; write the one that is meant', 'can be read as 3 or as 3,000; write the one that is meant', 3000],
  ['12.50', 12.5, 12.5, 'has a decimal point where a comma is the decimal mark; write 12,5'],
  ['0.500', 0.5, 0.5, 'has a decimal point where a comma is the decimal mark; write 0,5'],
  ['1,000', 'can be read as 1000 or as 1; write the one that is meant', 1000, 'can be read as 1.000 or as 1; write the one that is meant'],
  ['1.000', 'can be read as 1 or as 1000; write the one that is meant', 'can be read as 1 or as 1,000; write the one that is meant', 1000],
  ['1,000,000', 'has marks between its digits; write 1000000', 1000000, 'has marks between its digits where thousands do not end; write 1.000.000'],
  ['1.000.000', 'has marks between its digits; write 1000000', 'has marks between its digits where thousands do not end; write 1,000,000', 1000000],
  ['1.234', 1.234, 1.234, 1234],
  ['1,234', 'can be read as 1234 or as 1.234; write the one that is meant', 1234, 1.234],
  ['1.250', 'can be read as 1.25 or as 1250; write the one that is meant', 'can be read as 1.25 or as 1,250; write the one that is meant', 1250],
  ['1.234,5', 'has a decimal comma where a point is the decimal mark; write 1234.5', 'has a decimal comma where a point is the decimal mark; write 1,234.5', 1234.5],
  ['1,234.5', 'has marks between its digits; write 1234.5', 1234.5, 'has a decimal point where a comma is the decimal mark; write 1.234,5'],
  ['1 000', 'has marks between its digits; write 1000', 1000, 1000],
  ['1\u202f000', 'has marks between its digits; write 1000', 1000, 1000],
  ['1\u00a0000', 'has marks between its digits; write 1000', 1000, 1000],
  ['1\'000', 'has marks between its digits; write 1000', 1000, 1000],
  ['1’000', 'has marks between its digits; write 1000', 1000, 1000],
  ['1_000', 'has marks between its digits; write 1000', 1000, 1000],
  ['12,34,567', 'has marks between its digits; write 1234567', 'has marks between its digits where thousands do not end; write 1,234,567', 'has marks between its digits where thousands do not end; write 1.234.567'],
  ['1,00,0', 'is no number: its marks between digits fit no way of writing; write digits, such as 1500', 'is no number: its marks between digits fit no way of writing; write digits, such as 1,500', 'is no number: its marks between digits fit no way of writing; write digits, such as 1.500'],
  ['1.2.3', 'is no number: its marks between digits fit no way of writing; write digits, such as 1500', 'is no number: its marks between digits fit no way of writing; write digits, such as 1,500', 'is no number: its marks between digits fit no way of writing; write digits, such as 1.500'],
  ['1 2', 'is no number: its marks between digits fit no way of writing; write digits, such as 1500', 'is no number: its marks between digits fit no way of writing; write digits, such as 1,500', 'is no number: its marks between digits fit no way of writing; write digits, such as 1.500'],
  ['２５', 'is written in another way than numbers are here; write 25', 25, 25],
  ['２．５', 'is written in another way than numbers are here; write 2.5', 2.5, 'has a decimal point where a comma is the decimal mark; write 2,5'],
  ['٢٥', 'is written in another way than numbers are here; write 25', 25, 25],
  ['٢٫٥', 'has marks between its digits; write 2.5', 'has marks between its digits where thousands do not end; write 2.5', 'has marks between its digits where thousands do not end; write 2,5'],
  ['२५', 'is written in another way than numbers are here; write 25', 25, 25],
  ['−5', 'is written in another way than numbers are here; write -5', -5, -5],
  ['-5', -5, -5, -5],
  ['- 5', 'is written in another way than numbers are here; write -5', -5, -5],
  ['+5', 'has a plus; write 5', 5, 5],
  ['-0', 0, 0, 0],
  ['1e3', 1000, 1000, 1000],
  ['1E3', 1000, 1000, 1000],
  ['1,5e3', 'has a decimal comma where a point is the decimal mark; write 1500', 'has a decimal comma where a point is the decimal mark; write 1,500', 1500],
  ['1e-3', 0.001, 0.001, 0.001],
  ['.5', 'is written in another way than numbers are here; write 0.5', 0.5, 'has a decimal point where a comma is the decimal mark; write 0,5'],
  [',5', 'has a decimal comma where a point is the decimal mark; write 0.5', 'has a decimal comma where a point is the decimal mark; write 0.5', 0.5],
  ['5.', 'is written in another way than numbers are here; write 5', 5, 'has a decimal point where a comma is the decimal mark; write 5'],
  ['5,', 'has a decimal comma where a point is the decimal mark; write 5', 'has a decimal comma where a point is the decimal mark; write 5', 5],
  ['0x10', 'is not written in decimal digits; write 16', 'is not written in decimal digits; write 16', 'is not written in decimal digits; write 16'],
  ['0o17', 'is not written in decimal digits; write 15', 'is not written in decimal digits; write 15', 'is not written in decimal digits; write 15'],
  ['012', 'begins with 0; write 12', 12, 12],
  ['1/2', 'is a fraction; write 0.5', 'is a fraction; write 0.5', 'is a fraction; write 0,5'],
  ['1/0', 'divides by 0', 'divides by 0', 'divides by 0'],
  ['50 %', 'is a share; write 50', 'is a share; write 50', 'is a share; write 50'],
  ['50%', 'is a share; write 50', 'is a share; write 50', 'is a share; write 50'],
  ['1k', 'is short for a number; write 1000', 'is short for a number; write 1,000', 'is short for a number; write 1.000'],
  ['2M', 'is short for a number; write 2000000', 'is short for a number; write 2,000,000', 'is short for a number; write 2.000.000'],
  ['3 bn', 'is short for a number; write 3000000000', 'is short for a number; write 3,000,000,000', 'is short for a number; write 3.000.000.000'],
  ['1,5k', 'is short for a number; write digits alone', 'is short for a number; write digits alone', 'is short for a number; write 1.500'],
  ['~5', 'holds more than a number; write 5', 'holds more than a number; write 5', 'holds more than a number; write 5'],
  ['>5', 'holds more than a number; write 5', 'holds more than a number; write 5', 'holds more than a number; write 5'],
  ['ca. 5', 'holds more than a number; write 5', 'holds more than a number; write 5', 'holds more than a number; write 5'],
  ['Infinity', 'is no number that can be counted with', 'is no number that can be counted with', 'is no number that can be counted with'],
  ['-Infinity', 'is no number that can be counted with', 'is no number that can be counted with', 'is no number that can be counted with'],
  ['NaN', 'is no number that can be counted with', 'is no number that can be counted with', 'is no number that can be counted with'],
  ['∞', 'is no number that can be counted with', 'is no number that can be counted with', 'is no number that can be counted with'],
  ['five', 'is no number; write digits, such as 1500 or 0.5', 'is no number; write digits, such as 1,500 or 0.5', 'is no number; write digits, such as 1.500 or 0,5'],
  ['5²', 'is no number; write digits, such as 1500 or 0.5', 'is no number; write digits, such as 1,500 or 0.5', 'is no number; write digits, such as 1.500 or 0,5'],
  ['½', 'is no number; write digits, such as 1500 or 0.5', 'is no number; write digits, such as 1,500 or 0.5', 'is no number; write digits, such as 1.500 or 0,5'],
  ['', 'is no number', 'is no number', 'is no number'],
  ['1e13', 'is more than can be counted with; the most is 1,000,000,000,000', 'is more than can be counted with; the most is 1,000,000,000,000', 'is more than can be counted with; the most is 1.000.000.000.000'],
  ['1e300', 'is more than can be counted with; the most is 1,000,000,000,000', 'is more than can be counted with; the most is 1,000,000,000,000', 'is more than can be counted with; the most is 1.000.000.000.000'],
  ['1e-300', 'is too little to be counted with; the least is 0.000000001', 'is too little to be counted with; the least is 0.000000001', 'is too little to be counted with; the least is 0,000000001'],
  ['1e999', 'is more than can be counted with; the most is 1,000,000,000,000', 'is more than can be counted with; the most is 1,000,000,000,000', 'is more than can be counted with; the most is 1.000.000.000.000'],
  ['9999999999999999999999999999999999999999', 'is more than can be counted with; the most is 1,000,000,000,000', 'is more than can be counted with; the most is 1,000,000,000,000', 'is more than can be counted with; the most is 1.000.000.000.000'],
  ['9'.repeat(400), 'is too long for a number', 'is too long for a number', 'is too long for a number'],
  ['$5', 'is no number; write digits, such as 1500 or 0.5', 'is no number; write digits, such as 1,500 or 0.5', 'is no number; write digits, such as 1.500 or 0,5'],
  ['5 USD', 'is no number; write digits, such as 1500 or 0.5', 'is no number; write digits, such as 1,500 or 0.5', 'is no number; write digits, such as 1.500 or 0,5'],
  ['1-2', 'is no number; write digits, such as 1500 or 0.5', 'is no number; write digits, such as 1,500 or 0.5', 'is no number; write digits, such as 1.500 or 0,5'],
  ['--5', 'is no number; write digits, such as 1500 or 0.5', 'is no number; write digits, such as 1,500 or 0.5', 'is no number; write digits, such as 1.500 or 0,5'],
  ['5;', 'is no number; write digits, such as 1500 or 0.5', 'is no number; write digits, such as 1,500 or 0.5', 'is no number; write digits, such as 1.500 or 0,5'],
];

// prettier-ignore
const amounts: readonly Row[] = [
  ['2.5 TB', '= 2.5 TB', '= 2.5 TB', 'has a decimal point where a comma is the decimal mark; write 2,5 TB'],
  ['2.5TB', '= 2.5 TB', '= 2.5 TB', 'has a decimal point where a comma is the decimal mark; write 2,5 TB'],
  ['2,5 TB', 'has a decimal comma where a point is the decimal mark; write 2.5 TB', 'has a decimal comma where a point is the decimal mark; write 2.5 TB', '= 2.5 TB'],
  ['1,000 GB', 'can be read as 1000 GB or as 1 GB; write the one that is meant', '= 1000 GB', 'can be read as 1.000 GB or as 1 GB; write the one that is meant'],
  ['1,000,000 GB', 'has marks between its digits; write 1000000 GB', '= 1000000 GB', 'has marks between its digits where thousands do not end; write 1.000.000 GB'],
  ['3.000 TB', 'can be read as 3 TB or as 3000 TB; write the one that is meant', 'can be read as 3 TB or as 3,000 TB; write the one that is meant', '= 3000 TB'],
  ['2 TiB', '= 2 TiB', '= 2 TiB', '= 2 TiB'],
  ['512 MiB', '= 512 MiB', '= 512 MiB', '= 512 MiB'],
  ['TB 2', 'has its unit before the number; write 2 TB', 'has its unit before the number; write 2 TB', 'has its unit before the number; write 2 TB'],
  ['2 tb', 'has a unit that is written "TB"; write 2 TB', '= 2 TB', '= 2 TB'],
  ['2 kb', 'has a unit that is written "KB"; write 2 KB', '= 2 KB', '= 2 KB'],
  ['2 Tb', 'can be read as bits; the units of data are KB, MB, GB, TB, PB', 'can be read as bits; the units of data are KB, MB, GB, TB, PB', 'can be read as bits; the units of data are KB, MB, GB, TB, PB'],
  ['2 Mbit', 'can be read as bits; the units of data are KB, MB, GB, TB, PB', 'can be read as bits; the units of data are KB, MB, GB, TB, PB', 'can be read as bits; the units of data are KB, MB, GB, TB, PB'],
  ['2', 'has no unit; write it like "80 GB" or "20 min"', 'has no unit; write it like "80 GB" or "20 min"', 'has no unit; write it like "80 GB" or "20 min"'],
  ['GB', 'is no amount; write it like "80 GB" or "20 min"', 'is no amount; write it like "80 GB" or "20 min"', 'is no amount; write it like "80 GB" or "20 min"'],
  ['100 B', '= 100 B', '= 100 B', '= 100 B'],
  ['100 ms', '= 100 ms', '= 100 ms', '= 100 ms'],
  ['2 hours', 'has a unit that is written "h"; write 2 h', '= 2 h', '= 2 h'],
  ['90 mins', 'has a unit that is written "min"; write 90 min', '= 90 min', '= 90 min'],
  ['3 m', 'has "m" for its unit, which minutes and months begin with; write 3 min', 'has "m" for its unit, which minutes and months begin with; write 3 min', 'has "m" for its unit, which minutes and months begin with; write 3 min'],
  ['1.5 Gi', 'has a unit that is written "GiB"; write 1.5 GiB', '= 1.5 GiB', 'has a decimal point where a comma is the decimal mark; write 1,5 GiB'],
  ['250 milliseconds', 'has a unit that is written "ms"; write 250 ms', '= 250 ms', '= 250 ms'],
  ['64 bytes', 'has a unit that is written "B"; write 64 B', '= 64 B', '= 64 B'],
  ['2 weeks', 'has a unit that is written "w"; write 2 w', '= 2 w', '= 2 w'],
  ['1 h 30 min', 'has two units; write 90 min', 'has two units; write 90 min', 'has two units; write 90 min'],
  ['5 MB/s', 'is no amount; write it like "80 GB" or "20 min"', 'is no amount; write it like "80 GB" or "20 min"', 'is no amount; write it like "80 GB" or "20 min"'],
  ['1k GB', 'is short for a number; write 1000 GB', 'is short for a number; write 1,000 GB', 'is short for a number; write 1.000 GB'],
  ['~2 TB', 'holds more than a number; write 2 TB', 'holds more than a number; write 2 TB', 'holds more than a number; write 2 TB'],
  ['Infinity TB', 'is no amount; write it like "80 GB" or "20 min"', 'is no amount; write it like "80 GB" or "20 min"', 'is no amount; write it like "80 GB" or "20 min"'],
  ['0x10 GB', 'is not written in decimal digits; write 16 GB', 'is not written in decimal digits; write 16 GB', 'is not written in decimal digits; write 16 GB'],
  ['½ TB', 'is no amount; write it like "80 GB" or "20 min"', 'is no amount; write it like "80 GB" or "20 min"', 'is no amount; write it like "80 GB" or "20 min"'],
  ['１ GB', 'is written in another way than numbers are here; write 1 GB', '= 1 GB', '= 1 GB'],
  ['1 000 GB', 'has marks between its digits; write 1000 GB', '= 1000 GB', '= 1000 GB'],
  ['−3 GB', 'is less than 0, which no amount is', '= -3 GB', '= -3 GB'],
  ['0 GB', '= 0 GB', '= 0 GB', '= 0 GB'],
  ['', 'is no amount; write it like "80 GB" or "20 min"', 'is no amount; write it like "80 GB" or "20 min"', 'is no amount; write it like "80 GB" or "20 min"'],
  ['1e3 GB', '= 1000 GB', '= 1000 GB', '= 1000 GB'],
  ['1e9 TB', '= 1000000000 TB', '= 1000000000 TB', '= 1000000000 TB'],
  ['1e10 TB', 'is more than can be counted with; the most is 1,000,000,000 TB', 'is more than can be counted with; the most is 1,000,000,000 TB', 'is more than can be counted with; the most is 1,000,000,000 TB'],
  ['1e300 TB', 'is more than can be counted with; the most is 1,000,000,000 TB', 'is more than can be counted with; the most is 1,000,000,000 TB', 'is more than can be counted with; the most is 1,000,000,000 TB'],
  ['1e-300 GB', 'is too little to be counted with; the least is 1 B', 'is too little to be counted with; the least is 1 B', 'is too little to be counted with; the least is 1 B'],
  ['1000000 h', '= 1000000 h', '= 1000000 h', '= 1000000 h'],
  ['1000001 h', 'is more than can be counted with; the most is 1,000,000 h', 'is more than can be counted with; the most is 1,000,000 h', 'is more than can be counted with; the most is 1,000,000 h'],
  ['GB'.repeat(100), 'is too long for an amount; write it like "80 GB" or "20 min"', 'is too long for an amount; write it like "80 GB" or "20 min"', 'is too long for an amount; write it like "80 GB" or "20 min"'],
];

describe('a number', () => {
  it.each(numbers)('%j', (text, file, english, germanly) => {
    expect(Object.values(places).map((marks) => answer(readNumber(text, marks)))).toEqual([file, english, germanly]);
  });

  it('of any other script is read in the window, and named as files write it elsewhere', () => {
    for (const zero of [0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0e50, 0x1040, 0xff10, 0x1d7ce, 0x1d7d8]) {
      const text = [1, 5, 0, 9].map((digit) => String.fromCodePoint(zero + digit)).join('');
      expect(readNumber(text, englishMarks)).toEqual({ value: 1509 });
      expect(readNumber(text)).toMatchObject({ suggestions: ['1509'] });
    }
  });

  const everywhere: NumberMarks[] = [
    fileMarks,
    englishMarks,
    german,
    { decimal: ',', group: '\u202f' },
    { decimal: ',', group: '\u00a0' },
    { decimal: '.', group: '\u2019' },
    { decimal: '.', group: ',', pairs: true },
    { decimal: '\u066b', group: '\u066c' },
  ];
  const value = fc.oneof(
    fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
    fc.integer({ min: -2_000_000, max: 2_000_000 }).map((thousandths) => thousandths / 1000),
    fc.double({ min: numberLimits.least, max: numberLimits.most, noNaN: true }),
  );

  it('that is written and read again is the same, wherever it is written', () => {
    fc.assert(
      fc.property(fc.constantFrom(...everywhere), value, (marks, number) => {
        expect(readNumber(writeNumber(number, marks), marks)).toEqual({ value: number + 0 });
      }),
      { numRuns: 500 },
    );
  });

  it('that the window takes is taken from a file when it is written there', () => {
    fc.assert(
      fc.property(fc.constantFrom(...everywhere), fc.stringMatching(/^[-+]?[\d.,' ]{1,9}(e[-+]?\d)?$/), (marks, typed) => {
        const read = readNumber(typed, marks);
        fc.pre('value' in read);
        expect(readNumber(writeNumber(read.value, fileMarks))).toEqual(read);
      }),
    );
  });

  it('that is suggested can be read, as a number and in all places', () => {
    fc.assert(
      fc.property(fc.constantFrom(...everywhere), fc.stringMatching(/^[-+~>]?[\d.,'_ x/]{1,9}[kM%e]?\d?$/), (marks, typed) => {
        const read = readNumber(typed, marks);
        for (const suggestion of 'suggestions' in read ? read.suggestions : [])
          expect(readNumber(suggestion, marks)).toHaveProperty('value');
      }),
    );
  });

  it('is read from any text without an exception, and never as anything but a number within its bounds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(...everywhere), (text, marks) => {
        const read = readNumber(text, marks);
        if ('value' in read) expect(Math.abs(read.value)).toBeLessThanOrEqual(numberLimits.most);
        else expect(read.reason).not.toMatch(/[\d]e[+-]?\d{2}|NaN|undefined/);
      }),
    );
  });
});

describe('an amount', () => {
  it.each(amounts)('%j', (text, file, english, germanly) => {
    expect(Object.values(places).map((marks) => amount(readQuantity(text, marks)))).toEqual([file, english, germanly]);
  });
});

describe('an amount that is suggested', () => {
  const places = [
    fileMarks,
    englishMarks,
    german,
    { decimal: ',', group: '\u202f' },
    { decimal: '.', group: '\u2019' },
    { decimal: '\u066b', group: '\u066c' },
  ];
  // prettier-ignore
  const piece = fc.constantFrom('0', '1', '5', '9', '000', '12', '.', ',', '-', '+', ' ', '~', 'ca. ', '%', 'k', 'bn', '1/2', 'e3', 'E12', '0x', '_', "'", '\u0662', '\u066b', 'GB', 'TB', 'tb', 'Gi', 'm', 'h', 'hours', 'days', 'w', 'ms', 'B', '\uff11');

  it('is taken when it is written, in every place', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.array(piece, { minLength: 1, maxLength: 6 }), (marks, pieces) => {
        const read = readQuantity(pieces.join(''), marks);
        for (const suggestion of 'suggestions' in read ? read.suggestions : [])
          expect(readQuantity(suggestion, marks)).toHaveProperty('base');
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    ['1/2 B', 'is too little to be counted with; the least is 1 B'],
    ['120100 days', 'is more than can be counted with; the most is 1,000,000 h'],
    ['1,5e12 TB', 'is more than can be counted with; the most is 1,000,000,000 TB'],
    ['200.000 d', 'can be read in two ways, of which one can be counted with; write 200 d'],
  ])('is within the bounds of amounts: %s', (text, reason) => {
    expect(amount(readQuantity(text))).toBe(reason);
  });
});

/** The number that was read, or the clause that says why there is none, without the text that it starts with. */
function answer(read: ReturnType<typeof readNumber>): number | string {
  return 'value' in read ? read.value : clause(read.reason);
}

function amount(read: ReturnType<typeof readQuantity>): string {
  return 'reason' in read ? clause(read.reason) : `= ${read.amount} ${read.unit}`;
}

function clause(reason: string): string {
  return reason.replace(/^"(?:[^"\\]|\\.)*" /, '');
}
