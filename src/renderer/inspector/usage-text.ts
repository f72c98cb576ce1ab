import { fileMarks, type NumberMarks } from '#engine/format';
import { parseQuantity, quantityText, type UsageValue } from '#engine/plan';
import { shownAmount } from '../amounts/typed';

/** A value as its field shows it, in the user's number format. */
export function showValue(value: UsageValue | undefined, marks: NumberMarks): string {
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'object'
    ? [value.low, value.likely, value.high].map((one) => shownAmount(one, marks)).join(' \u2026 ')
    : shownAmount(value, marks);
}

/** A first range around a value: half and twice as much. @param isWhole true if only whole numbers are possible */
export function rangeAround(middle: UsageValue, isWhole: boolean): Exclude<UsageValue, number | string | boolean> {
  const likely = typeof middle === 'boolean' || typeof middle === 'object' ? '' : middle;
  const scaled = (factor: number) => {
    if (typeof likely === 'number') return isWhole ? Math.round(likely * factor) : Number((likely * factor).toPrecision(12));
    const quantity = parseQuantity(likely);
    return quantity ? quantityText({ amount: Number((quantity.amount * factor).toPrecision(12)), unit: quantity.unit }, fileMarks) : likely;
  };
  return { low: scaled(0.5), likely, high: scaled(2) };
}
