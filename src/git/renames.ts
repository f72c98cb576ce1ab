import type { ObjectStore } from './object-store';
import { entriesOf, isFile, isFolder, type TreeEntry } from './trees';

/** Files that a commit took away and that are compared with one that it added. A commit with more moved a whole project. */
const mostCompared = 300;
/** Bytes of a file that is compared line by line. */
const mostBytes = 4_000_000;
/** Share of the lines that two files have in common if one is the other, renamed; git has the same. */
const leastAlike = 0.5;
/** Folders inside of each other, as a limit for hostile repositories. */
const deepest = 100;

interface Removed extends TreeEntry {
  readonly path: string;
}

/**
 * The path that a file had before a commit that renamed it, as `git log --follow` finds it: the file that the commit took away and that is
 * the same, or most like it.
 * @param before tree of the commit's parent @param after tree of the commit
 * @param added the file in the commit, which the parent does not have
 * @returns `undefined` if it is like none
 */
export function renamedFrom(
  objects: ObjectStore,
  before: string,
  after: string,
  added: TreeEntry & { readonly path: string },
): string | undefined {
  const removed: Removed[] = [];
  for (const one of removedFiles(objects, before, after, '', 0)) {
    if (one.id === added.id) return one.path;
    if (removed.length < mostCompared && endingOf(one.path) === endingOf(added.path)) removed.push(one);
  }
  const own = contentOf(objects, added.id);
  if (!own) return undefined;
  let best: { readonly path: string; readonly share: number } | undefined;
  for (const { id, path } of removed) {
    const other = contentOf(objects, id);
    const share = other ? likeness(own, other) : 0;
    if (share >= leastAlike && share > (best?.share ?? 0)) best = { path, share };
  }
  return best?.path;
}

function* removedFiles(objects: ObjectStore, before: string, after: string | undefined, folder: string, depth: number): Generator<Removed> {
  if (before === after || depth > deepest) return;
  const kept = new Map(after === undefined ? [] : [...entriesOf(objects, after)].map((entry) => [entry.name.toString('latin1'), entry]));
  for (const entry of entriesOf(objects, before)) {
    const path = folder + entry.name.toString();
    const now = kept.get(entry.name.toString('latin1'));
    if (isFolder(entry)) yield* removedFiles(objects, entry.id, now && isFolder(now) ? now.id : undefined, `${path}/`, depth + 1);
    else if (isFile(entry) && !(now && isFile(now))) yield { mode: entry.mode, id: entry.id, path };
  }
}

function endingOf(path: string): string {
  return /\.[^./]*$/.exec(path)?.[0].toLowerCase() ?? '';
}

function contentOf(objects: ObjectStore, id: string): string | undefined {
  const { data } = objects.read(id, 'blob');
  return data.length > mostBytes ? undefined : data.toString('latin1');
}

/** The share of their text that two files have in common, line by line, from 0 to 1. */
function likeness(one: string, other: string): number {
  const longer = Math.max(one.length, other.length);
  if (longer === 0 || Math.min(one.length, other.length) / longer < leastAlike) return 0;
  const counts = new Map<string, number>();
  for (const line of one.split('\n')) counts.set(line, (counts.get(line) ?? 0) + 1);
  let common = 0;
  for (const line of other.split('\n')) {
    const left = counts.get(line) ?? 0;
    if (left === 0) continue;
    counts.set(line, left - 1);
    common += line.length + 1;
  }
  return Math.min(1, common / longer);
}
