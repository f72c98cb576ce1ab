import type { FieldValue } from './field-value';
import type { PriceBook } from './prices';
import type { CostLine, Service } from './service';

/**
 * The meter that a cost line charges for these values: machine sizes and choices filled in.
 * @returns `undefined` when a value that it depends on is missing, or the book has no such meter
 */
export function meterFor(line: CostLine, values: Readonly<Record<string, FieldValue>>, book: PriceBook): string | undefined {
  if (line.meter.startsWith('vm:')) {
    const machine = values[line.meter.slice(3)];
    return typeof machine === 'object' ? book.machine(String(machine['sku']))?.meter.id : undefined;
  }
  let missing = false;
  const id = line.meter.replace(/\{(\w+)\}/g, (_, field: string) => {
    const value = values[field];
    if (typeof value !== 'string') missing = true;
    return typeof value === 'string' ? value : '';
  });
  return missing ? undefined : id;
}

/** Every meter that a line can charge, over all choices of the fields it names; for `vm:` lines none. */
export function meterIdsOf(line: CostLine, service: Service): string[] {
  if (line.meter.startsWith('vm:')) return [];
  let ids = [line.meter];
  for (const [placeholder, fieldId] of line.meter.matchAll(/\{(\w+)\}/g)) {
    const field = service.usage.find(({ id }) => id === fieldId);
    const options = field?.type === 'choice' ? field.options.map(({ value }) => value) : [];
    ids = ids.flatMap((id) => options.map((option) => id.replace(placeholder, option)));
  }
  return ids;
}
