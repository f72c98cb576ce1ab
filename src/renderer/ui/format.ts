/** An amount of money as the window shows it: whole units from 100 on, cents below. The currency stands behind it. */
export function money(amount: number, currency = ''): string {
  const digits = Math.abs(amount) >= 100 || amount === 0 ? 0 : 2;
  const text = Math.abs(amount)
    .toFixed(digits)
    .replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return `${amount < 0 ? '−' : ''}${text}${currency ? ` ${currency}` : ''}`;
}

/** A difference of money, with its sign: `+12.50`. */
export function signedMoney(amount: number, currency = ''): string {
  return `${amount > 0 ? '+' : ''}${money(amount, currency)}`;
}

/**
 * An amount that some parts may be missing from: what is known is a least amount, and nothing known is unknown, never 0.
 * @param unknown how many parts are not known
 */
export function knownMoney(amount: number, unknown: number, currency: string, least = 'at least '): string {
  if (unknown === 0) return money(amount, currency);
  return amount === 0 ? 'unknown' : `${least}${money(amount, currency)}`;
}

/** A number without digits that say nothing: `1,234.5`. */
export function plainNumber(value: number): string {
  return value.toLocaleString('en-GB', { maximumSignificantDigits: 5 });
}

/** "1 node", "3 nodes". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** A moment, in milliseconds since 1970, as short as it can be told from `now`: the time on the same day, else the day too. */
export function moment(time: number, now: number): string {
  const [date, today] = [new Date(time), new Date(now)];
  const clock = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (date.toDateString() === today.toDateString()) return clock;
  const isThisYear = date.getFullYear() === today.getFullYear();
  return `${date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', ...(isThisYear ? {} : { year: 'numeric' }) })}, ${clock}`;
}
