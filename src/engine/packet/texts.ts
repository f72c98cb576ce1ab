import { clusters, legible, linePieces, shortNote } from '../plan';
import type { Face, ShapedLine, Shaper } from './display-list';

/** Scripts that are written without spaces and whose words only a dictionary finds. */
const spaceless = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]/;
const words = new Intl.Segmenter('th', { granularity: 'word' });

/**
 * Measures, fits and breaks texts with the widths of a shaper. It remembers the widths of words, of which a packet has few different
 * ones, and not those of lines.
 */
export class Texts {
  readonly #widths: Record<Face, Map<string, number>> = { regular: new Map(), medium: new Map(), bold: new Map(), mono: new Map() };

  constructor(readonly shaper: Shaper) {}

  /** A line, ready to be drawn. */
  shape(text: string, face: Face): ShapedLine {
    return this.shaper.shape(text, face);
  }

  /** Width of a line, in the unit of the size. */
  width(text: string, size: number, face: Face = 'regular'): number {
    let units = 0;
    for (const [at, word] of text.split(' ').entries()) units += (at > 0 ? this.#units(' ', face) : 0) + this.#units(word, face);
    return (units * size) / 1000;
  }

  /** A text in one line, or as much of it as fits a width, with an ellipsis; empty if not even that fits. */
  fit(text: string, width: number, size: number, face: Face = 'regular'): string {
    const line = oneLine(text);
    if (this.width(line, size, face) <= width) return line;
    let kept = '';
    let used = this.width('…', size, face);
    if (used > width) return '';
    for (const cluster of clusters(line)) {
      used += this.width(cluster, size, face);
      if (used > width) break;
      kept += cluster;
    }
    return `${kept.trimEnd()}…`;
  }

  /**
   * Breaks a text into lines that fit a width: at its spaces, and between words or characters of scripts that are written without them.
   * A word wider than a line is broken inside.
   */
  lines(text: string, width: number, size: number, face: Face = 'regular'): string[] {
    const room = (width * 1000) / size;
    const space = this.#units(' ', face);
    const lines: string[] = [];
    let line = '';
    let used = 0;
    const end = () => {
      if (line !== '') lines.push(line);
      [line, used] = ['', 0];
    };
    // whoever lays a text out shortens it to what its place may show; no text is longer than the longest of those
    for (const word of legible(shortNote(text)).split(/\s+/).filter(Boolean))
      for (const [at, piece] of piecesOf(word).entries()) {
        const units = this.#units(piece, face);
        const gap = line !== '' && at === 0;
        if (used + (gap ? space : 0) + units <= room) {
          line += gap ? ` ${piece}` : piece;
          used += (gap ? space : 0) + units;
          continue;
        }
        end();
        if (units <= room) {
          [line, used] = [piece, units];
          continue;
        }
        for (const cluster of clusters(piece)) {
          const more = this.#units(cluster, face);
          if (line !== '' && used + more > room) end();
          line += cluster;
          used += more;
        }
      }
    end();
    return lines;
  }

  /** The first lines of a text; the last of them ends in an ellipsis if there are more. @param most at least 1 */
  firstLines(text: string, most: number, width: number, size: number, face: Face = 'regular'): string[] {
    const lines = this.lines(text, width, size, face);
    if (lines.length <= most) return lines;
    return [...lines.slice(0, most - 1), this.fit(lines.slice(most - 1, most + 1).join(' '), width, size, face)];
  }

  #units(word: string, face: Face): number {
    if (word === '') return 0;
    const known = this.#widths[face].get(word);
    if (known !== undefined) return known;
    const { width } = this.shaper.shape(word, face);
    this.#widths[face].set(word, width);
    return width;
  }
}

/** A text without line breaks, as a sheet can show it. */
export function oneLine(text: string): string {
  return legible(shortNote(text)).replace(/\s+/g, ' ').trim();
}

function piecesOf(word: string): readonly string[] {
  if (!spaceless.test(word)) return linePieces(word);
  return Array.from(words.segment(word), ({ segment }) => segment);
}
