/** The cells of a table with commas, semicolons or tabs; texts in quotes may hold either, and line ends. Empty lines are left out. */
export function parseCsv(text: string): string[][] {
  const head = text.split('\n', 1)[0] ?? '';
  const comma = head.includes('\t') ? '\t' : head.includes(';') ? ';' : ',';
  const lines: string[][] = [];
  let line: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const one = text[at];
    if (quoted) {
      if (one !== '"') cell += one;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (one === '"') quoted = true;
    else if (one === comma) {
      line.push(cell);
      cell = '';
    } else if (one === '\n') {
      lines.push([...line, cell]);
      line = [];
      cell = '';
    } else if (one !== '\r') cell += one;
  }
  lines.push([...line, cell]);
  return lines.filter((cells) => cells.some((one) => one.trim() !== ''));
}
