/*
 * Display of foreign texts: names, titles, notes and reasons come from files that anybody can have written. There are two rules, in one
 * place for drawings, sheets and the command: a text cannot change how its surroundings are read, and it takes no more room than a person
 * reads. None of this changes a plan: JSON and the plan's own file keep every character.
 */

/** Characters of a name that are shown: of a node, a service, a key. */
const longestName = 200;
/** Characters of any other text that are shown: a finding, a reason. */
const longestText = 1000;
/** Characters of a note that are drawn. */
const longestNote = 2000;
/** Number of last characters that a shortened text keeps, since sentences end with the problem. */
const tail = 150;

/** Line ends of every kind. */
const lineEnd = /\r\n?|[\u0085\u2028\u2029]/g;
/** Marks that draw nothing and only order the punctuation beside them: some keyboards for Arabic and Hebrew write them. */
const directionMark = /[\u061c\u200e\u200f]/g;
/** Characters that command a terminal, or the direction of all that follows, and those that no text has. */
const control =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb\u{e0001}\p{Noncharacter_Code_Point}\p{Cs}]/gu;
/** Matches texts that need work: most texts are left unchanged. */
const suspect =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\uffff\ufdd0-\ufdef\ud800-\udfff]/;

/**
 * A text as a drawing or a sheet can show it. Control characters are shown as escapes, such as `\u202e`, so that the reader sees them.
 * Texts in Arabic, Hebrew or any other script stay unchanged, and so do lines and tabs. Applying it twice is the same as once.
 */
export function legible(text: string): string {
  if (!suspect.test(text)) return text;
  return text
    .replace(lineEnd, '\n')
    .replace(directionMark, '')
    .replace(control, (sign) => (/^\p{Cs}$/u.test(sign) ? '\ufffd' : escapeOf(sign)));
}

/** Escape of an invisible character: `\u001b`, `\u{e0041}`. */
export function escapeOf(sign: string): string {
  const code = (sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
  return code.length > 4 ? `\\u{${code}}` : `\\u${code}`;
}

/** A name, shortened for display. */
export function shortName(text: string): string {
  return text.length <= longestName ? text : `${headOf(text, longestName)}…`;
}

/** A sentence, shortened for display: names in quotes are shortened first, so that the statement about them stays. */
export function shortText(text: string): string {
  if (text.length <= longestName) return text;
  const named = text.replace(/"([^"]{201,})"/g, (_, name: string) => `"${shortName(name)}"`);
  return named.length <= longestText ? named : `${headOf(named, longestText - tail)} … ${tailOf(named)}`;
}

/** A note, shortened for drawing. */
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
