import type { Stats } from 'node:fs';
import { access, constants, lstat, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UserError } from '#engine/errors';
import { because, codeOf } from './problems';

/* Places of exported files in their folder: what is there, and whether it can be written. Nothing outside of the folder is touched. */

/** @throws UserError if there is something at the path of a folder that is not one */
export async function refuseNonFolder(folder: string): Promise<void> {
  const entry = await stat(folder).catch(() => undefined);
  if (entry && !entry.isDirectory())
    throw new UserError(`"${folder}" is a file, and a folder is needed for the export.`, 'Name a folder, or move the file.');
}

/** The text at a path of the folder; `undefined` if there is no file. @throws UserError if it cannot be read */
export async function textAt(folder: string, path: string): Promise<string | undefined> {
  return (await bytesAt(folder, path))?.toString('utf8');
}

/** The content at a path of the folder; `undefined` if there is no file. @throws UserError if it cannot be read */
export async function bytesAt(folder: string, path: string): Promise<Buffer | undefined> {
  const entry = await refuseLinks(folder, path);
  if (entry && !entry.isFile() && !entry.isDirectory())
    throw new UserError(`"${path}" in "${folder}" is not a file.`, 'Remove it, or choose another folder.'); // a pipe would be waited for
  try {
    return await readFile(join(folder, path));
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return undefined;
    if (code === 'ENAMETOOLONG') throw tooLong(path, error);
    if (code === 'EISDIR')
      throw new UserError(
        `"${path}" in "${folder}" is a folder, and a file would be written there.`,
        'Move the folder, or choose another one for the export.',
      );
    throw because(error, `"${path}" in "${folder}" cannot be read.`, 'Allow reading it, or choose another folder.');
  }
}

/**
 * Nothing outside of the folder is read or written: no part of a path below it may be a symbolic link.
 * @returns what is at the path
 * @throws UserError
 */
export async function refuseLinks(folder: string, path: string): Promise<Stats | undefined> {
  let at = folder;
  const parts = path.split('/');
  let entry: Stats | undefined;
  for (const [index, part] of parts.entries()) {
    at = join(at, part);
    const shown = parts.slice(0, index + 1).join('/');
    entry = await entryAt(at, shown, folder);
    if (!entry) return undefined;
    if (entry.isSymbolicLink())
      throw new UserError(
        `"${shown}" in "${folder}" is a symbolic link, and exports are not written through links.`,
        'Replace it by a folder or file of its own, or choose another folder.',
      );
    if (index < parts.length - 1 && !entry.isDirectory())
      throw new UserError(
        `"${shown}" in "${folder}" is a file, and a folder would be made there.`,
        'Move the file, or choose another folder.',
      );
  }
  return entry;
}

async function entryAt(at: string, shown: string, folder: string): Promise<Stats | undefined> {
  try {
    return await lstat(at);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENAMETOOLONG') throw tooLong(shown, error);
    if (code === 'EACCES' || code === 'EPERM')
      throw because(error, `"${shown}" in "${folder}" cannot be reached.`, 'Allow entering its folder, or choose another folder.');
    return undefined;
  }
}

function tooLong(path: string, error: unknown): UserError {
  const name = path.length <= 80 ? path : `${path.slice(0, 50)}…${path.slice(-20)}`;
  return because(
    error,
    `The path "${name}" in the folder of the export is longer than the file system allows. Nothing was written.`,
    'Choose a shorter "definition", a shorter folder under "exports.layout", or a folder that is not nested so deep.',
  );
}

/**
 * Checks that a file of an export can be written or removed, as far as that can be known before it is done.
 * @throws UserError
 */
export async function refuseUnwritable(folder: string, path: string): Promise<void> {
  const entry = await refuseLinks(folder, path);
  const file = join(folder, path);
  if (entry?.isDirectory())
    throw new UserError(
      `"${path}" in "${folder}" is a folder, and a file would be written there.`,
      'Move the folder, or choose another one for the export.',
    );
  if (entry && !(await may(file, constants.W_OK)))
    throw new UserError(`"${path}" in "${folder}" is write-protected.`, 'Take the protection off the file, or choose another folder.');
  let above = dirname(file);
  while (!(await stat(above).catch(() => undefined)) && dirname(above) !== above) above = dirname(above);
  if (!(await may(above, constants.W_OK | constants.X_OK)))
    throw new UserError(
      `"${path}" cannot be written: the folder "${above}" is write-protected.`,
      'Allow writing to the folder, or choose another one.',
    );
}

async function may(path: string, how: number): Promise<boolean> {
  return access(path, how).then(
    () => true,
    () => false,
  );
}
