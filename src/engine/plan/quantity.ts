import { fileMarks, units, unitsOf, writeNumber, type Dimension, type NumberMarks } from '../format';
import { longest, numberLimits, readNumber, refuse, type NumberRead, type Refusal } from './number-text';
import { meantUnit } from './unit-text';

/**
 * Amounts with a unit, as plans write them: `80 GB`, `20 min`. Sizes are decimal (1 TB = 1,000 GB), as Azure's bandwidth
 * and data-processing meters count; a month has 730 hours, as Azure's price pages count.
 */

export interface Quantity {
  readonly amount: number;
  readonly unit: string;
  readonly dimension: Dimension;
  /** The amount in the dimension's base unit: GB for sizes, hours for durations. */
  readonly base: number;
}

/** The largest amount, in its base unit: larger than any cloud, and longer than a century. */
const most: Record<Dimension, { readonly base: number; readonly words: string }> = {
  size: { base: numberLimits.most, words: `${writeNumber(1e9, { decimal: '.', group: ',' })} TB` },
  duration: { base: 1e6, words: '1,000,000 h' },
};

/** Limits of a number before a unit: the amount with its unit is checked separately. */
const anyAmount = { most: 1e18, least: 1e-18 };

export type QuantityRead = Quantity | Refusal;

/**
 * Reads an amount with its unit.
 * @param marks number format of the place; fields of the window also take other spellings of a unit, such as `2 hours`
 */
export function readQuantity(text: string, marks: NumberMarks = fileMarks): QuantityRead {
  if (text.trim().length > longest) return refuse(text, 'is too long for an amount; write it like "80 GB" or "20 min"');
  const [, before = '', unit = ''] = /^(.*?)\s*([A-Za-z]*)$/s.exec(text.trim()) ?? [];
  if (unit === '' || before === '') return withoutUnit(text, marks);
  const meant = units.has(unit) ? unit : meantUnit(unit);
  const number = readNumber(before, marks, anyAmount);
  if (!/\p{Nd}/u.test(before) || ('reason' in number && number.suggestions.length === 0 && number.beyond === undefined))
    return refuseAmount(text);
  const { dimension, factor } = units.get(meant ?? '') ?? {};
  if (meant === undefined || dimension === undefined || factor === undefined) return refuseUnit(text, unit, number, marks);
  if ('reason' in number) {
    if (number.beyond) return tooFar(text, dimension, number.beyond);
    // an amount goes with its unit
    return offer(
      text,
      number.because,
      number.suggestions.map((one) => `${one} ${meant}`),
      marks,
    );
  }
  const { value } = number;
  // files have one spelling of a unit
  if (meant !== unit && marks.group === '')
    return offer(text, `has a unit that is written "${meant}"`, [`${writeNumber(value, marks)} ${meant}`], marks);
  const base = value * factor;
  if (Math.abs(base) > most[dimension].base) return tooFar(text, dimension, 'most');
  if (base !== 0 && Math.abs(base) < numberLimits.least) return tooFar(text, dimension, 'least');
  return { amount: value, unit: meant, dimension, base };
}

/** `undefined` when the text is not an amount with a unit, as files write it. */
export function parseQuantity(text: string): Quantity | undefined {
  const read = readQuantity(text);
  return 'reason' in read ? undefined : read;
}

const rate = /^(.+?)\s*(?:\/\s*|\bper\s+|\ban?\s+)([a-z]+)$/i;
const bits = /^(.+?)\s*([kmgt])(?:bps|bits?\s*\/\s*s(?:ec|econd)?)$/i;

/**
 * The amount that an hour has at a rate, as text: `100 MB/s` and `800 Mbps` are `360 GB`. Any other text is returned unchanged.
 */
export function hourlyText(text: string, marks: NumberMarks = fileMarks): string {
  const [, number = '', scale = ''] = bits.exec(text.trim()) ?? [];
  if (number !== '') return perHour(`${number} ${scale.toUpperCase()}B`, 3600 / 8, marks) ?? text;
  const [, amount = '', time = ''] = rate.exec(text.trim()) ?? [];
  const hours = units.get(units.has(time) ? time : (meantUnit(time) ?? ''));
  return (hours?.dimension === 'duration' ? perHour(amount, 1 / hours.factor, marks) : undefined) ?? text;
}

function perHour(amount: string, times: number, marks: NumberMarks): string | undefined {
  const read = readQuantity(amount, marks);
  if ('reason' in read || read.dimension !== 'size') return undefined;
  const base = Number((read.base * times).toPrecision(12));
  return quantityText({ amount: base, unit: 'GB' }, marks);
}

/** An amount as files write it: `2500 GB`. */
export function quantityText({ amount, unit }: Pick<Quantity, 'amount' | 'unit'>, marks: NumberMarks = fileMarks): string {
  return `${writeNumber(amount, marks)} ${unit}`;
}

/** True if the parts of a range go up from low over likely to high, all in the same kind of unit. */
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

/**
 * Refuses a text with likely meanings. A meaning that would be refused when it is written is not offered: amounts below 0, which would be
 * refused where they are used, and those out of bounds.
 */
function offer(text: string, because: string, suggestions: readonly string[], marks: NumberMarks): Refusal {
  if (suggestions.some((one) => one.startsWith('-'))) return refuse(text, 'is less than 0, which no amount is');
  const reads = suggestions.map((written) => ({ written, read: readQuantity(written, marks) }));
  const usable = reads.flatMap(({ written, read }) => ('reason' in read ? [] : [written]));
  if (usable.length === suggestions.length) return refuse(text, because, suggestions);
  if (usable.length > 0) return refuse(text, 'can be read in two ways, of which one can be counted with', usable);
  const beyond = reads.flatMap(({ read }) => ('reason' in read && read.beyond ? [read] : []))[0];
  return { ...refuse(text, beyond?.because ?? because), ...(beyond?.beyond ? { beyond: beyond.beyond } : {}) };
}

function withoutUnit(text: string, marks: NumberMarks): Refusal {
  const turned = /^([A-Za-z]+)\s*(\S.*)$/.exec(text.trim());
  const meant = turned?.[1] === undefined ? undefined : units.has(turned[1]) ? turned[1] : meantUnit(turned[1]);
  if (turned?.[2] !== undefined && meant !== undefined) {
    const read = readQuantity(`${turned[2]} ${meant}`, marks);
    if (!('reason' in read)) return offer(text, 'has its unit before the number', [quantityText(read, marks)], marks);
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
  if (unit === 'm' && minutes !== undefined)
    return offer(text, 'has "m" for its unit, which minutes and months begin with', [minutes], marks);
  return refuse(text, `has no unit that is known; the units are ${[...unitsOf('size'), ...unitsOf('duration')].join(', ')}`);
}

function tooFar(text: string, dimension: Dimension, end: 'most' | 'least'): Refusal {
  return end === 'most'
    ? { ...refuse(text, `is more than can be counted with; the most is ${most[dimension].words}`), beyond: end }
    : { ...refuse(text, `is too little to be counted with; the least is ${dimension === 'size' ? '1 B' : '0.01 ms'}`), beyond: end };
}
