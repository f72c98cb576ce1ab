import { greatest } from '../plan';
import type { Box, Colour, Face, LinkMark } from './display-list';
import type { Draft, PacketContext } from './context';
import { Pen } from './pen';

/* Text and tables over as many sheets as they need, in columns on wide sheets. No row is cut and no heading stays alone. More than 250 lines, since a table and what is around it share the place that is left on a sheet. */

/** A paragraph in a cell, or alone. */
export interface Para {
  readonly text: string;
  readonly look?: 'strong' | 'muted' | 'mono';
  readonly colour?: Colour;
  readonly to?: LinkMark['to'];
}
export type Cell = string | Para | readonly (string | Para)[];

export interface Column {
  readonly title: string;
  /** Its part of the width, beside the shares of the others. */
  readonly share: number;
  readonly isRight?: boolean;
}

export interface Row {
  readonly cells: readonly Cell[];
  /** Id of the target that the row is. */
  readonly target?: string;
  /** A colour at the left end of the row. */
  readonly stripe?: Colour;
  readonly isStrong?: boolean;
}

export interface TableSpec {
  /** Unique in the packet. */
  readonly key: string;
  readonly columns: readonly Column[];
  /** Rows that stay together if they fit in one column of a sheet. */
  readonly groups: readonly (readonly Row[])[];
}

interface Line {
  readonly text: string;
  readonly face: Face;
  readonly colour: Colour;
  readonly to?: LinkMark['to'];
}

interface LaidOut {
  readonly row: Row;
  readonly cells: readonly (readonly Line[])[];
  readonly height: number;
  /** For a row that is higher than a sheet: which part of it this is, and the key of the row that its parts are. */
  readonly part: number;
  readonly key: string | undefined;
}

/** The usual least width of a column of text; wide sheets have several. */
const usualColumn = 60;
/** A column from which on a table has room for more columns of its own. */
const wideColumn = 78;
const columnGap = 20;
const padding = { x: 3, y: 2.2 } as const;
const spacing = 1.3;

export class Flow {
  readonly #sheets: { readonly pen: Pen; readonly continued: boolean }[] = [];
  readonly #size: number;
  #body: Box = { x: 0, y: 0, width: 0, height: 0 };
  #column = 0;
  #y = 0;
  #isFresh = true;
  #pending: { readonly level: 2 | 3; readonly text: string; readonly target?: string } | undefined;
  #columns = 1;
  #width = 0;

  /**
   * Begins a part of the packet on a sheet of its own.
   * @param id of the part, which its target has: `part-findings`
   * @param first number of its first sheet
   * @param columnWidth the least width of a column of text, in units of the body's text
   */
  constructor(
    readonly context: PacketContext,
    readonly id: string,
    readonly title: string,
    readonly first: number,
    readonly columnWidth = usualColumn,
  ) {
    this.#size = context.look.size.body;
    this.#startSheet();
  }

  /** True if a table has room for more columns than on narrow paper. */
  get isWide(): boolean {
    return this.#width >= wideColumn * this.#size;
  }

  /** A heading; it stays with what follows. */
  heading(text: string, target?: string, level: 2 | 3 = 2): void {
    if (this.#pending) this.#drawPending();
    this.#pending = { level, text, ...(target === undefined ? {} : { target }) };
  }

  paragraph(text: string, look: Para['look'] = undefined): void {
    const { texts, look: inks } = this.context;
    const face = faceOf(look);
    const lines = texts.lines(text, this.#width, this.#size, face);
    const height = this.#lineHeight;
    this.#ensure(height * Math.min(2, lines.length) + 2);
    this.#drawPending();
    let pen = this.#pen;
    pen.open('P', { key: `${this.id}-p${this.#paragraphs}` });
    for (const line of lines) {
      if (this.#y + height > this.#bottom) {
        pen.close();
        this.#next();
        pen = this.#pen;
        pen.open('P', { key: `${this.id}-p${this.#paragraphs}` });
      }
      const colour = look === 'muted' ? inks.palette.muted : inks.palette.text;
      pen.text(this.#x, this.#y + this.#size, line, { size: this.#size, face, colour });
      this.#y += height;
    }
    pen.close();
    this.#paragraphs += 1;
    this.#y += 4;
    this.#isFresh = false;
  }
  #paragraphs = 0;
  #longRows = 0;

  table({ key, columns, groups }: TableSpec): void {
    const shares = columns.reduce((sum, { share }) => sum + share, 0);
    const widths = columns.map(({ share }) => (this.#width * share) / shares);
    const head = this.#laidOut({ cells: columns.map(({ title }) => ({ text: title, look: 'strong' as const })) }, widths)[0] as LaidOut;
    const most = this.#body.height - this.#headingHeight - head.height;
    let isOpen = false;
    let hasHead = false;
    const begin = () => {
      this.#drawPending();
      this.#pen.open('Table', { key });
      isOpen = true;
      const draw = (asElement: boolean) => this.#drawRow(head, columns, widths, asElement ? 'TH' : undefined);
      if (hasHead) this.#pen.artifact(() => draw(false));
      else draw(true);
      hasHead = true;
      this.#y += head.height;
    };
    const end = () => {
      if (isOpen) this.#pen.close();
      isOpen = false;
    };
    for (const [index, group] of groups.entries()) {
      const rows = group.flatMap((row) => this.#laidOut(row, widths, most));
      const together = rows.reduce((sum, row) => sum + row.height, 0);
      const before = () => (isOpen ? 0 : this.#pendingHeight + head.height);
      if (this.#y + before() + together > this.#bottom && together <= most && (!this.#isFresh || isOpen)) {
        end();
        if (index > 0 || this.#y + before() + (rows[0]?.height ?? 0) > this.#bottom || together <= most / 2) this.#next();
      }
      for (const row of rows) {
        if (this.#y + before() + row.height > this.#bottom && !(this.#isFresh && !isOpen)) {
          end();
          this.#next();
        }
        if (!isOpen) begin();
        this.#drawRow(row, columns, widths, 'TD');
        this.#y += row.height;
        this.#isFresh = false;
      }
    }
    end();
    this.#y += 8;
  }

  /** The sheets that were laid out, each with a title of its own. */
  finish(): readonly Draft[] {
    if (this.#pending) this.#drawPending();
    for (const { pen } of this.#sheets) pen.close();
    const count = this.#sheets.length;
    return this.#sheets.map(({ pen }, at) => ({ title: count > 1 ? `${this.title}, ${at + 1} of ${count}` : this.title, pen }));
  }

  get #pen(): Pen {
    return (this.#sheets.at(-1) as { pen: Pen }).pen;
  }

  get #x(): number {
    return this.#body.x + this.#column * (this.#width + columnGap);
  }

  get #bottom(): number {
    return this.#body.y + this.#body.height;
  }

  get #lineHeight(): number {
    return this.#size * spacing;
  }

  get #headingHeight(): number {
    return this.context.look.size.subheading * 1.9;
  }

  get #pendingHeight(): number {
    return this.#pending ? this.#headingHeight : 0;
  }

  #ensure(height: number): void {
    if (!this.#isFresh && this.#y + this.#pendingHeight + height > this.#bottom) this.#next();
  }

  #next(): void {
    if (this.#column + 1 < this.#columns) {
      this.#column += 1;
      this.#y = this.#body.y;
      this.#isFresh = true;
    } else this.#startSheet();
  }

  #startSheet(): void {
    const { texts, look, bodyOf } = this.context;
    const isFirst = this.#sheets.length === 0;
    const pen = new Pen(texts);
    const body = bodyOf(this.first + this.#sheets.length);
    this.#sheets.push({ pen, continued: !isFirst });
    const { size } = look;
    const style = { size: size.heading, face: 'medium', colour: look.palette.text } as const;
    pen.open('Sect', { key: `part-${this.id}` });
    const baseline = body.y + size.heading;
    if (isFirst) {
      pen.target(`part-${this.id}`, body.x, body.y);
      pen.bookmark(1, this.title, body.y);
      pen.element('H1', () => pen.text(body.x, baseline, texts.fit(this.title, body.width, size.heading, 'medium'), style));
    } else pen.artifact(() => pen.text(body.x, baseline, texts.fit(`${this.title}, continued`, body.width, size.heading, 'medium'), style));
    const top = size.heading * 1.7;
    this.#body = { ...body, y: body.y + top, height: body.height - top };
    this.#columns = Math.max(1, Math.floor((body.width + columnGap) / (this.columnWidth * size.body + columnGap)));
    this.#width = (body.width - (this.#columns - 1) * columnGap) / this.#columns;
    this.#column = 0;
    this.#y = this.#body.y;
    this.#isFresh = true;
  }

  #drawPending(): void {
    const heading = this.#pending;
    if (!heading) return;
    this.#pending = undefined;
    const { texts, look } = this.context;
    const size = heading.level === 2 ? look.size.subheading : look.size.body;
    if (!this.#isFresh) this.#y += size * 0.4;
    const pen = this.#pen;
    if (heading.target !== undefined) pen.target(heading.target, this.#x, this.#y);
    if (heading.level === 2) pen.bookmark(2, heading.text, this.#y);
    const words = texts.fit(heading.text, this.#width, size, 'medium');
    pen.element(heading.level === 2 ? 'H2' : 'H3', () =>
      pen.text(this.#x, this.#y + size, words, { size, face: 'medium', colour: look.palette.text }),
    );
    this.#y += size * 1.5;
    this.#isFresh = false;
  }

  /** A row as lines that fit its columns; more than one part when it is higher than a sheet. */
  #laidOut(row: Row, widths: readonly number[], most = Infinity): LaidOut[] {
    const { texts, look } = this.context;
    const cells = row.cells.map((cell, at) =>
      (Array.isArray(cell) ? (cell as readonly (string | Para)[]) : [cell as string | Para]).flatMap((one): Line[] => {
        const para: Para = typeof one === 'string' ? { text: one } : one;
        const face = row.isStrong && para.look === undefined ? 'medium' : faceOf(para.look);
        const colour = para.colour ?? (para.to ? look.accent : para.look === 'muted' ? look.palette.muted : look.palette.text);
        const room = (widths[at] ?? 0) - 2 * padding.x;
        return texts
          .lines(para.text, room, this.#size, face)
          .map((text) => ({ text, face, colour, ...(para.to === undefined ? {} : { to: para.to }) }));
      }),
    );
    const count = Math.max(1, greatest(cells.map(({ length }) => length)));
    const perPart = Math.max(1, Math.floor((most - 2 * padding.y) / this.#lineHeight));
    const parts: LaidOut[] = [];
    const key = count > perPart ? `${this.id}-row${(this.#longRows += 1)}` : undefined;
    for (let from = 0; from < count; from += perPart) {
      const part = cells.map((cell) => cell.slice(from, from + perPart));
      const lines = Math.max(1, greatest(part.map(({ length }) => length)));
      parts.push({ row, cells: part, height: lines * this.#lineHeight + 2 * padding.y, part: parts.length, key });
    }
    return parts;
  }

  #drawRow(
    { row, cells, height, part, key }: LaidOut,
    columns: readonly Column[],
    widths: readonly number[],
    tag: 'TH' | 'TD' | undefined,
  ): void {
    const { look } = this.context;
    const pen = this.#pen;
    const [left, top] = [this.#x, this.#y];
    if (row.target !== undefined && part === 0) pen.target(row.target, left, top);
    pen.artifact(() => {
      if (tag !== 'TD') pen.rect({ x: left, y: top, width: this.#width, height }, { fill: look.palette.band });
      if (row.stripe !== undefined) pen.rect({ x: left, y: top + 0.5, width: 2, height: height - 1 }, { fill: row.stripe });
      pen.line([left, top + height], [left + this.#width, top + height], { colour: look.line, width: tag === 'TD' ? 0.35 : 0.8 });
    });
    if (tag) pen.open('TR', key === undefined ? {} : { key });
    let x = left;
    for (const [at, lines] of cells.entries()) {
      const { isRight = false } = columns[at] ?? {};
      const width = widths[at] ?? 0;
      if (tag) pen.open(tag, tag === 'TH' ? { scope: 'Column' } : key === undefined ? {} : { key: `${key}-${at}` });
      for (const [index, line] of lines.entries()) {
        const baseline = top + padding.y + index * this.#lineHeight + this.#size;
        const style = { size: this.#size, face: line.face, colour: line.colour, align: isRight ? ('right' as const) : ('left' as const) };
        const start = isRight ? x + width - padding.x : x + padding.x;
        const length = pen.text(start, baseline, line.text, style);
        if (line.to) {
          const box = { x: isRight ? start - length : start, y: baseline - this.#size, width: length, height: this.#lineHeight };
          pen.link(box, line.to, line.text);
        }
      }
      if (tag) pen.close();
      x += width;
    }
    if (tag) pen.close();
  }
}

function faceOf(look: Para['look']): Face {
  return look === 'strong' ? 'medium' : look === 'mono' ? 'mono' : 'regular';
}
