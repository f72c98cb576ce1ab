import { fileMarks, memoryOf, rounded, baseUnit, formatQuantity, writeNumber, type Dimension, type NumberMarks } from '#engine/format';
import { hourlyText, isTwofoldMoney, parseQuantity, quantityText, readNumber, readQuantity, type Quantity } from '#engine/plan';

/** Kinds of value that a field accepts. */
export type Wanted =
  | { readonly kind: 'number'; readonly unit?: string }
  /** An amount above 0, in a currency. */
  | { readonly kind: 'money'; readonly currency: string }
  /** A share in percent, within bounds. */
  | { readonly kind: 'percent'; readonly least: number; readonly most: number }
  /** A whole number of things, at least one. */
  | { readonly kind: 'count'; readonly most: number }
  | { readonly kind: 'quantity'; readonly dimension: Dimension; readonly of?: 'memory' | undefined; readonly per?: 'hour' | undefined }
  /** A number, or an amount with its unit. */
  | { readonly kind: 'any' };

/** The value read from a text, or the reason that it cannot be read. */
export type Typed =
  | {
      /** The value as the plan keeps it; `undefined` for an empty text. */
      readonly value: number | string | undefined;
      /** The value in other words, where they differ from the text. */
      readonly understood?: string;
    }
  | { readonly problem: string };

/** Reads the text of a field, in the user's number format. */
export function readTyped(text: string, wanted: Wanted, marks: NumberMarks): Typed {
  const trimmed = text.trim();
  if (trimmed === '') return { value: undefined };
  switch (wanted.kind) {
    case 'quantity':
      return quantity(wanted.per === 'hour' ? hourlyText(trimmed, marks) : trimmed, wanted.dimension, marks, wanted.of);
    case 'any': {
      const read = /[a-z]\.?$/i.test(trimmed) && /\p{Nd}\s*[a-z]{1,12}$/iu.test(trimmed) ? quantity(trimmed, undefined, marks) : undefined;
      const number = readNumber(trimmed, marks);
      return read && !('value' in number) ? read : numeric(trimmed, trimmed, marks);
    }
    case 'number':
      return numeric(trimmed, wanted.unit === '%' ? trimmed.replace(/\s*%$/, '') : trimmed, marks);
    case 'money': {
      const read = numeric(trimmed, withoutCurrency(trimmed, wanted.currency), marks);
      if ('problem' in read || typeof read.value !== 'number') return read;
      if (read.value <= 0) return { problem: 'An amount is more than 0. Leave the field empty for none.' };
      if (!isTwofoldMoney(read.value)) return read;
      const ways = [read.value, read.value * 1000].map((value) => writeNumber(value, marks));
      return { problem: `${JSON.stringify(trimmed)} can be read as ${ways.join(' or as ')}, and money has two decimals.` };
    }
    case 'percent': {
      const read = numeric(trimmed, trimmed.replace(/\s*%$/, ''), marks);
      if ('problem' in read || typeof read.value !== 'number') return read;
      if (read.value >= wanted.least && read.value <= wanted.most) return read;
      return { problem: `This is a percentage from ${writeNumber(wanted.least, marks)} to ${writeNumber(wanted.most, marks)}.` };
    }
    case 'count': {
      const read = numeric(trimmed, trimmed, marks);
      if ('problem' in read || typeof read.value !== 'number') return read;
      if (Number.isInteger(read.value) && read.value >= 1 && read.value <= wanted.most) return read;
      return { problem: `This is a whole number from 1 to ${writeNumber(wanted.most, marks)}.` };
    }
  }
}

/** A value of the plan as its field shows it, with all digits: reading it again gives the same value. */
export function shownAmount(value: number | string | undefined, marks: NumberMarks): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return writeNumber(value, marks);
  const read = parseQuantity(value);
  return read ? quantityText(read, marks) : value;
}

function numeric(typed: string, number: string, marks: NumberMarks): Typed {
  const read = readNumber(number, marks);
  if ('reason' in read) return { problem: `${read.reason}.` };
  const written = writeNumber(read.value, marks);
  return { value: read.value, ...(written === typed ? {} : { understood: `= ${written}` }) };
}

function quantity(typed: string, dimension: Dimension | undefined, marks: NumberMarks, of?: 'memory'): Typed {
  const read = readQuantity(typed, marks);
  if ('reason' in read) return { problem: `${read.reason}.` };
  if (dimension !== undefined && read.dimension !== dimension)
    return {
      problem: dimension === 'size' ? 'This is an amount of data, such as "80 GB".' : 'This is a length of time, such as "20 min".',
    };
  if (read.base < 0) return { problem: read.dimension === 'duration' ? 'A time cannot be negative.' : 'An amount cannot be negative.' };
  const other = of === 'memory' ? memoryText(read, marks) : inOtherUnit(read, marks);
  const ways = [quantityText(read, marks), other].filter((one) => one !== typed);
  return {
    value: quantityText(read, fileMarks),
    ...(ways.length > 0 ? { understood: [...new Set(ways)].map((way) => `= ${way}`).join(' ') } : {}),
  };
}

/** An amount in the unit that it is counted in, or, if written in that unit, in the most readable one. */
function inOtherUnit({ base, unit, dimension }: Quantity, marks: NumberMarks): string {
  const write = (value: number) => writeNumber(rounded(value, 4), marks);
  return unit === baseUnit[dimension] ? formatQuantity(base, dimension, write) : `${write(base)} ${baseUnit[dimension]}`;
}

/** An amount of memory in GB of 1,024 MB; below one GB, in MB. */
function memoryText({ amount, unit }: Quantity, marks: NumberMarks): string {
  const gb = memoryOf(amount, unit);
  const write = (value: number) => writeNumber(rounded(value, 4), marks);
  return unit === 'GB' && gb < 1 ? `${write(gb * 1024)} MB` : `${write(gb)} GB`;
}

/** Accepts a currency before or after the amount. */
function withoutCurrency(text: string, currency: string): string {
  const code = currency.toUpperCase();
  const signs: Readonly<Record<string, string>> = { USD: '$', EUR: '\u20ac', GBP: '\u00a3', JPY: '\u00a5' };
  for (const word of [code, signs[code]]) {
    if (word === undefined || word === '') continue;
    if (text.toUpperCase().startsWith(word)) return text.slice(word.length).trim();
    if (text.toUpperCase().endsWith(word)) return text.slice(0, -word.length).trim();
  }
  return text;
}
