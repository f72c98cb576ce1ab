import type { ExportFile } from '#ipc';

/** A line of the tree: a folder, or a file. */
export interface TreeRow {
  /** Path from the top, without a "/" at its end. */
  readonly path: string;
  readonly name: string;
  /** From 1. */
  readonly level: number;
  /** `undefined` for a folder. */
  readonly file: ExportFile | undefined;
  readonly isOpen: boolean;
  /** Number of places that are left to be filled in, of a folder in all its files. */
  readonly gaps: number;
  /** Number of files of a folder that are not as the plan gives them. */
  readonly changes: number;
}

interface Folder {
  readonly folders: Map<string, Folder>;
  readonly files: ExportFile[];
}

/**
 * Files as the lines of a tree: in each folder its folders first, then its files, both by name.
 * @param isOpen tells if the content of a folder is shown
 */
export function treeRows(files: readonly ExportFile[], isOpen: (folder: string) => boolean): readonly TreeRow[] {
  const top: Folder = { folders: new Map(), files: [] };
  for (const file of files) {
    let at = top;
    for (const folder of foldersOf(file.path)) {
      const name = folder.slice(folder.lastIndexOf('/') + 1);
      let next = at.folders.get(name);
      if (!next) at.folders.set(name, (next = { folders: new Map(), files: [] }));
      at = next;
    }
    at.files.push(file);
  }
  return rowsOf(top, '', 1, isOpen).rows;
}

function rowsOf(
  { folders, files }: Folder,
  above: string,
  level: number,
  isOpen: (folder: string) => boolean,
): { readonly rows: TreeRow[]; readonly gaps: number; readonly changes: number } {
  const rows: TreeRow[] = [];
  let [gaps, changes] = [0, 0];
  for (const [name, folder] of [...folders].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const path = above === '' ? name : `${above}/${name}`;
    const inner = rowsOf(folder, path, level + 1, isOpen);
    rows.push({ path, name, level, file: undefined, isOpen: isOpen(path), gaps: inner.gaps, changes: inner.changes });
    if (isOpen(path)) rows.push(...inner.rows);
    gaps += inner.gaps;
    changes += inner.changes;
  }
  for (const file of files) {
    const name = file.path.slice(above === '' ? 0 : above.length + 1);
    const isChanged = file.state !== 'same';
    rows.push({ path: file.path, name, level, file, isOpen: false, gaps: file.gaps, changes: isChanged ? 1 : 0 });
    gaps += file.gaps;
    if (isChanged) changes += 1;
  }
  return { rows, gaps, changes };
}

/** The folders that contain a file, the outermost first. */
export function foldersOf(path: string): readonly string[] {
  return [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index));
}
