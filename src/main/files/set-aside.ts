import { lstat, rename } from 'node:fs/promises';

/**
 * Moves a file that cannot be used out of the way, to `wanted` or, when that name is taken, to `wanted-2` and so on: what was set aside
 * before is kept as well.
 * @returns where it is now
 * @throws as node:fs does when it cannot be moved
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
