import type { TextLines } from '../emit/text-lines';

/** A text of a plan in one line of Markdown, in which nothing acts: no link, no HTML, no table border. */
export function oneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|#]/g, (sign) => `\\${sign}`);
}

/** A row of a table; a "|" inside of a cell is escaped. */
export function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replace(/\r?\n/g, ' ').replace(/(?<!\\)\|/g, '\\|')).join(' | ')} |`;
}

/** A table, and an empty line behind it. */
export function table(lines: TextLines, heads: readonly string[], rows: readonly (readonly string[])[]): void {
  lines.add(row(heads), row(heads.map(() => '---')), ...rows.map(row), '');
}
