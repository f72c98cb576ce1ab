import { counted, decimalsOfMoney, isUnderACent, list, minus, rounded } from '#engine/plan';

/** How numbers are written. */
export interface NumberStyle {
  /** Whose digits and separators, as a language tag. */
  readonly language: string;
  /** A currency by its code behind the amount, `5 USD`, or by its sign before it, `$5`. */
  readonly currency: 'code' | 'symbol';
  /** Cents with amounts under 100, or with all. */
  readonly cents: 'small' | 'always';
}

export const usualStyle: NumberStyle = { language: 'en-GB', currency: 'code', cents: 'small' };

/** An amount of money: whole units from 100 on, cents below, unless cents are always wanted. */
export function money(amount: number, currency = '', style: NumberStyle = usualStyle): string {
  if (!Number.isFinite(amount)) return 'unknown';
  if (isUnderACent(amount))
    return `under ${inCurrency(formatOf(style.language, 2, 2).format(0.01), currency, style)}${amount < 0 ? ' off' : ''}`;
  const digits = style.cents === 'small' ? decimalsOfMoney(amount) : 2;
  const number = formatOf(style.language, digits, digits).format(Math.abs(amount));
  return `${amount < 0 ? minus : ''}${inCurrency(number, currency, style)}`;
}

function inCurrency(number: string, currency: string, { currency: shown }: NumberStyle): string {
  const sign = shown === 'symbol' ? signOf(currency) : undefined;
  return sign === undefined ? `${number}${currency ? ` ${currency}` : ''}` : `${sign}${number}`;
}

/** A difference of money, with its sign: `+12.50`. */
export function signedMoney(amount: number, currency = '', style: NumberStyle = usualStyle): string {
  return `${amount > 0 && !isUnderACent(amount) ? '+' : ''}${money(amount, currency, style)}`;
}

/**
 * An amount that some parts may be missing from: what is known is a least amount, and nothing known is unknown, never 0.
 * @param unknown how many parts are not known
 */
export function knownMoney(
  amount: number,
  unknown: number,
  currency: string,
  least = 'at least ',
  style: NumberStyle = usualStyle,
): string {
  if (unknown === 0) return money(amount, currency, style);
  return amount === 0 ? 'unknown' : `${least}${money(amount, currency, style)}`;
}

/** A number without digits that say nothing: `1,234.5`. */
export function plainNumber(value: number, style: NumberStyle = usualStyle): string {
  if (!Number.isFinite(value)) return 'unknown';
  const text = formatOf(style.language, 0, 20).format(rounded(Math.abs(value), 5));
  return `${value < 0 ? minus : ''}${text}`;
}

/** "1 node", "3,000 nodes". */
export const count = counted;

/** A moment, in milliseconds since 1970, as short as it can be told from `now`: the time on the same day, else the day too. */
export function moment(time: number, now: number, { language }: NumberStyle = usualStyle): string {
  const [date, today] = [new Date(time), new Date(now)];
  const clock = date.toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' });
  if (date.toDateString() === today.toDateString()) return clock;
  const isThisYear = date.getFullYear() === today.getFullYear();
  return `${date.toLocaleDateString(language, { day: 'numeric', month: 'short', ...(isThisYear ? {} : { year: 'numeric' }) })}, ${clock}`;
}

/** Making one takes longer than using it, and a large plan shows thousands of amounts. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(language: string, least: number, most: number): Intl.NumberFormat {
  const key = `${language} ${least} ${most}`;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.NumberFormat(language, { minimumFractionDigits: least, maximumFractionDigits: most })));
  return format;
}

const signs = new Map<string, string | undefined>();

/** The sign of a currency that no other has, such as `A$`; `undefined` where there is none but its code. */
function signOf(currency: string): string | undefined {
  if (!signs.has(currency)) signs.set(currency, signFor(currency));
  return signs.get(currency);
}

function signFor(currency: string): string | undefined {
  if (!/^[A-Z]{3}$/.test(currency)) return undefined;
  const parts = new Intl.NumberFormat('en-US', { style: 'currency', currency }).formatToParts(0);
  const sign = parts.find(({ type }) => type === 'currency')?.value;
  return sign === currency ? undefined : sign;
}

/** "2 nodes and 1 edge": how many there are of what there is. */
export function countsOf(numbers: Readonly<Record<string, number>>): string {
  const parts = Object.entries(numbers).flatMap(([what, number]) => (number > 0 ? [count(number, what)] : []));
  return list(parts);
}

/** Sentences one after the other, each with one stop at its end. */
export function sentences(...texts: readonly string[]): string {
  return texts
    .map((text) => text.trim())
    .filter(Boolean)
    .map((text) => (/[.!?…]$/.test(text) ? text : `${text}.`))
    .join(' ');
}

/** A text without the second of two stops, as where a title that ends with one ends a sentence. */
export function withSingleStops(text: string): string {
  return text.replace(/(?<!\.)([.!?…])\.(?=\s|$)/g, '$1');
}
