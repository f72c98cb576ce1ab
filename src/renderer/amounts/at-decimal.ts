import type { NumberMarks } from '#engine/format';

/** An amount in the two parts that a column aligns: `98` and `.54`. Whole amounts and words have no fraction. */
export function atDecimal(text: string, { decimal }: Pick<NumberMarks, 'decimal'>): { readonly whole: string; readonly fraction: string } {
  const at = text.lastIndexOf(decimal);
  const isFraction = at > 0 && /^\p{Nd}{2}$/u.test(text.slice(at + decimal.length));
  return isFraction ? { whole: text.slice(0, at), fraction: text.slice(at) } : { whole: text, fraction: '' };
}
