import type { NumberMarks, UsageValue } from '#engine/plan';
import { shownAmount } from '../amounts/typed';

/** A value as its field shows it, with numbers as the user writes them. */
export function showValue(value: UsageValue | undefined, marks: NumberMarks): string {
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'object'
    ? [value.low, value.likely, value.high].map((one) => shownAmount(one, marks)).join(' \u2026 ')
    : shownAmount(value, marks);
}
