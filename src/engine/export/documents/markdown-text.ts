import { legible } from '../../plan';
import type { TextLines } from '../emit/text-lines';

/** A text of a plan in one line of Markdown, in which nothing acts: no link, no HTML, no table border, no control character. */
export function oneLine(text: string): string {
  return legible(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|#]/g, (sign) => `\\${sign}`);
}

/** A text of a plan as code in a line of Markdown: fenced by more backticks than it has in a row. */
export function code(text: string): string {
  const line = legible(text).replace(/\s+/g, ' ');
  const fence = '`'.repeat(1 + Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length)));
  return fence.length === 1 ? `\`${line}\`` : `${fence} ${line} ${fence}`;
}

/** A row of a table; a "|" inside of a cell is escaped. */
export function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replace(/\r?\n/g, ' ').replace(/(?<!\\)\|/g, '\\|')).join(' | ')} |`;
}

/** A table, and an empty line behind it. */
export function table(lines: TextLines, heads: readonly string[], rows: readonly (readonly string[])[]): void {
  lines.add(row(heads), row(heads.map(() => '---')), ...rows.map(row), '');
}
