import {
  fileMarks,
  longest,
  numberLimits,
  readNumber,
  refuse,
  writeNumber,
  type NumberMarks,
  type NumberRead,
  type Refusal,
} from './number-text';
import { figure } from './wording/figures';
import { meantUnit } from './unit-text';

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

/** The most that an amount can be, in its base unit: what fits into no cloud, and longer than a century. */
const most: Record<Dimension, { readonly base: number; readonly words: string }> = {
  size: { base: numberLimits.most, words: `${writeNumber(1e9, { decimal: '.', group: ',' })} TB` },
  duration: { base: 1e6, words: '1,000,000 h' },
};

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

/** What a number before a unit can be: the unit says how much that is. */
const anyAmount = { most: 1e18, least: 1e-18 };

/** The units of a dimension, smallest first. */
export function unitsOf(dimension: Dimension): readonly string[] {
  return [...units.keys()].filter((unit) => units.get(unit)?.dimension === dimension);
}

export type QuantityRead = Quantity | Refusal;

/**
 * Reads an amount with its unit.
 * @param marks how its place writes numbers; fields of the window also take a unit that is spelled in another way, such as `2 hours`
 */
export function readQuantity(text: string, marks: NumberMarks = fileMarks): QuantityRead {
  if (text.trim().length > longest) return refuse(text, 'is too long for an amount; write it like "80 GB" or "20 min"');
  const [, before = '', unit = ''] = /^(.*?)\s*([A-Za-z]*)$/s.exec(text.trim()) ?? [];
  if (unit === '' || before === '') return withoutUnit(text, marks);
  const known = units.get(unit);
  const meant = known ? { unit, factor: 1 } : meantUnit(unit);
  const number = readNumber(before, marks, anyAmount);
  if (!/\p{Nd}/u.test(before) || ('reason' in number && number.suggestions.length === 0 && number.beyond === undefined))
    return refuseAmount(text);
  if (!meant) return refuseUnit(text, unit, number, marks);
  if ('reason' in number) {
    if (number.beyond) return tooFar(text, units.get(meant.unit)?.dimension ?? 'size', number.beyond);
    // an amount goes with its unit
    return offer(
      text,
      number.because,
      number.suggestions.map((one) => `${one} ${meant.unit}`),
    );
  }
  const spelling = known === undefined;
  const { value } = number;
  const { dimension, factor } = units.get(meant.unit) as { dimension: Dimension; factor: number }; // meant units are known
  if (spelling && (meant.factor !== 1 || marks.group === '')) {
    const amount = Number((value * meant.factor).toPrecision(meant.factor === 1 ? 15 : 4));
    const written = `${writeNumber(amount, marks)} ${meant.unit}`;
    const why = meant.because ?? `has a unit that is written "${meant.unit}"`;
    return offer(text, why, [written]);
  }
  const base = value * factor;
  if (Math.abs(base) > most[dimension].base) return tooFar(text, dimension, 'most');
  if (base !== 0 && Math.abs(base) < numberLimits.least) return tooFar(text, dimension, 'least');
  return { amount: value, unit: meant.unit, dimension, base };
}

/** `undefined` when the text is no amount with a unit, as files write it. */
export function parseQuantity(text: string): Quantity | undefined {
  const read = readQuantity(text);
  return 'reason' in read ? undefined : read;
}

/** An amount as files write it: `2500 GB`. */
export function quantityText({ amount, unit }: Pick<Quantity, 'amount' | 'unit'>, marks: NumberMarks = fileMarks): string {
  return `${writeNumber(amount, marks)} ${unit}`;
}

/** Writes a base amount in the unit that reads best: `0.5` GB as `500 MB`, `2000` GB as `2 TB`. At most 4 digits, and all whole ones. */
export function formatQuantity(base: number, dimension: Dimension, write: (value: number) => string = (value) => figure(value, 4)): string {
  const best = bestUnit(base, dimension);
  return `${write(base / factorOf(best))} ${best}`;
}

/**
 * A range in one unit, the one that its high end reads best in: `10 to 40 min`.
 * @param unit what both count in; hours and GB change to what reads best, others stay
 */
export function rangeText(low: number, high: number, unit: string, write: (value: number) => string = (value) => figure(value, 3)): string {
  const dimension = unit === baseUnit.size ? 'size' : unit === baseUnit.duration ? 'duration' : undefined;
  const best = dimension && bestUnit(Math.max(Math.abs(low), Math.abs(high)), dimension);
  const factor = best === undefined ? 1 : factorOf(best);
  return `${write(low / factor)} to ${write(high / factor)} ${best ?? unit}`.trimEnd();
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

/** Refuses a text with what was meant, but for amounts below 0: these would be refused where they are used. */
function offer(text: string, because: string, suggestions: readonly string[]): Refusal {
  if (suggestions.some((one) => one.startsWith('-'))) return refuse(text, 'is less than 0, which no amount is');
  return refuse(text, because, suggestions);
}

function withoutUnit(text: string, marks: NumberMarks): Refusal {
  const turned = /^([A-Za-z]+)\s*(\S.*)$/.exec(text.trim());
  const meant = turned?.[1] === undefined ? undefined : units.has(turned[1]) ? turned[1] : meantUnit(turned[1])?.unit;
  if (turned?.[2] !== undefined && meant !== undefined) {
    const read = readQuantity(`${turned[2]} ${meant}`, marks);
    if (!('reason' in read)) return offer(text, 'has its unit before the number', [quantityText(read, marks)]);
  }
  return /\p{Nd}/u.test(text) ? refuse(text, 'has no unit; write it like "80 GB" or "20 min"') : refuseAmount(text);
}

function refuseAmount(text: string): Refusal {
  const [, hours, minutes] = /^(\d{1,5}) ?h ?(\d{1,2}) ?min$/.exec(text.trim()) ?? [];
  if (hours === undefined) return refuse(text, 'is no amount; write it like "80 GB" or "20 min"');
  const written = `${60 * Number(hours) + Number(minutes)} min`;
  return refuse(text, 'has two units', [written]);
}

function refuseUnit(text: string, unit: string, number: NumberRead, marks: NumberMarks): Refusal {
  if (/^[kmgtp](?:b(?:it|ps)?|bits?)$/i.test(unit))
    return refuse(text, `can be read as bits; the units of data are ${unitsOf('size').join(', ')}`);
  const minutes = 'value' in number ? `${writeNumber(number.value, marks)} min` : undefined;
  if (unit === 'm' && minutes !== undefined) return offer(text, 'has "m" for its unit, which minutes and months begin with', [minutes]);
  return refuse(text, `has no unit that is known; the units are ${[...units.keys()].join(', ')}`);
}

function tooFar(text: string, dimension: Dimension, end: 'most' | 'least'): Refusal {
  return end === 'most'
    ? { ...refuse(text, `is more than can be counted with; the most is ${most[dimension].words}`), beyond: end }
    : { ...refuse(text, `is too little to be counted with; the least is ${dimension === 'size' ? '0.001 KB' : '0.00001 s'}`), beyond: end };
}

function bestUnit(base: number, dimension: Dimension): string {
  const candidates = unitsOf(dimension);
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
