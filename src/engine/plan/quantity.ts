/**
 * Amounts with a unit, as plans write them: `80 GB`, `20 min`. Sizes are decimal (1 TB = 1,000 GB), as Azure's bandwidth
 * and data-processing meters count; a month has 730 hours, as Azure's price pages count.
 */

export type Dimension = 'size' | 'duration';

export interface Quantity {
  readonly amount: number;
  readonly unit: string;
  readonly dimension: Dimension;
  /** The amount in the dimension's base unit: GB for sizes, hours for durations. */
  readonly base: number;
}

/** The unit that `Quantity.base` counts in. */
export const baseUnit: Record<Dimension, string> = { size: 'GB', duration: 'h' };

const units: ReadonlyMap<string, { readonly dimension: Dimension; readonly factor: number }> = new Map([
  ['KB', { dimension: 'size', factor: 1e-6 }],
  ['MB', { dimension: 'size', factor: 1e-3 }],
  ['GB', { dimension: 'size', factor: 1 }],
  ['TB', { dimension: 'size', factor: 1e3 }],
  ['PB', { dimension: 'size', factor: 1e6 }],
  ['s', { dimension: 'duration', factor: 1 / 3600 }],
  ['min', { dimension: 'duration', factor: 1 / 60 }],
  ['h', { dimension: 'duration', factor: 1 }],
  ['d', { dimension: 'duration', factor: 24 }],
]);

/** The units of a dimension, smallest first. */
export function unitsOf(dimension: Dimension): readonly string[] {
  return [...units.keys()].filter((unit) => units.get(unit)?.dimension === dimension);
}

const pattern = /^\s*(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*([A-Za-z]+)\s*$/;

/** `undefined` when the text is no amount with a unit that we know. */
export function parseQuantity(text: string): Quantity | undefined {
  const match = pattern.exec(text);
  const unit = match?.[2];
  const known = unit === undefined ? undefined : units.get(unit);
  const amount = Number(match?.[1]);
  if (unit === undefined || !known || !Number.isFinite(amount * known.factor)) return undefined;
  return { amount, unit, dimension: known.dimension, base: amount * known.factor };
}

/** Writes a base amount in the unit that reads best: `0.5` GB as `500 MB`, `2000` GB as `2 TB`. At most 4 digits. */
export function formatQuantity(base: number, dimension: Dimension): string {
  const candidates = unitsOf(dimension);
  let best = candidates[0] ?? '';
  for (const unit of candidates) {
    const factor = units.get(unit)?.factor ?? 1;
    // 90 min reads better than 1.5 h only below two hours; days only from two on.
    const threshold = unit === 'd' ? 2 : unit === 'h' ? 2 : 1;
    if (Math.abs(base) / factor >= threshold) best = unit;
  }
  const amount = base / (units.get(best)?.factor ?? 1);
  return `${Number(amount.toPrecision(4))} ${best}`;
}

/** Whether the parts of a range are amounts that go up from low over likely to high, all in the same kind of unit. */
export function isRangeOrdered({
  low,
  likely,
  high,
}: {
  readonly low: number | string;
  readonly likely: number | string;
  readonly high: number | string;
}): boolean {
  const read = [low, likely, high].map((one) => (typeof one === 'number' ? { base: one, dimension: undefined } : parseQuantity(one)));
  return read.every((one, at) => {
    const before = read[at - 1];
    if (one === undefined) return false;
    return at === 0 || (before !== undefined && one.dimension === before.dimension && one.base >= before.base);
  });
}
