import { byteOrderMark, withoutMark } from '../byte-order-mark';

/* How the lines of a text end: that is the file's own, as its byte order mark is. */

/** The text with its line ends as they are on Linux, and without a byte order mark. */
export function plainText(text: string): string {
  return withoutMark(text).replaceAll('\r\n', '\n');
}

/** The line end that belongs to what is put into a text at an offset: that of the line before it, else of the line itself. */
export function lineEndAt(text: string, offset: number): string {
  const before = text.lastIndexOf('\n', offset - 1);
  const at = offset > 0 && before >= 0 ? before : text.indexOf('\n', offset);
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
}

/**
 * A plain text with the byte order mark of another, and with the line end that most lines of the other have.
 * @param text with line ends as on Linux
 */
export function inTheManner(text: string, of: string): string {
  const windows = of.split('\r\n').length - 1;
  const all = of.split('\n').length - 1;
  const ended = windows * 2 > all ? text.replaceAll('\n', '\r\n') : text;
  return of.startsWith(byteOrderMark) ? byteOrderMark + ended : ended;
}
