/** A font file that the review packet may use. */
export interface FontSource {
  /** What runs of text name it by. */
  readonly key: string;
  readonly face: 'regular' | 'medium' | 'bold' | 'mono';
  /** Symbols and emoji are drawn with it, and spaces and punctuation between them are not. */
  readonly symbols?: 'symbols' | 'emoji';
  /** Below node_modules/. */
  readonly file: string;
  /** Only these characters are kept; all by default. */
  readonly kept?: readonly (readonly [number, number])[];
}

const roboto = (face: FontSource['face'], weight: number): FontSource[] =>
  ['latin', 'latin-ext', 'greek', 'cyrillic', 'vietnamese', 'greek-ext', 'cyrillic-ext'].map((subset) => ({
    key: `roboto-${subset}-${weight}`,
    face,
    file: `@fontsource/roboto/files/roboto-${subset}-${weight}-normal.woff2`,
  }));

const mono: readonly FontSource[] = ['latin', 'latin-ext', 'greek', 'cyrillic', 'vietnamese'].map((subset) => ({
  key: `mono-${subset}`,
  face: 'mono',
  file: `@fontsource/roboto-mono/files/roboto-mono-${subset}-400-normal.woff2`,
}));

const regular = (key: string, file: string): FontSource => ({ key, face: 'regular', file: `@fontsource/${file}-400-normal.woff2` });

/**
 * Fonts of the packet; of those that have a character, the first draws it. A face's own files come before those of `regular`. Arabic is
 * IBM Plex, which has one glyph for each form of a letter: text that is drawn of bases and dots is found less well in a PDF.
 */
export const fontSources: readonly FontSource[] = [
  ...roboto('regular', 400),
  ...roboto('medium', 500),
  ...roboto('bold', 700),
  ...mono,
  regular('arabic', 'ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic'),
  regular('hebrew', 'noto-sans-hebrew/files/noto-sans-hebrew-hebrew'),
  regular('thai', 'noto-sans-thai/files/noto-sans-thai-thai'),
  {
    ...regular('symbols', 'noto-sans-math/files/noto-sans-math-latin'),
    symbols: 'symbols',
    // arrows, operators, technical signs, shapes, dingbats: Roboto has hardly any; letters of mathematics are left out
    kept: [
      [0x2190, 0x23ff],
      [0x25a0, 0x27ff],
      [0x2900, 0x2bff],
    ],
  },
  regular('chinese', 'noto-sans-sc/files/noto-sans-sc-chinese-simplified'),
  regular('korean', 'noto-sans-kr/files/noto-sans-kr-korean'),
  { ...regular('emoji', 'noto-emoji/files/noto-emoji-emoji'), symbols: 'emoji' },
];
