import { figure } from './numbers';

/*
 * Amounts of data and lengths of time in the unit that reads best. Sizes are decimal (1 TB = 1,000 GB), as Azure's bandwidth and data-processing
 * meters count; a month has 730 hours, as Azure's price pages count.
 */

export type Dimension = 'size' | 'duration';

/** The unit that a dimension counts in: GB for sizes, hours for durations. */
export const baseUnit: Record<Dimension, string> = { size: 'GB', duration: 'h' };

/** A unit with its amount in the base unit. */
export interface Unit {
  readonly dimension: Dimension;
  readonly factor: number;
  /** True for a unit that plans may have, but that Pipedraft does not choose itself. */
  readonly onlyRead?: boolean;
}

/** The units that plans write; the smallest of a dimension first. */
export const units: ReadonlyMap<string, Unit> = new Map<string, Unit>([
  ['B', { dimension: 'size', factor: 1e-9, onlyRead: true }],
  ['KB', { dimension: 'size', factor: 1e-6 }],
  ['MB', { dimension: 'size', factor: 1e-3 }],
  ['GB', { dimension: 'size', factor: 1 }],
  ['TB', { dimension: 'size', factor: 1e3 }],
  ['PB', { dimension: 'size', factor: 1e6 }],
  ['KiB', { dimension: 'size', factor: 1.024e-6, onlyRead: true }],
  ['MiB', { dimension: 'size', factor: 1.048576e-3, onlyRead: true }],
  ['GiB', { dimension: 'size', factor: 1.073741824, onlyRead: true }],
  ['TiB', { dimension: 'size', factor: 1.099511627776e3, onlyRead: true }],
  ['PiB', { dimension: 'size', factor: 1.125899906842624e6, onlyRead: true }],
  ['ms', { dimension: 'duration', factor: 1 / 3_600_000 }],
  ['s', { dimension: 'duration', factor: 1 / 3600 }],
  ['min', { dimension: 'duration', factor: 1 / 60 }],
  ['h', { dimension: 'duration', factor: 1 }],
  ['d', { dimension: 'duration', factor: 24 }],
  ['w', { dimension: 'duration', factor: 168, onlyRead: true }],
]);

/** The units of a dimension that Pipedraft writes, smallest first. */
export function unitsOf(dimension: Dimension): readonly string[] {
  return [...units].flatMap(([name, unit]) => (unit.dimension === dimension && !unit.onlyRead ? [name] : []));
}

/** A power of 1,024 for each unit of memory, relative to GB. */
const memoryPowers: Readonly<Record<string, number>> = { B: -3, K: -2, M: -1, G: 0, T: 1, P: 2 };

/**
 * An amount of memory in the GB that Azure charges: 512 MB of memory are 0.5 GB, with or without the "i" of GiB. Amounts of data are
 * decimal instead.
 */
export function memoryOf(amount: number, unit: string): number {
  return amount * 1024 ** (memoryPowers[unit.charAt(0)] ?? 0);
}

/** Writes a base amount in the unit that reads best: `0.5` GB as `500 MB`, `2000` GB as `2 TB`. At most 4 digits, and all whole ones. */
export function formatQuantity(base: number, dimension: Dimension, write: (value: number) => string = (value) => figure(value, 4)): string {
  const best = bestUnit(base, dimension);
  return `${write(base / factorOf(best))} ${best}`;
}

/**
 * A range in one unit, the one that its high end reads best in: `10 to 40 min`.
 * @param unit unit of both ends; hours and GB change to the one that reads best, others stay
 */
export function rangeText(low: number, high: number, unit: string, write: (value: number) => string = (value) => figure(value, 3)): string {
  const dimension = unit === baseUnit.size ? 'size' : unit === baseUnit.duration ? 'duration' : undefined;
  const best = dimension && bestUnit(Math.max(Math.abs(low), Math.abs(high)), dimension);
  const factor = best === undefined ? 1 : factorOf(best);
  return `${write(low / factor)} to ${write(high / factor)} ${best ?? unit}`.trimEnd();
}

function bestUnit(base: number, dimension: Dimension): string {
  const candidates = unitsOf(dimension);
  if (base === 0 && dimension === 'duration') return 's';
  let best = candidates[0] ?? '';
  for (const unit of candidates) {
    // 90 min reads better than 1.5 h only below two hours; days only from two on.
    const threshold = unit === 'd' ? 2 : unit === 'h' ? 2 : 1;
    if (Math.abs(base) / factorOf(unit) >= threshold) best = unit;
  }
  return best;
}

function factorOf(unit: string): number {
  return units.get(unit)?.factor ?? 1;
}
