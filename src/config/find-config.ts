import { lstat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** Name of the configuration file. */
export const configFileName = '.pipedraftrc.yaml';

/**
 * Looks for the configuration file of a project: in a folder, then in each folder above it, up to that of the git repository, or else the
 * top of the file system.
 * @param folder where the search starts
 * @returns the absolute path of the file; `undefined` if there is none
 */
export async function findConfig(folder: string): Promise<string | undefined> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const file = join(at, configFileName);
    if (await exists(file)) return file;
    if ((await exists(join(at, '.git'))) || dirname(at) === at) return undefined;
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
