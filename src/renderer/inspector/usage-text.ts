import type { Field } from '#engine/catalog';
import type { UsageValue } from '#engine/plan';

/** What was typed into a usage field, as the plan keeps it: a number where it is one, else the words as they are, for the checks to judge. */
export function readTyped(field: Field, text: string): UsageValue | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (field.type === 'number') {
    const plain = trimmed.replace(/(\d),(?=\d{3}\b)/g, '$1');
    const number = Number(plain);
    return Number.isFinite(number) ? number : trimmed;
  }
  if (field.type === 'size' || field.type === 'duration') return trimmed.replace(/^(\d+(?:\.\d+)?)\s*([A-Za-z]+)$/, '$1 $2');
  return trimmed;
}

/** A value as its field shows it. */
export function showValue(value: UsageValue | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'object' ? `${value.low} … ${value.likely} … ${value.high}` : String(value);
}
