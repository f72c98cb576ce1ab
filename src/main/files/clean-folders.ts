import { cleanLeftovers } from '#disk';

/**
 * Removes temporary files of killed saves, one folder after the other: a drive that does not answer delays no other work.
 * @param folders may repeat; `undefined` for a plan without a file
 */
export async function cleanFolders(folders: Iterable<string | undefined>): Promise<void> {
  for (const folder of new Set(folders)) if (folder !== undefined) await cleanLeftovers(folder, new Date());
}
