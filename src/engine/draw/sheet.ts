import { escape } from './escape';
import { breakLines } from './text-lines';

/* A sheet's tables, laid out line by line here, so that preview, PDF and paper have the same content on each sheet. */

/** Usable space of a sheet, in millimetres. */
export interface Inner {
  readonly width: number;
  readonly height: number;
}

/** A column of a table. */
export interface Column {
  readonly title: string;
  /** In millimetres; the column without a width takes the rest. */
  readonly width?: number;
  readonly right?: boolean;
  /** True for amounts: their decimal points are below each other. */
  readonly amounts?: boolean;
}

/** A paragraph in a cell, starting on a new line. */
export type Paragraph = string | { readonly text: string; readonly look: 'strong' | 'muted' };

export interface Row {
  readonly class?: string;
  readonly cells: readonly (readonly Paragraph[])[];
}

interface Line {
  readonly text: string;
  readonly look: 'plain' | 'strong' | 'muted';
}

export const footerHeight = 6;
export const fontPt = 8;
export const ptPerMm = 72 / 25.4;
const linePt = fontPt * 1.35;
const cellPadding = 1.2;
const headingHeight = 12;

/**
 * A table over as many sheets as it needs, its head on each. No line is cut: a row that is higher than a sheet continues on the next.
 * @param groups rows that stay together on a sheet if they fit on one
 */
export function table(title: string, columns: readonly Column[], groups: readonly (readonly Row[])[], inner: Inner): string[] {
  const fixed = columns.reduce((sum, column) => sum + (column.width ?? 0), 0);
  const widths = columns.map((column) => column.width ?? inner.width - fixed);
  const room = inner.height - footerHeight - headingHeight - heightOf(1);
  const mostLines = Math.floor((room - heightOf(0)) / (linePt / ptPerMm));
  const sheets: string[][] = [[]];
  let used = 0;
  for (const group of groups) {
    const rows = group.flatMap((row, at) => laidOut(row, at === 0, widths, mostLines));
    const together = rows.reduce((sum, row) => sum + row.height, 0);
    if (used > 0 && used + together > room && together <= room) startSheet();
    for (const row of rows) {
      if (used > 0 && used + row.height > room) startSheet();
      used += row.height;
      sheets.at(-1)?.push(rowHtml(row, columns));
    }
  }
  const head = columns.map(
    (column, at) => `<th${column.right ? ' class="right"' : ''} style="width:${mm(widths[at] ?? 0)}">${escape(column.title)}</th>`,
  );
  return sheets.map((some, at) =>
    section(
      sheets.length > 1 ? `${title} (${at + 1} of ${sheets.length})` : title,
      `<table><thead><tr>${head.join('')}</tr></thead><tbody>${some.join('')}</tbody></table>`,
    ),
  );

  function startSheet(): void {
    sheets.push([]);
    used = 0;
  }
}

/** A section of a sheet with a heading. */
export function section(title: string, content: string): string {
  return `<h2>${escape(title)}</h2>${content}`;
}

export function mm(value: number): string {
  return `${Math.round(value * 100) / 100}mm`;
}

interface LaidOut {
  readonly classes: readonly string[];
  readonly cells: readonly (readonly Line[])[];
  readonly height: number;
}

/** A row as lines that fit its columns; more than one row when it is higher than a sheet. */
function laidOut(row: Row, first: boolean, widths: readonly number[], mostLines: number): LaidOut[] {
  const cells = row.cells.map((paragraphs, at) =>
    paragraphs.flatMap((paragraph): Line[] => {
      const { text, look } = typeof paragraph === 'string' ? { text: paragraph, look: 'plain' as const } : paragraph;
      const width = ((widths[at] ?? 0) - 2 * cellPadding) * ptPerMm;
      return breakLines(text, width, fontPt, look === 'strong' ? 'medium' : 'regular').map((line) => ({ text: line, look }));
    }),
  );
  const lines = Math.max(1, ...cells.map(({ length }) => length));
  const parts: LaidOut[] = [];
  for (let from = 0; from < lines; from += mostLines) {
    const part = cells.map((cell) => cell.slice(from, from + mostLines));
    parts.push({
      classes: [...(first && from === 0 ? ['first'] : []), ...(row.class ? [row.class] : [])],
      cells: part,
      height: heightOf(Math.max(1, ...part.map(({ length }) => length))),
    });
  }
  return parts;
}

function rowHtml({ classes, cells }: LaidOut, columns: readonly Column[]): string {
  const html = cells.map((lines, at) => {
    const words = (text: string) => (columns[at]?.amounts ? amountHtml(text) : escape(text));
    const spans = lines.map(({ text, look }) => `<span${look === 'plain' ? '' : ` class="${look}"`}>${words(text)}</span>`);
    return `<td${columns[at]?.right ? ' class="right"' : ''}>${spans.join('<br>')}</td>`;
  });
  return `<tr${classes.length > 0 ? ` class="${classes.join(' ')}"` : ''}>${html.join('')}</tr>`;
}

/** An amount whose whole part ends where those of its column end. */
function amountHtml(text: string): string {
  const [, whole = text, cents = ''] = /^(.*\d)(\.\d\d)$/.exec(text) ?? [];
  return `${escape(whole)}<i>${cents}</i>`;
}

/** Height of a row with this many lines, with its padding and border. */
function heightOf(lines: number): number {
  return (lines * linePt) / ptPerMm + 2 * 0.9 + 0.3;
}
