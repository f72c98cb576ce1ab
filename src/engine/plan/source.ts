/* The text that a person wrote for a plan, kept in the plan so that undo, recovery and the history treat it like everything else in it. */

export type PlanFormat = 'yaml' | 'json';

/**
 * A text that was written for a plan. A save patches it with the plan. It is kept in pieces, so that the states of a history share the
 * pieces that no edit touched.
 */
export interface PlanSource {
  readonly format: PlanFormat;
  /** In their order; joined they are the text, with its line ends and its byte order mark. */
  readonly pieces: readonly string[];
}

/** A whole text, or a part that replaces another in a text of the length `of`. */
export type SourceChange =
  | { readonly format: PlanFormat; readonly text: string }
  | { readonly of: number; readonly at: number; readonly gone: string; readonly text: string };

/** Length of a new piece in characters. */
const pieceLength = 4096;

/** A text as a source of a plan. */
export function sourceOf(text: string, format: PlanFormat): PlanSource {
  return { format, pieces: cut(text) };
}

/** The whole text. */
export function sourceText({ pieces }: PlanSource): string {
  return pieces.join('');
}

/** True if two sources are the same text in the same format. */
export function sameSource(a: PlanSource | undefined, b: PlanSource | undefined): boolean {
  if (!a || !b || a === b) return a === b;
  if (a.format !== b.format) return false;
  const [first, second] = [a.pieces, b.pieces];
  return (first.length === second.length && first.every((piece, at) => piece === second[at])) || sourceText(a) === sourceText(b);
}

/** The change that turns one source into the other; `null` removes it. */
export function sourceBetween(before: PlanSource | undefined, after: PlanSource | undefined): SourceChange | null {
  if (!after) return null;
  if (before?.format !== after.format) return { format: after.format, text: sourceText(after) };
  const [old, now] = [before.pieces, after.pieces];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  const gone = old.slice(start, old.length - end).join('');
  const text = now.slice(start, now.length - end).join('');
  const { at, from, to } = difference(gone, text);
  return { of: lengthOf(old), at: lengthOf(old.slice(0, start)) + at, gone: gone.slice(at, from), text: text.slice(at, to) };
}

/**
 * The source after a change. A change that was made to another text leaves the source as it is: the plan says everything that counts, and
 * the text follows it.
 */
export function sourceAfter(before: PlanSource | undefined, change: SourceChange | null): PlanSource | undefined {
  if (change === null) return undefined;
  if ('format' in change) return sourceOf(change.text, change.format);
  if (!before || lengthOf(before.pieces) !== change.of) return before;
  return spliced(before, change) ?? before;
}

/** The source with a part of its text replaced; `undefined` if it has another text there. Pieces outside of the part are shared. */
function spliced(
  { format, pieces }: PlanSource,
  { at, gone, text }: { readonly at: number; readonly gone: string; readonly text: string },
) {
  let first = 0;
  let start = 0;
  while (first < pieces.length && start + (pieces[first] as string).length <= at) start += (pieces[first++] as string).length;
  let last = first;
  let end = start;
  while (last < pieces.length && end < at + gone.length) end += (pieces[last++] as string).length;
  if (last === first && first < pieces.length) end += (pieces[last++] as string).length;
  const part = pieces.slice(first, last).join('');
  const inside = at - start;
  if (part.slice(inside, inside + gone.length) !== gone) return undefined;
  const replaced = part.slice(0, inside) + text + part.slice(inside + gone.length);
  return { format, pieces: [...pieces.slice(0, first), ...cut(replaced), ...pieces.slice(last)] };
}

/** The part in which two texts differ: from `at` on, up to `from` in the first and `to` in the second. */
export function difference(a: string, b: string): { readonly at: number; readonly from: number; readonly to: number } {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  let end = 0;
  while (end < most - at && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end += 1;
  return { at, from: a.length - end, to: b.length - end };
}

function cut(text: string): string[] {
  if (text.length < pieceLength * 2) return text === '' ? [] : [text];
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += pieceLength) pieces.push(text.slice(at, at + pieceLength));
  return pieces;
}

function lengthOf(pieces: readonly string[]): number {
  return pieces.reduce((sum, { length }) => sum + length, 0);
}
