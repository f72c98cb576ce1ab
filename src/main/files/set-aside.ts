import { lstat, rename } from 'node:fs/promises';

/**
 * Moves an unusable file out of the way, to `wanted` or, if that name is taken, to `wanted-2` and so on: files set aside
 * earlier are kept too.
 * @returns its new path
 * @throws as node:fs does if it cannot be moved
 */
export async function setAside(path: string, wanted: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (await isThere(name)) continue;
    await rename(path, name);
    return name;
  }
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
