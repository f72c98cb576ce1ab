/*
 * How texts of others are shown: names, titles, notes and reasons come from files that anybody can have written. Two rules, in one place for
 * drawings, sheets and the command: a text has no power over how its surroundings are read, and it takes no more room than a person reads.
 * Nothing of this changes a plan: JSON and the plan's own file keep every character.
 */

/** Characters of a name that are shown: of a node, a service, a key. */
const longestName = 200;
/** Characters of any other text that are shown: a finding, a reason. */
const longestText = 1000;
/** Characters of a note that are drawn. */
const longestNote = 2000;
/** How many of the last characters are shown of a text that is cut, since sentences end with what is wrong. */
const tail = 150;

/** Line ends of every kind, as far as texts know them. */
const lineEnd = /\r\n?|[\u0085\u2028\u2029]/g;
/** Marks that draw nothing and only order the punctuation beside them: some keyboards for Arabic and Hebrew write them. */
const directionMark = /[\u061c\u200e\u200f]/g;
/** Characters that command a terminal, or the direction of all that follows, and those that no text has. */
const control =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb\u{e0001}\p{Noncharacter_Code_Point}\p{Cs}]/gu;
/** Whether there is anything to do: most texts are left as they are. */
const suspect =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\uffff\ufdd0-\ufdef\ud800-\udfff]/;

/**
 * A text as a drawing or a sheet can show it. Characters that command are shown as escapes, such as `\u202e`, so that the reader sees that they are there.
 * Texts in Arabic, Hebrew or any other script stay as they are, and so do lines and tabs. Done again, it changes nothing.
 */
export function legible(text: string): string {
  if (!suspect.test(text)) return text;
  return text
    .replace(lineEnd, '\n')
    .replace(directionMark, '')
    .replace(control, (sign) => (/^\p{Cs}$/u.test(sign) ? '\ufffd' : escapeOf(sign)));
}

/** How a character is shown that is not seen: `\u001b`, `\u{e0041}`. */
export function escapeOf(sign: string): string {
  const code = (sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
  return code.length > 4 ? `\\u{${code}}` : `\\u${code}`;
}

/** A name as far as it is shown. */
export function shortName(text: string): string {
  return text.length <= longestName ? text : `${headOf(text, longestName)}…`;
}

/** A sentence as far as it is shown: names in quotes are shortened first, so that what is said of them stays. */
export function shortText(text: string): string {
  if (text.length <= longestName) return text;
  const named = text.replace(/"([^"]{201,})"/g, (_, name: string) => `"${shortName(name)}"`);
  return named.length <= longestText ? named : `${headOf(named, longestText - tail)} … ${tailOf(named)}`;
}

/** A note as far as it is drawn. */
export function shortNote(text: string): string {
  return text.length <= longestNote ? text : `${headOf(text, longestNote)}…`;
}

/** The first characters; no pair of code units is cut in two. */
function headOf(text: string, length: number): string {
  return text.slice(0, /[\ud800-\udbff]/.test(text.charAt(length - 1)) ? length - 1 : length).trimEnd();
}

function tailOf(text: string): string {
  const from = text.length - tail;
  return text.slice(/[\udc00-\udfff]/.test(text.charAt(from)) ? from + 1 : from).trimStart();
}
