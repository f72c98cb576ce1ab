import { eastAsianWidth } from 'get-east-asian-width';
import { isEmoji, isSquare } from '../plan';

/*
 * Widths of characters outside the built-in fonts, in thousandths of the font size: as wide as the letters of a script are in the wider
 * fonts that systems draw them with, so that text is rather cut than spilt.
 */

/** An ideograph, a kana, a Hangul syllable, a full-width form: a square. */
const square = 1000;
/** The widest colour fonts draw emoji a third wider than a square. */
const emoji = 1400;
/** Width of a character that is not in the table. */
const unknown = 700;
/** Width of a mark beside its letter. */
const besideLetter = 500;

const takesNoRoom = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const isLetter = /^\p{L}$/u;

/** By script, the first that fits: wide letters before the others. */
const scripts: readonly (readonly [RegExp, number])[] = [
  [/^[ЖМФШЩЫЮЉЊѠѾ]$/u, 1090],
  [/^[жмфшщыюљњѡѿωϖ]$/u, 940],
  [/^[\p{Script=Cyrillic}\p{Script=Greek}]$/u, 800],
  [/^[سشصضۺۻ]$/u, 1200],
  [/^[\p{Script=Arabic}\p{Script=Hebrew}]$/u, 700],
  [/^[ŒœǼǽǄǅǆǊǋǱǲ]$/u, 1000],
  [/^\p{Script=Latin}$/u, 700],
  [/^[\p{Script=Myanmar}\p{Script=Khmer}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Tamil}]$/u, 1300],
  [
    /^[\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Oriya}]$/u,
    850,
  ],
  [/^[\p{Script=Cuneiform}\p{Script=Egyptian_Hieroglyphs}\u{fdfd}]$/u, 3000],
];

/**
 * The width of a cluster that is not in the tables.
 * @param cluster as `clusters` returns it
 * @param known the width of a single character, if the tables have it
 */
export function fallbackWidth(cluster: string, known: (character: string) => number | undefined): number {
  if (isEmoji(cluster)) return emoji;
  let width = 0;
  // a letter with an accent is as wide as the letter
  for (const character of cluster.normalize('NFD')) {
    if (width > 0 && takesNoRoom.test(character)) continue;
    // the parts of a syllable share one square
    if (width === square && isHangul.test(character)) continue;
    width += known(character) ?? widthOf(character, width > 0);
  }
  return width;
}

const isHangul = /^\p{Script=Hangul}$/u;

function widthOf(character: string, follows: boolean): number {
  if (takesNoRoom.test(character)) return 0;
  if (isSquare(character)) return square;
  const script = scripts.find(([letters]) => letters.test(character));
  if (script) return script[1];
  if (follows && !isLetter.test(character)) return besideLetter;
  // symbols that are drawn with an East Asian font are squares there
  return !isLetter.test(character) && eastAsianWidth(character.codePointAt(0) ?? 0, { ambiguousAsWide: true }) === 2 ? square : unknown;
}
