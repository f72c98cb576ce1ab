/** An amount of money as lists show it: whole units from 100 on, cents below; never more digits than it deserves. */
export function money(amount: number, currency: string): string {
  const sign = amount < 0 ? '-' : '';
  const size = Math.abs(amount);
  const digits = size >= 100 || size === 0 ? 0 : 2;
  const text = size.toFixed(digits).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return `${sign}${text} ${currency}`;
}

/** An amount that some parts may be missing from: what is known is a least amount, and nothing known is unknown, never 0. */
export function knownMoney(amount: number, unknown: readonly string[], currency: string): string {
  if (unknown.length === 0) return money(amount, currency);
  return amount === 0 ? 'unknown' : `at least ${money(amount, currency)}`;
}
