import type { ObjectStore } from './object-store';
import { fail } from './problem';

/** What a folder of a revision has. */
export interface TreeEntry {
  readonly mode: string;
  readonly id: string;
}

/** The entries of a folder, in the order in which git keeps them. @param name as bytes, since git does not say how it is encoded */
export function* entriesOf(objects: ObjectStore, tree: string): Generator<TreeEntry & { readonly name: Buffer }> {
  const { data } = objects.read(tree, 'tree');
  const idSize = objects.idLength / 2;
  for (let at = 0; at < data.length;) {
    const space = data.indexOf(0x20, at);
    const end = data.indexOf(0, space);
    if (space < 0 || end < 0 || space - at > 6 || end + 1 + idSize > data.length) fail('damaged', 'a folder of a revision');
    const next = end + 1 + idSize;
    yield { mode: data.toString('latin1', at, space), id: data.toString('hex', end + 1, next), name: data.subarray(space + 1, end) };
    at = next;
  }
}

export function isFolder({ mode }: TreeEntry): boolean {
  return mode === '40000';
}

export function isFile({ mode }: TreeEntry): boolean {
  return mode.startsWith('100');
}
