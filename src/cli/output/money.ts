/** An amount of money as lists show it: whole units from 100 on, cents below; never more digits than it deserves. */
export function money(amount: number, currency: string): string {
  const sign = amount < 0 ? '-' : '';
  const size = Math.abs(amount);
  const digits = size >= 100 || size === 0 ? 0 : 2;
  const text = size.toFixed(digits).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return `${sign}${text} ${currency}`;
}
