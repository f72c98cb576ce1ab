/** The character that some editors put before a file's first. It belongs to the file, not to the plan. */
export const byteOrderMark = '\ufeff';

/** The text without its byte order mark. */
export function withoutMark(text: string): string {
  return text.startsWith(byteOrderMark) ? text.slice(1) : text;
}
