import { lstat, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isTemporary } from './temporary';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Removes what saves left in a folder that were killed: files named as only our saves name them, older than a day. Others in the folder
 * and in the folders below it are left alone, and so is what cannot be removed.
 * @returns the paths that were removed
 */
export async function cleanLeftovers(folder: string, now: Date): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []); // no folder, no leftovers
  const removed: string[] = [];
  for (const name of names.filter(isTemporary)) {
    const path = join(folder, name);
    try {
      const found = await lstat(path); // a link of that name is not ours
      if (!found.isFile() || now.getTime() - found.mtimeMs <= dayMs) continue;
      await unlink(path);
      removed.push(path);
    } catch {
      continue; // gone already, or held: the next start tries again
    }
  }
  return removed;
}
