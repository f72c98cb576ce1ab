import { lineStart } from './entries';
import type { TextChanges } from './text-changes';

/*
 * Adds and removes entries of a flow collection. Entries on lines of their own are added and removed with their lines; entries that share
 * a line, with their comma. All other entries keep their bytes.
 */

export interface FlowEntry {
  readonly start: number;
  /** Without its comma. */
  readonly end: number;
  readonly gone: boolean;
}

/** Removes the entries that are gone; at least one stays. */
export function removeFromFlow(changes: TextChanges, entries: readonly FlowEntry[]): void {
  const { source } = changes;
  let keptBefore = false;
  entries.forEach((entry, at) => {
    if (!entry.gone) {
      keptBefore = true;
      return;
    }
    const previous = entries[at - 1];
    const next = entries[at + 1];
    const lines = ownLines(source, entry);
    if (lines) changes.change(withCommentsAbove(source, lines.start, previous?.end ?? 0), lines.end, '');
    else if (keptBefore && previous && !source.slice(previous.end, entry.start).includes('\n')) changes.change(previous.end, entry.end, '');
    else if (next && !source.slice(entry.end, next.start).includes('\n')) changes.change(entry.start, next.start, '');
    else changes.change(entry.start, entry.end + (/^[ \t]*,/.exec(source.slice(entry.end, entry.end + 80))?.[0].length ?? 0), '');
  });
}

/**
 * Puts entries into a flow collection.
 * @param open offset behind its opening bracket
 * @param after the entry that they follow, which stays; `undefined` where they come first
 * @param isFollowed true if entries behind them stay, when they come first
 */
export function insertIntoFlow(
  changes: TextChanges,
  open: number,
  entries: readonly FlowEntry[],
  after: FlowEntry | undefined,
  texts: readonly string[],
  isFollowed: boolean,
): void {
  const { source } = changes;
  const model = after ?? entries[0];
  const lines = model && ownLines(source, model);
  if (lines && !(after && !lines.hasComma && entries.at(-1) !== after)) {
    const pad = source.slice(lineStart(source, model.start), model.start);
    if (!after) {
      changes.change(lineStart(source, model.start), lineStart(source, model.start), texts.map((text) => `${pad}${text},\n`).join(''));
      return;
    }
    if (!lines.hasComma) changes.change(after.end, after.end, ',');
    const last = texts.length - 1;
    const written = texts.map((text, at) => `${pad}${text}${at < last || lines.hasComma ? ',' : ''}\n`);
    changes.change(lines.end, lines.end, written.join(''));
  } else if (after) changes.change(after.end, after.end, texts.map((text) => `, ${text}`).join(''));
  else changes.change(open, open, isFollowed ? texts.map((text) => `${text}, `).join('') : texts.join(', '));
}

/** The lines of an entry that have only its comma and a comment besides. */
function ownLines(
  source: string,
  { start, end }: FlowEntry,
): { readonly start: number; readonly end: number; readonly hasComma: boolean } | undefined {
  const line = lineStart(source, start);
  if (source.slice(line, start).trim() !== '') return undefined;
  const lineEnd = source.indexOf('\n', end);
  const rest = lineEnd < 0 ? undefined : /^[ \t]*(,?)[ \t]*(?:#[^\n]*|\r)?$/.exec(source.slice(end, lineEnd));
  return rest ? { start: line, end: lineEnd + 1, hasComma: rest[1] === ',' } : undefined;
}

/** Comment lines right above an entry go with it. @param least end of the thing before it */
function withCommentsAbove(source: string, start: number, least: number): number {
  let from = start;
  while (from > least) {
    const above = lineStart(source, from - 1);
    if (above < least || !/^[ \t]*#/.test(source.slice(above, from))) break;
    from = above;
  }
  return from;
}
