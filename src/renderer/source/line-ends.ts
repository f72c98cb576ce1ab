import { difference, plainText } from '#engine/plan';

/* The editor counts every line end as one character and knows no byte order mark; the file keeps both. */

/** The text as the editor shows it. */
export function shownOf(raw: string): string {
  return plainText(raw).replaceAll('\r', '\n');
}

/**
 * The file's text after the shown text was edited: what was not touched stays byte for byte.
 * @param raw the file's text before
 * @param shown the shown text now
 */
export function rawAfter(raw: string, shown: string): string {
  const before = shownOf(raw);
  const { at, from, to } = difference(before, shown);
  if (at === from && at === to) return raw;
  const [start, end] = [rawOffset(raw, at), rawOffset(raw, from)];
  const lineEnd = /\r\n/.test(raw) ? '\r\n' : '\n';
  return raw.slice(0, start) + shown.slice(at, to).replaceAll('\n', lineEnd) + raw.slice(end);
}

/** The place in the file of a place in the shown text. */
function rawOffset(raw: string, shown: number): number {
  let at = raw.startsWith('\ufeff') ? 1 : 0;
  for (let left = shown; left > 0; left -= 1) at += raw[at] === '\r' && raw[at + 1] === '\n' ? 2 : 1;
  return at;
}
