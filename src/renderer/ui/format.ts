/** An amount of money as the window shows it: whole units from 100 on, cents below. The currency stands behind it. */
export function money(amount: number, currency = ''): string {
  const digits = Math.abs(amount) >= 100 || amount === 0 ? 0 : 2;
  const text = Math.abs(amount)
    .toFixed(digits)
    .replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return `${amount < 0 ? '−' : ''}${text}${currency ? ` ${currency}` : ''}`;
}

/** A number without digits that say nothing: `1,234.5`. */
export function plainNumber(value: number): string {
  return value.toLocaleString('en-GB', { maximumSignificantDigits: 5 });
}

/** "1 node", "3 nodes". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
