/*
 * Figures in words, in one place for findings, scores, drawings, sheets and the command. They are written out rather than left to
 * the locale of the machine: the same plan gives the same words everywhere. The window adds the user's own marks.
 */

/** The one sign before amounts below 0. */
export const minus = '\u2212';

/**
 * A number with its thousands set apart: `43,800`, `0.0042`. Never a power of ten.
 * @param digits the most that say something; whole numbers keep all of theirs
 */
export function figure(value: number, digits = 5): string {
  if (!Number.isFinite(value)) return 'unknown';
  const text = plainDigits(rounded(Math.abs(value), digits));
  const [whole = '', fraction] = text.split('.');
  return `${value < 0 && text !== '0' ? minus : ''}${grouped(whole)}${fraction ? `.${fraction}` : ''}`;
}

/** A number with so many digits that say something, but no whole digit lost. @param value 0 or more */
export function rounded(value: number, digits: number): number {
  return value >= 10 ** (digits - 1) ? Math.round(value) : Number(value.toPrecision(digits));
}

/** How many decimals an amount of money is written with: none from 100 on and for nothing, else two. */
export function decimalsOfMoney(amount: number): 0 | 2 {
  const size = Math.abs(amount);
  return size === 0 || size >= 99.995 ? 0 : 2;
}

/** Whether an amount is something, but too little for a cent. */
export function isUnderACent(amount: number): boolean {
  return amount !== 0 && Math.abs(amount) < 0.005;
}

/** An amount of money: whole units from 100 on, cents below. What is too little for a cent is said so, since it is not nothing. @param currency left out in tables that name it once */
export function money(amount: number, currency = ''): string {
  const unit = currency === '' ? '' : ` ${currency}`;
  if (!Number.isFinite(amount)) return 'unknown';
  if (isUnderACent(amount)) return `under 0.01${unit}${amount < 0 ? ' off' : ''}`;
  const [whole = '', cents] = Math.abs(amount).toFixed(decimalsOfMoney(amount)).split('.');
  return `${amount < 0 ? minus : ''}${grouped(whole)}${cents ? `.${cents}` : ''}${unit}`;
}

/** An amount that some parts may be missing from: what is known is a least amount, and nothing known is unknown, never 0. */
export function knownMoney(amount: number, unknown: number, currency = ''): string {
  if (unknown === 0) return money(amount, currency);
  return amount === 0 ? 'unknown' : `at least ${money(amount, currency)}`;
}

/** `1 node`, `43,800 nodes`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${figure(number)} ${number === 1 ? one : many}`;
}

/** Words as a list: `a`, `a and b`, `a, b and c`, `a, b and 3 others`. @param most how many are named before the rest is counted */
export function list(words: readonly string[], joint: 'and' | 'or' = 'and', most = Infinity): string {
  const named = words.length > most ? words.slice(0, most - 1) : [...words];
  const rest = words.length - named.length;
  if (rest > 0) named.push(`${rest} others`);
  const last = named.pop() ?? '';
  return named.length > 0 ? `${named.join(', ')} ${joint} ${last}` : last;
}

/** Digits of a whole number in groups of three. */
export function grouped(whole: string): string {
  return whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
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
