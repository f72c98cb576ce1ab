import type { FieldRange, Service } from '../../catalog';
import type { AssumedValue } from './cost';
import type { Metered } from './metered';

/**
 * The values that the plan gives in place of a node, of those that its charges read.
 * @param volume the plan's data volume, as the plan writes it
 */
export function assumedBy(
  charged: readonly Pick<Metered, 'quantity'>[],
  { usage }: Service,
  values: Readonly<Record<string, FieldRange>>,
  volume: string,
): readonly AssumedValue[] {
  return usage.flatMap(({ id, title }): AssumedValue[] => {
    const from = values[id]?.from;
    if (typeof from !== 'object' || !('need' in from) || !charged.some(({ quantity }) => quantity.fields.includes(id))) return [];
    return [{ field: id, title, need: from.need, value: volume }];
  });
}
