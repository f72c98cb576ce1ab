import { englishMarks, fileMarks, writeNumber, type NumberMarks } from '../format';

/*
 * The one reader of numbers that people write: in files, in fields of the window, in options of the command. It never guesses. A text
 * with two readings is refused with both of them. A text with one reading that is not in the place's format is refused with that reading.
 */

/**
 * Largest and smallest usable numbers. A month has 730 hours and the largest clouds hold some 10^12 GB: more is a slip, and would fill a
 * page with digits.
 */
export const numberLimits: Limits = { most: 1e12, least: 1e-9 };

/** The largest and the smallest size of a number that is not 0. */
export interface Limits {
  readonly most: number;
  readonly least: number;
}

/** Most characters of a number and its unit: a longer text is not a number, and would take long to search. */
export const longest = 64;

/** The reason why a text is refused, and the text to write instead. */
export interface Refusal {
  /** A clause that starts with the text, without a full stop: `"2,5" has a decimal comma; write 2.5`. */
  readonly reason: string;
  /** The part of the clause between the text and what to write instead. */
  readonly because: string;
  /** Likely meanings in the format of the place: one text, or several if the text is ambiguous. */
  readonly suggestions: readonly string[];
  /** Set if the text is a number, but out of bounds. */
  readonly beyond?: 'most' | 'least';
}

export type NumberRead = { readonly value: number } | Refusal;

/** Reads a number. @returns a refusal for text that is not a number, has two readings, or is out of bounds */
export function readNumber(text: string, marks: NumberMarks = fileMarks, limits: Limits = numberLimits): NumberRead {
  if (text.trim().length > longest) return refuse(text, 'is too long for a number');
  const plain = normalise(text);
  const isStrict = marks.group === '';
  const special = readSpecial(plain, text, marks, limits);
  if (special) return special;
  const match = /^([+-]?) ?([\d.,' _\u066b\u066c]*\d[.,\u066b]?)(?:[eE]([+-]?\d{1,4}))?$/.exec(plain);
  if (!match) return refuse(text, `is no number; write digits, such as ${writeNumber(1500, marks)} or ${writeNumber(0.5, marks)}`);
  const [, sign = '', mantissa = '', exponent = ''] = match;
  const valueOf = (digits: string): number => Number(`${sign}${digits}${exponent && `e${exponent}`}`) + 0;

  const own = readMantissa(mantissa, marks);
  const readings = allReadings(mantissa).map(valueOf);
  const isClean = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e|$)/i.test(plain) && plain === text.trim();
  if (own !== undefined && !(own === mantissa.replace(',', '.') && isTwofold(mantissa)) && (!isStrict || isClean)) {
    const value = valueOf(own);
    return outOfBounds(value, text, marks, limits) ?? { value };
  }
  const [first, ...others] = [...new Set(readings)];
  if (first === undefined)
    return refuse(text, `is no number: its marks between digits fit no way of writing; write digits, such as ${writeNumber(1500, marks)}`);
  const bad = outOfBounds(first, text, marks, limits);
  if (bad) return bad;
  const written = [first, ...others].map((value) => writeNumber(value, marks));
  if (others.length > 0) return refuse(text, '', written);
  return refuse(text, blame(plain, mantissa, marks), written);
}

/** Refuses a number for which results would be meaningless. @param shown the text that held it */
export function outOfBounds(
  value: number,
  shown: string,
  marks: NumberMarks = englishMarks,
  { most, least }: Limits = numberLimits,
): Refusal | undefined {
  const size = Math.abs(value);
  const readable = marks.group === '' ? englishMarks : marks;
  if (!Number.isFinite(value) || size > most)
    return { ...refuse(shown, `is more than can be counted with; the most is ${writeNumber(most, readable)}`), beyond: 'most' };
  if (size > 0 && size < least)
    return { ...refuse(shown, `is too little to be counted with; the least is ${writeNumber(least, readable)}`), beyond: 'least' };
  return undefined;
}

/**
 * @param because continues after the text; empty where several suggestions say it
 * @param suggestions likely meanings
 */
export function refuse(text: string, because: string, suggestions: readonly string[] = []): Refusal {
  const trimmed = text.trim();
  const shown = JSON.stringify(trimmed.length > 40 ? `${trimmed.slice(0, 24)}\u2026` : trimmed);
  const [first, ...others] = suggestions;
  const reason =
    first === undefined
      ? `${shown} ${because}`
      : others.length === 0
        ? `${shown} ${because}; write ${first}`
        : `${shown} can be read as ${suggestions.join(' or as ')}; write the one that is meant`;
  return { reason, because, suggestions };
}

/** The refusal of a number where only whole numbers count: a reading with decimals is not meant. */
export function refuseForWhole(text: string, { suggestions, ...rest }: Refusal): Refusal {
  const whole = suggestions.filter((one) => Number.isInteger(Number(one)));
  if (whole.length === suggestions.length) return { ...rest, suggestions };
  return refuse(text, whole.length === 0 ? 'is no whole number' : 'is not written as a whole number', whole);
}

/** A number of YAML or JSON that a person can read differently from the file's format: `3.000`, `012`, `0x1F`. */
export function doubtfulNumber(source: string): Refusal | undefined {
  const body = source.replace(/^[+-]/, '');
  const octal = /^0+([0-7]+)$/.exec(body);
  if (octal && Number(body) !== 0) {
    const ways = [String(Number(source)), String(parseInt(body, 8) * (source.startsWith('-') ? -1 : 1))];
    return new Set(ways).size === 1 ? refuse(source, 'begins with 0', [ways[0] ?? '']) : refuse(source, '', ways);
  }
  if (/^0\d/.test(body) || /^0[xob]/i.test(body) || isTwofold(body)) {
    const read = readNumber(source);
    return 'reason' in read ? read : undefined;
  }
  return undefined;
}

/** Three decimals of which the last is 0, behind one to three digits: nobody writes 3 as `3.000`, and some write 3,000 so. */
export function isTwofold(digits: string): boolean {
  return /^[1-9]\d{0,2}[.,]\d\d0$/.test(digits);
}

/** An amount of money that is likelier to be meant as thousands: 1.234. */
export function isTwofoldMoney(amount: number): boolean {
  return /^[1-9]\d{0,2}\.\d{3}$/.test(String(amount));
}

/** The digits of one reading, with a decimal point; `undefined` if the reading does not fit. */
function readMantissa(mantissa: string, { decimal, group, pairs }: NumberMarks): string | undefined {
  const parts = mantissa.split(decimal);
  const [whole = '', fraction = ''] = parts;
  if (parts.length > 2 || !/^\d*$/.test(fraction)) return undefined;
  const marks = new Set(whole.replace(/\d/g, ''));
  const [mark] = marks;
  if (mark === undefined) return `${whole || '0'}${fraction && `.${fraction}`}`;
  // spaces, apostrophes and underscores group digits everywhere
  if (marks.size > 1 || !(mark === group || " '_".includes(mark))) return undefined;
  const [lead = '', ...groups] = whole.split(mark);
  const fits = (one: string, at: number) => one.length === 3 || (pairs && one.length === 2 && at < groups.length - 1);
  if (!/^[1-9]\d{0,2}$/.test(lead) || !groups.every(fits)) return undefined;
  return `${lead}${groups.join('')}${fraction && `.${fraction}`}`;
}

const ways: readonly NumberMarks[] = [
  { decimal: '.', group: ',' },
  { decimal: ',', group: '.' },
  { decimal: '\u066b', group: '\u066c' },
  { decimal: '.', group: ',', pairs: true },
];

function allReadings(mantissa: string): string[] {
  return ways.flatMap((way) => readMantissa(mantissa, way) ?? []);
}

/** Words, and numbers in other notations: each is refused with its value. */
function readSpecial(plain: string, text: string, marks: NumberMarks, limits: Limits): Refusal | undefined {
  if (plain === '') return refuse(text, 'is no number');
  if (/^[+-]?\.?(?:inf(?:inity)?|nan|\u221e)$/i.test(plain)) return refuse(text, 'is no number that can be counted with');
  if (/^[+-]?0[xob][\da-f_]+$/i.test(plain)) {
    const value = Number(plain.replace(/^[+-]|_/g, ''));
    return Number.isFinite(value) && value <= numberLimits.most
      ? refuse(text, `is not written in decimal digits`, [writeNumber(value, marks)])
      : refuse(text, 'is not written in decimal digits');
  }
  const fraction = /^(\d{1,9}) ?[/\u2044] ?(\d{1,9})$/.exec(plain);
  if (fraction) {
    const value = Number((Number(fraction[1]) / Number(fraction[2])).toPrecision(4));
    return Number.isFinite(value) ? refuse(text, `is a fraction`, [writeNumber(value, marks)]) : refuse(text, 'divides by 0');
  }
  const sign = /^(?:[~\u2248<>\u2264\u2265=]+|ca\.?|about) ?(.+)$/i.exec(plain);
  if (sign?.[1] !== undefined) return inside(sign[1], 1, 'holds more than a number', text, marks, limits);
  const percent = /^(.+?) ?%$/.exec(plain);
  if (percent?.[1] !== undefined) return inside(percent[1], 1, 'is a share', text, marks, limits);
  const scaled = /^(.*\d) ?(k|thousand|m|mio|million|bn|mrd|billion)\.?$/i.exec(plain);
  if (scaled?.[1] !== undefined && scaled[2] !== undefined)
    return inside(
      scaled[1],
      /^[kt]/i.test(scaled[2]) ? 1e3 : /^m(?!rd)/i.test(scaled[2]) ? 1e6 : 1e9,
      'is short for a number',
      text,
      marks,
      limits,
    );
  return undefined;
}

function inside(plain: string, factor: number, what: string, text: string, marks: NumberMarks, limits: Limits): Refusal {
  const read = readNumber(plain, marks, limits);
  if (!('value' in read)) return refuse(text, `${what}; write digits alone`);
  const value = Number((read.value * factor).toPrecision(15));
  const bad = outOfBounds(value, text, marks, limits);
  return bad ?? refuse(text, `${what}`, [writeNumber(value, marks)]);
}

/** The reason why a text with one reading is not in the format of its place. */
function blame(plain: string, mantissa: string, { decimal, group }: NumberMarks): string {
  const last = /[.,](?=\d*$)/.exec(mantissa)?.[0];
  const isDecimal = last !== undefined && last !== decimal && mantissa.split(last).length === 2;
  if (isDecimal)
    return `has a decimal ${last === ',' ? 'comma' : 'point'} where a ${decimal === '.' ? 'point' : 'comma'} is the decimal mark`;
  if (/^0\d/.test(mantissa)) return 'begins with 0';
  if (/[, '_\u066b\u066c]|\..*\./.test(mantissa))
    return group === '' ? 'has marks between its digits' : 'has marks between its digits where thousands do not end';
  return plain.startsWith('+') ? 'has a plus' : 'is written in another way than numbers are here';
}

/** Digits of every script, spaces and signs of every kind, replaced by those of ASCII. */
function normalise(text: string): string {
  return text
    .trim()
    .replace(/[\u200e\u200f\u061c]/g, '')
    .replace(/\p{Nd}/gu, (digit) => {
      // a script's digits begin at a code point that ends in 0 or in 6
      const code = digit.codePointAt(0) ?? 0;
      if (code < 0x80) return digit;
      if (code >= 0x1d7ce && code <= 0x1d7ff) return String((code - 0x1d7ce) % 10);
      const low = code & 0xf;
      return String(/^\p{Nd}$/u.test(String.fromCodePoint(code - low)) ? low : low - 6);
    })
    .replace(/[\u2212\u2013\ufe63\uff0d]/g, '-')
    .replace(/\uff0b/g, '+')
    .replace(/\uff0e/g, '.')
    .replace(/\uff0c/g, ',')
    .replace(/[\u2019\u02bc\uff07]/g, "'")
    .replace(/\s/g, ' ');
}
