import { successorRank, type GraphNode, type Machine } from '../../catalog';
import { money } from '../../format';
import { isSizeFor } from '../questions/machines';
import type { EndedSize } from '../questions/ended-sizes';
import type { Fix, RuleInput } from '../rule';

/**
 * The size to take instead of one that ends: of the successors that the price book has, the one with as many processors or as large a GPU,
 * the usual series first, then the nearest hourly price.
 */
export function successorSizes(
  { book, catalog }: Pick<RuleInput, 'book' | 'catalog'>,
  node: GraphNode,
  { field, sku, series }: EndedSize,
): Fix[] {
  const { id, region, service } = node;
  const priceOf = (meter: string) => book.price(meter, region)?.price;
  const old = book.machine(sku);
  const before = old && priceOf(old.meter.id);
  const cores = old?.machine.vcpus ?? Number(/\d+/.exec(sku)?.[0] ?? 0);
  const fits = (machine: Machine) => !service || isSizeFor(service, field, machine);
  const candidates = book.machines().flatMap(({ meter, machine }) => {
    const rank = successorRank(series, machine.sku);
    const price = priceOf(meter.id);
    const ends = catalog.sizes.of(machine.sku) !== undefined;
    return rank < 0 || price === undefined || ends || !fits(machine) ? [] : [{ machine, price, rank }];
  });
  const gap = (machine: Machine) => (machine.gpu ? 0 : Math.abs(machine.vcpus - cores));
  const distance = ({ machine, price }: { readonly machine: Machine; readonly price: number }) =>
    before === undefined ? Math.abs(machine.vcpus - cores) : Math.abs(price - before);
  const [best] = candidates.sort((a, b) => gap(a.machine) - gap(b.machine) || a.rank - b.rank || distance(a) - distance(b));
  if (!best) return [];
  const change =
    before === undefined
      ? `at ${money(best.price, book.currency)} an hour`
      : `at ${money(best.price, book.currency)} an hour instead of ${money(before, book.currency)}`;
  return [{ title: `Use ${best.machine.sku}, ${change}`, edits: [{ type: 'set-usage', id, set: { [field]: best.machine.sku } }] }];
}
