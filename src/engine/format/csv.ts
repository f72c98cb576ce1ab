/** A cell of a table: a number stays a number, `undefined` is an empty cell. */
export type CsvCell = string | number | undefined;

/**
 * A table as CSV (RFC 4180): commas, CRLF, quotes where they are needed, numbers with a point and without grouping. A text that a
 * spreadsheet would run as a formula gets an apostrophe before it, and so does one that would be read as such a text. The file begins with a byte order mark, by which Excel recognises UTF-8.
 */
export function csv(rows: readonly (readonly CsvCell[])[]): string {
  return `\u{feff}${rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('')}`;
}

function cellText(cell: CsvCell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : 'unknown';
  const text = /^'*\s*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]/u.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
