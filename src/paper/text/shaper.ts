import type { Cluster, Face, Run, ShapedLine, Shaper } from '#engine/packet';
import { chooseFonts } from './choose-fonts';
import { isLeftToRight, levelsOf, visualOrder } from './direction';
import { harfBuzz, type Engine, type Shaped } from './harfbuzz';

/** A part of a line of one font and one level, before it is shaped. */
interface Part {
  readonly text: string;
  readonly font: string;
  readonly level: number;
}

/** Characters that every Latin file of the packet has, so that no font needs to be looked for. */
const plain = /^[\x20-\x7e\xa0-\xff\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u20ac]*$/;
const latin: Readonly<Record<Face, string>> = {
  regular: 'roboto-latin-400',
  medium: 'roboto-latin-500',
  bold: 'roboto-latin-700',
  mono: 'mono-latin',
};
/** Words that are remembered before all are forgotten: what remembers lines or prefixes grows without end. */
const mostWords = 50_000;

/** A shaper of the packet's fonts. Fonts are read from the disk when the first text needs them. */
export async function createShaper(): Promise<Shaper> {
  return new FontShaper(await harfBuzz());
}

class FontShaper implements Shaper {
  readonly missing = new Set<string>();
  readonly #words = new Map<string, Shaped>();

  constructor(private readonly engine: Engine) {}

  shape(text: string, face: Face): ShapedLine {
    const drawn = drawable(text);
    const runs = visualOrder(this.#parts(drawn, face)).map((part) => this.#run(part));
    return { text, runs, width: runs.reduce((sum, { width }) => sum + width, 0) };
  }

  #parts(text: string, face: Face): Part[] {
    if (text === '') return [];
    if (plain.test(text)) return [{ text, font: latin[face], level: 0 }];
    const pieces = chooseFonts(text, face, this.missing);
    if (isLeftToRight(text)) return pieces.map(({ start, end, font }) => ({ text: text.slice(start, end), font, level: 0 }));
    const levels = levelsOf(text);
    return pieces.flatMap(({ start, end, font }) => {
      const parts: Part[] = [];
      for (let from = start; from < end;) {
        const level = levels[from] ?? 0;
        let to = from + 1;
        while (to < end && levels[to] === level) to++;
        parts.push({ text: text.slice(from, to), font, level });
        from = to;
      }
      return parts;
    });
  }

  /** Words are shaped one by one, since the same words come again and again. */
  #run({ text, font, level }: Part): Run {
    const rightToLeft = level % 2 === 1;
    const words = (text.match(/ +|[^ ]+/g) ?? []).map((word) => this.#word(font, word, rightToLeft));
    if (rightToLeft) words.reverse();
    const clusters: readonly Cluster[] = words.length === 1 ? (words[0]?.clusters ?? []) : words.flatMap((word) => word.clusters);
    return { font, rightToLeft, text, clusters, width: words.reduce((sum, { width }) => sum + width, 0) };
  }

  #word(font: string, word: string, rightToLeft: boolean): Shaped {
    const key = `${font}${rightToLeft ? '<' : '>'}${word}`;
    const known = this.#words.get(key);
    if (known) return known;
    const shaped = this.engine.shape(font, word, rightToLeft);
    if (this.#words.size >= mostWords) this.#words.clear();
    this.#words.set(key, shaped);
    return shaped;
  }
}

/** The text with characters that can be drawn: no control characters, no halves of characters. Its length is the same. */
function drawable(text: string): string {
  return text.replace(/[\x00-\x1f\x7f-\x9f]/g, ' ').replace(/\p{Surrogate}/gu, '\ufffd');
}
