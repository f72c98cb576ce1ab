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
  const whole = Math.abs(amount);
  const digits = style.cents === 'small' && (whole >= 100 || amount === 0) ? 0 : 2;
  const number = formatOf(style.language, digits, digits).format(whole);
  const sign = style.currency === 'symbol' ? signOf(currency) : undefined;
  const text = sign === undefined ? `${number}${currency ? ` ${currency}` : ''}` : `${sign}${number}`;
  return `${amount < 0 ? '−' : ''}${text}`;
}

/** A difference of money, with its sign: `+12.50`. */
export function signedMoney(amount: number, currency = '', style: NumberStyle = usualStyle): string {
  return `${amount > 0 ? '+' : ''}${money(amount, currency, style)}`;
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
  return value.toLocaleString(style.language, { maximumSignificantDigits: 5 });
}

/** "1 node", "3 nodes". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

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
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
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
