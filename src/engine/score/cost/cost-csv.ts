import type { Catalog, PriceBookFile } from '../../catalog';
import { csv, type Conversion, type CsvCell } from '../../format';
import { stages, type Plan } from '../../plan';
import type { ChargedLine, Cost } from './cost';

export interface CostTable {
  readonly plan: Plan;
  readonly catalog: Catalog;
  readonly cost: Cost;
  /** The price book that the plan was costed with. */
  readonly book: PriceBookFile;
  /** The user's rate to another currency, for more columns. */
  readonly conversion?: Conversion | null;
}

const head = [
  'Node',
  'Title',
  'Service',
  'Stage',
  'Charge',
  'Quantity a month',
  'Unit',
  'Unit price',
  'Amount a month',
  'Low',
  'High',
  'Currency',
  'Paid',
  'Region of the price',
  'Region of the node has no price',
  'Machine',
  'Meter',
  'Source',
  'Address of the source',
  'Price as of',
  'Price book',
  'Note',
] as const;

/**
 * The cost of a plan as CSV: a row for each charge, for each charge that is unknown, and for each node without a charge. The columns of
 * a conversion name its rate and day in every row.
 */
export function costCsv({ plan, catalog, cost, book, conversion }: CostTable): string {
  const rate = conversion?.from === cost.currency ? conversion : undefined;
  const convertedHead = rate ? [`Amount converted to ${rate.to}`, 'Rate', 'Rate as of'] : [];
  const converted = (amount: number | 'unknown'): readonly CsvCell[] =>
    rate ? [typeof amount === 'number' ? plain(amount * rate.rate) : amount, rate.rate, rate.asOf] : [];
  const meters = new Map(book.meters.map((meter) => [meter.id, meter]));
  const bookName = `${book.title} (${book.id}), as of ${book.asOf}`;

  const rows = Object.entries(plan.nodes).flatMap(([id, node]): (readonly CsvCell[])[] => {
    const service = catalog.get(node.service);
    const stage = node.stage ?? service?.stages[0];
    const about = [id, node.title ?? '', service?.name ?? node.service, stages.find((one) => one.id === stage)?.title ?? stage ?? ''];
    const of = cost.nodes[id];
    const charged = (line: ChargedLine): readonly CsvCell[] => {
      const meter = meters.get(line.meter);
      const source = meter && book.sources[meter.source];
      return [
        ...about,
        line.title,
        plain(line.quantity),
        line.unit,
        plain(line.unitPrice),
        plain(line.amount),
        plain(line.range.low),
        plain(line.range.high),
        cost.currency,
        line.mode === 'always-on' ? 'always on' : 'while running',
        line.region,
        line.unknownRegion ? 'region unknown' : line.substituted ? 'yes' : 'no',
        line.machine,
        line.meter,
        source?.title ?? 'unknown',
        source?.url,
        meter?.asOf ?? 'unknown',
        bookName,
        line.note,
        ...converted(line.amount),
      ];
    };
    const without = (title: string, amount: number | 'unknown', note: string): readonly CsvCell[] => [
      ...about,
      title,
      ...[undefined, undefined, undefined],
      ...[amount, amount, amount],
      cost.currency,
      ...Array.from({ length: 8 }, () => undefined),
      bookName,
      note,
      ...converted(amount),
    ];
    const unknown = (of?.unknown ?? []).map(({ title, because }) => without(title, 'unknown', because));
    const lines = (of?.lines ?? []).map(charged);
    if (lines.length + unknown.length > 0) return [...lines, ...unknown];
    return [of?.free ? without('No charge of its own', 0, 'Free.') : without('Cost', 'unknown', 'Nothing is known about its cost.')];
  });
  return csv([[...head, ...convertedHead], ...rows]);
}

/** A number without the last digits, which are noise of its calculation. */
function plain(value: number): number {
  return Number(value.toPrecision(12));
}
