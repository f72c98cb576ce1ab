/** The marks of a number, as typed by a person or written in a file. */
export interface NumberMarks {
  readonly decimal: string;
  /** Between groups of digits; empty for numbers without groups, as in files and options. */
  readonly group: string;
  /** Groups of two digits before the last three, as in India. */
  readonly pairs?: boolean;
}

/** The marks of a number that is shown: a language can have digits of its own, and leave short numbers ungrouped. */
export interface ShownMarks extends NumberMarks {
  /** The digits from 0 to 9, if they are not those of ASCII. */
  readonly numerals?: string;
  /** Whole digits that a number needs to be grouped; 4 by default. */
  readonly groupedFrom?: number;
}

/** Files and options are the same in every country: a decimal point, and nothing between digits. */
export const fileMarks: NumberMarks = { decimal: '.', group: '' };
/** English, for findings, reports, drawings and sheets on every machine: the same plan gives the same words everywhere. */
export const englishMarks: NumberMarks = { decimal: '.', group: ',' };

const known = new Map<string, ShownMarks>();

/** The number marks of a language. @param language its tag, such as `de-DE` */
export function marksOf(language: string): ShownMarks {
  let marks = known.get(language);
  if (!marks) known.set(language, (marks = found(language)));
  return marks;
}

function found(language: string): ShownMarks {
  const format = new Intl.NumberFormat(language);
  const parts = format.formatToParts(12_345_678.5);
  const of = (type: string) => parts.find((part) => part.type === type)?.value;
  const isInPairs = parts.some((part, at) => part.type === 'integer' && at > 0 && part.value.length === 2);
  const numerals = Array.from({ length: 10 }, (_, digit) => format.format(digit)).join('');
  const isGroupedAtFour = format.formatToParts(1234).some(({ type }) => type === 'group');
  return {
    decimal: of('decimal') ?? englishMarks.decimal,
    group: of('group') ?? englishMarks.group,
    ...(isInPairs ? { pairs: true } : {}),
    ...(numerals === '0123456789' ? {} : { numerals }),
    ...(isGroupedAtFour ? {} : { groupedFrom: 5 }),
  };
}
