import bidiFactory from 'bidi-js';

/** Something with a level of the bidirectional algorithm: even is left to right. */
export interface Levelled {
  readonly level: number;
}

const bidi = bidiFactory();
/** Characters of scripts that are written from right to left, and signs that change the direction. */
const mayTurn = /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** True if all of a line is written from left to right, which needs no algorithm. */
export function isLeftToRight(text: string): boolean {
  return !mayTurn.test(text);
}

/**
 * The level of every UTF-16 unit of a line. The line's own direction is that of its first letter.
 * @param text without line breaks
 */
export function levelsOf(text: string): Uint8Array {
  const { levels, paragraphs } = bidi.getEmbeddingLevels(text);
  const base = paragraphs[0]?.level ?? 0;
  // spaces at the end of a line stand at its end, whatever is before them (rule L1)
  for (let at = text.length - 1; at >= 0 && /[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(text.charAt(at)); at--) levels[at] = base;
  return levels;
}

/** Parts of a line in visual order (rule L2): from the highest level down, parts of at least that level are turned around. */
export function visualOrder<T extends Levelled>(parts: readonly T[]): T[] {
  const ordered = [...parts];
  const highest = Math.max(0, ...parts.map(({ level }) => level));
  for (let level = highest; level > 0; level--) {
    for (let start = 0; start < ordered.length; start++) {
      let end = start;
      while (end < ordered.length && (ordered[end]?.level ?? 0) >= level) end++;
      if (end - start > 1) ordered.splice(start, end - start, ...ordered.slice(start, end).reverse());
      start = Math.max(start, end);
    }
  }
  return ordered;
}
