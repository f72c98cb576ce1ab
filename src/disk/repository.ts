import { lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * The folder of the git repository that contains a folder, which may be the folder itself; `undefined` if none does. A worktree and a
 * submodule have a file `.git`.
 */
export async function repositoryOf(folder: string): Promise<string | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    const entry = await lstat(join(at, '.git')).catch(() => undefined);
    if (entry?.isDirectory() || entry?.isFile()) return at;
    if (dirname(at) === at) return undefined;
  }
}
