/*
 * Signs in a quoted text that command whoever reads it, and that `JSON.stringify` leaves as they are: controls of a terminal, ends of
 * lines, and directions of text. Their escapes mean the same to JSON and to YAML.
 */

const hidden = /[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Some quoted text with such signs as escapes. */
export function withEscapes(quoted: string): string {
  return quoted.replace(hidden, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** True if a text has such signs, or control characters that no plain or block text of YAML can hold. */
export function hasHidden(text: string): boolean {
  return text.search(hidden) >= 0 || /[\u0000-\u0008\u000b\u000c\u000d\u000e-\u001f]/.test(text);
}
