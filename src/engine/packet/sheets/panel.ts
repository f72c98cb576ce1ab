import type { Box, LinkMark } from '../display-list';
import type { Look } from '../look';
import type { Pen } from '../pen';
import type { Texts } from '../texts';

/** A line of small print below a drawing, broken where needed. */
export interface PanelEntry {
  /** Before the text, in bold: the number of a connector. */
  readonly number?: string;
  readonly text: string;
  readonly to?: LinkMark['to'];
}

interface Laid {
  readonly entry: PanelEntry;
  readonly lines: readonly string[];
}

const columnGap = 14;

/** Small print in columns. */
export class Panel {
  readonly #lineHeight: number;
  readonly #size: number;

  constructor(
    readonly texts: Texts,
    readonly look: Look,
  ) {
    this.#size = look.smallest;
    this.#lineHeight = this.#size * 1.25;
  }

  /** Height for entries in a width, if there is enough room. */
  heightFor(entries: readonly PanelEntry[], width: number): number {
    const { count, room } = this.#columns(width);
    const laid = entries.map((entry) => this.#laid(entry, room));
    const total = laid.reduce((sum, { lines }) => sum + lines.length, 0);
    // lines go on in the next column, so the columns are equally full
    return Math.ceil(total / count) * this.#lineHeight;
  }

  /** About the height for entries in a width, without measuring them. */
  estimate(entries: readonly PanelEntry[], width: number): number {
    const { count, room } = this.#columns(width);
    const perLine = Math.max(1, room / (this.#size * 0.5));
    const total = entries.reduce((sum, { text }) => sum + Math.ceil(text.length / perLine), 0);
    return Math.ceil(total / count) * this.#lineHeight;
  }

  /** Draws entries as far as there is room. @returns those that have none, in their order */
  draw(entries: readonly PanelEntry[], box: Box, pen: Pen): readonly PanelEntry[] {
    const { count, room } = this.#columns(box.width);
    const perColumn = Math.floor((box.height + 0.01) / this.#lineHeight);
    const { palette } = this.look;
    const size = this.#size;
    let used = 0;
    const left: PanelEntry[] = [];
    for (const { entry, lines } of entries.map((one) => this.#laid(one, room))) {
      if (used + lines.length > perColumn * count) {
        left.push(entry);
        continue;
      }
      pen.open('P');
      for (const [at, line] of lines.entries()) {
        const [column, row] = [Math.floor(used / perColumn), used % perColumn];
        const [x, top] = [box.x + column * (room + this.#indent + columnGap), box.y + row * this.#lineHeight];
        const baseline = top + size;
        if (at === 0 && entry.number !== undefined) pen.text(x, baseline, entry.number, { size, face: 'medium', colour: palette.text });
        const width = pen.text(x + this.#indent, baseline, line, { size, colour: palette.text });
        if (entry.to) pen.link({ x: x + this.#indent, y: top, width, height: this.#lineHeight }, entry.to, line);
        used += 1;
      }
      pen.close();
    }
    return left;
  }

  get #indent(): number {
    return this.#size * 2.6;
  }

  #columns(width: number): { readonly count: number; readonly room: number } {
    const count = Math.max(1, Math.floor((width + columnGap) / (this.#size * 27 + columnGap)));
    return { count, room: (width - (count - 1) * columnGap) / count - this.#indent };
  }

  #laid(entry: PanelEntry, room: number): Laid {
    return { entry, lines: this.texts.lines(entry.text, room, this.#size) };
  }
}
