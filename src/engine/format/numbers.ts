import { englishMarks, type NumberMarks, type ShownMarks } from './marks';

/*
 * Numbers in words. One rule rounds all shown numbers: half away from zero, on the decimal text of the number, so that 0.245 is 0.25
 * although its binary float is a little less. Numbers are written by these functions rather than by the locale of the machine.
 */

/** The one sign before shown numbers below 0. Files and fields have a hyphen, which can be typed. */
export const minus = '\u2212';

/**
 * A shown number: `43,800`, `0.0042`. Never a power of ten; `unknown` for a number that is not finite, and `0` for 0.
 * @param digits most significant digits; whole numbers keep all of theirs
 */
export function figure(value: number, digits = 5, marks: ShownMarks = englishMarks): string {
  if (!Number.isFinite(value)) return 'unknown';
  const text = plainDigits(rounded(Math.abs(value), digits));
  return `${value < 0 && text !== '0' ? minus : ''}${inMarks(text, marks)}`;
}

/** A share of a whole: `64 %`. @param share from 0 to 1 @param decimals the most that are shown; zeros at the end are left out */
export function percent(share: number, decimals = 0): string {
  if (!Number.isFinite(share)) return 'unknown';
  return `${figure(roundedTo(share, decimals + 2) * 100, 15)} %`;
}

/** Share of a part in a whole: `64 %`. Of nothing it is `0 %`. */
export function percentOf(part: number, whole: number): string {
  return percent(whole > 0 ? part / whole : 0);
}

/** A number with at most this many decimals, as points of a score are shown: `0.5`, `12`. @param decimals the most */
export function toDecimals(value: number, decimals: number, marks: ShownMarks = englishMarks): string {
  return Number.isFinite(value) ? figure(roundedTo(value, decimals), 15, marks) : 'unknown';
}

/** A number with this many significant digits, but all of its whole digits; half away from zero. */
export function rounded(value: number, digits: number): number {
  if (!Number.isFinite(value)) return value;
  const [whole = '', fraction = ''] = plainDigits(Math.abs(value)).split('.');
  if (whole !== '0') return roundedTo(value, Math.max(0, digits - whole.length));
  return roundedTo(value, digits + /^0*/.exec(fraction)![0].length);
}

/** A number rounded to this many decimals, half away from zero on its decimal text. */
export function roundedTo(value: number, decimals: number): number {
  return Number.isFinite(value) ? Math.sign(value) * Number(fixedText(value, decimals)) + 0 : value;
}

/**
 * The absolute value of a number with exactly this many decimals, without sign and groups: `0.25`, `100.00`. Half away from zero on its
 * decimal text.
 */
export function fixedText(value: number, decimals: number): string {
  const [whole = '', fraction = ''] = plainDigits(Math.abs(value)).split('.');
  const kept = fraction.slice(0, decimals).padEnd(decimals, '0');
  const digits = `${whole}${kept}`;
  const text = (fraction[decimals] ?? '0') >= '5' ? oneMore(digits) : digits;
  const split = text.length - decimals;
  return decimals === 0 ? text : `${text.slice(0, split)}.${text.slice(split)}`;
}

/** The next whole number, of any length. */
function oneMore(digits: string): string {
  const nines = /9*$/.exec(digits)![0].length;
  const head = digits.slice(0, digits.length - nines);
  const raised = head === '' ? '1' : `${head.slice(0, -1)}${Number(head.at(-1)) + 1}`;
  return raised + '0'.repeat(nines);
}

/** A number in the format of its place, with all its digits and a hyphen below 0. Reading it gives the same number. */
export function writeNumber(value: number, { decimal, group, pairs = false }: NumberMarks): string {
  return `${value < 0 ? '-' : ''}${inMarks(plainDigits(Math.abs(value)), { decimal, group, pairs })}`;
}

/** Digits with a decimal point in the marks of a language. */
export function inMarks(text: string, { decimal, group, pairs, numerals, groupedFrom = 4 }: ShownMarks): string {
  const [whole = '', fraction] = text.split('.');
  const isGrouped = group !== '' && whole.length >= groupedFrom;
  const grouped = isGrouped ? whole.replace(pairs ? /\B(?=(?:\d{2})*\d{3}$)/g : /\B(?=(?:\d{3})+$)/g, group) : whole;
  const written = `${grouped}${fraction ? `${decimal}${fraction}` : ''}`;
  return numerals === undefined ? written : written.replace(/\d/g, (digit) => numerals[Number(digit)] ?? digit);
}

/** All digits of a number that is not negative, without a power of ten. */
export function plainDigits(value: number): string {
  const text = String(value);
  const [mantissa = '', power] = text.split('e');
  if (power === undefined) return text;
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = whole + fraction;
  const point = Number(power) + 1;
  return point <= 0 ? `0.${'0'.repeat(-point)}${digits}` : digits.padEnd(point, '0');
}
