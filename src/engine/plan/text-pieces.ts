import { eastAsianWidth } from 'get-east-asian-width';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Texts in which every code unit is a character: they need no search for clusters. */
const plain = /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u20ac\u2192]*$/;

/**
 * Characters as a person counts them: a letter with its accents, a syllable, an emoji of several parts. A text is never cut inside of
 * one.
 */
export function clusters(text: string): readonly string[] {
  return plain.test(text) ? text.split('') : Array.from(graphemes.segment(text), ({ segment }) => segment);
}

const emoji = /^(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|\p{Regional_Indicator}|[0-9#*]\ufe0f?\u20e3)/u;

/** True if a cluster is drawn as an emoji. */
export function isEmoji(cluster: string): boolean {
  return emoji.test(cluster);
}

/** True if a cluster fills a square, as ideographs do: the standard's wide and full-width characters. */
export function isSquare(cluster: string): boolean {
  return eastAsianWidth(cluster.codePointAt(0) ?? 0) === 2;
}

/** Punctuation and small kana that no line starts with, and brackets that none ends with. */
const startsNoLine =
  /^[\p{Pe}\p{Pf}、。，．・：；？！‼⁇⁈⁉ー々〻゛゜ヽヾゝゞ％‰℃…‥,.!?:;%ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰ-ㇿ]/u;
const endsNoLine = /[\p{Ps}\p{Pi}￥＄]$/u;

/** The parts of a word between which a line may be broken: one for most scripts, one for each character of scripts without spaces. */
export function linePieces(word: string): readonly string[] {
  if (plain.test(word)) return [word];
  const pieces: string[] = [];
  let last = '';
  const isLoose = (cluster: string) => isEmoji(cluster) || isSquare(cluster);
  for (const cluster of clusters(word)) {
    const holds = last !== '' && (startsNoLine.test(cluster) || endsNoLine.test(last) || !(isLoose(cluster) || isLoose(last)));
    if (holds) pieces.push(`${pieces.pop() ?? ''}${cluster}`);
    else pieces.push(cluster);
    last = cluster;
  }
  return pieces;
}
