import type { Face } from '#engine/packet';
import { fontsOf, hasCharacter, type FontEntry } from '../fonts/table';

/** Consecutive characters of one font. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly font: string;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Characters without a picture of their own: joiners, variation selectors, signs of direction. */
const unseen = /^\p{Default_Ignorable_Code_Point}$/u;
/** Characters that stand between words of any script; they keep the font of what is before them. */
const between = /^[\p{White_Space}\p{P}\p{Default_Ignorable_Code_Point}]+$/u;
const emoji = /\p{Emoji_Presentation}|\ufe0f/u;

/**
 * Chooses a font for each grapheme, so that an emoji of several characters stays whole.
 * @param missing receives the characters that no font has
 */
export function chooseFonts(text: string, face: Face, missing: Set<string>): Piece[] {
  const fonts = fontsOf(face);
  const pieces: { start: number; end: number; font: string }[] = [];
  let last: FontEntry | undefined;
  for (const { segment, index } of graphemes.segment(text)) {
    const font = fontFor(segment, last, fonts, missing);
    const piece = pieces.at(-1);
    if (piece && piece.font === font.key) piece.end = index + segment.length;
    else pieces.push({ start: index, end: index + segment.length, font: font.key });
    last = font;
  }
  return pieces;
}

function fontFor(grapheme: string, last: FontEntry | undefined, fonts: readonly FontEntry[], missing: Set<string>): FontEntry {
  const drawn = [...grapheme].filter((character) => !unseen.test(character)).map(drawnAs);
  if (last && !last.symbols && between.test(grapheme) && drawn.every((one) => hasCharacter(last, one))) return last;
  const isEmoji = emoji.test(grapheme);
  const order = isEmoji ? [...fonts].sort((one, other) => Number(other.symbols === 'emoji') - Number(one.symbols === 'emoji')) : fonts;
  const whole = order.find((font) => drawn.every((one) => hasCharacter(font, one)));
  if (whole) return whole;
  // HarfBuzz draws a letter and its accent with the letter that has the accent, if the font has that one
  const composed = [...grapheme.normalize('NFC')].filter((character) => !unseen.test(character)).map(drawnAs);
  const ofComposed = order.find((font) => composed.every((one) => hasCharacter(font, one)));
  if (ofComposed) return ofComposed;
  const best = order.find((font) => hasCharacter(font, drawn[0] ?? 0));
  for (const one of drawn)
    if (!(best ? hasCharacter(best, one) : order.some((font) => hasCharacter(font, one)))) missing.add(String.fromCodePoint(one));
  const fallback = best ?? last ?? fonts[0];
  if (!fallback) throw new Error('There are no fonts.');
  return fallback;
}

/** HarfBuzz draws every kind of space, if the font has the usual one. */
function drawnAs(character: string): number {
  return /\p{White_Space}/u.test(character) ? 0x20 : (character.codePointAt(0) ?? 0);
}
