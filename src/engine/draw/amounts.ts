/** An amount of money: whole units from 100 on, cents below. What is too little for a cent is said so, since it is not nothing. */
export function money(value: number): string {
  const size = Math.abs(value);
  if (size > 0 && size < 0.005) return value < 0 ? 'under 0.01 off' : 'under 0.01';
  return `${value < 0 ? '−' : ''}${grouped(size.toFixed(size >= 100 || size === 0 ? 0 : 2))}`;
}

/** A number of at most five digits that say something. */
export function plain(value: number): string {
  const size = Number(Math.abs(value).toPrecision(5));
  // very small ones would be written as powers of ten
  const text = size > 0 && size < 1e-6 ? size.toFixed(12).replace(/\.?0+$/, '') : String(size);
  const [whole = '', fraction] = text.split('.');
  return `${value < 0 && size > 0 ? '−' : ''}${grouped(whole)}${fraction ? `.${fraction}` : ''}`;
}

function grouped(digits: string): string {
  const [whole = '', fraction] = digits.split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction ? `.${fraction}` : '');
}
