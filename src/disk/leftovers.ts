import { lstat, readdir, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isLeftBehind, isTemporary, isTemporaryOf } from './temporary';

/**
 * Removes temporary files that killed saves left in a folder: files named as only our saves name them, whose save is no longer running.
 * Other files, subfolders, and files that cannot be removed stay.
 * @returns the paths that were removed
 */
export function cleanLeftovers(folder: string, now: Date): Promise<readonly string[]> {
  return clean(folder, now, isTemporary);
}

/** As cleanLeftovers, for saves of one file. */
export function cleanLeftoversOf(file: string, now: Date): Promise<readonly string[]> {
  return clean(dirname(file), now, (name) => isTemporaryOf(basename(file), name));
}

async function clean(folder: string, now: Date, concerns: (name: string) => boolean): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []); // no folder, no leftovers
  const removed: string[] = [];
  for (const name of names.filter(concerns)) {
    const path = join(folder, name);
    try {
      const found = await lstat(path); // a link of that name is not ours
      if (!found.isFile() || !isLeftBehind(name, now.getTime() - found.mtimeMs)) continue;
      await unlink(path);
      removed.push(path);
    } catch {
      continue; // gone already, or locked: the next start tries again
    }
  }
  return removed;
}
