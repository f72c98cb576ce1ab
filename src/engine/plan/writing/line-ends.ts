import { byteOrderMark, withoutMark } from '../byte-order-mark';

/* Line ends of a text: they belong to the file, like its byte order mark. */

/** The text with line ends as on Linux, and without a byte order mark. */
export function plainText(text: string): string {
  return withoutMark(text).replaceAll('\r\n', '\n');
}

/** The line end for text that is inserted at an offset: that of the line before it, else of the line itself. */
export function lineEndAt(text: string, offset: number): string {
  const before = text.lastIndexOf('\n', offset - 1);
  const at = offset > 0 && before >= 0 ? before : text.indexOf('\n', offset);
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
}

/**
 * A plain text with the byte order mark of another, and with that one's most frequent line end.
 * @param text with line ends as on Linux
 */
export function inTheManner(text: string, of: string): string {
  const windows = of.split('\r\n').length - 1;
  const all = of.split('\n').length - 1;
  const ended = windows * 2 > all ? text.replaceAll('\n', '\r\n') : text;
  return of.startsWith(byteOrderMark) ? byteOrderMark + ended : ended;
}
