import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { limits } from './limits';
import { fail } from './problem';

/* Every file of a repository is opened here. */

/**
 * The bytes of a file. Its size is checked before it is read, and nothing but a regular file is read: a pipe would wait, a device never
 * end.
 * @returns `undefined` if there is no such file and it is optional
 */
export function readWhole(file: string, most: number, isOptional: true): Buffer | undefined;
export function readWhole(file: string, most: number): Buffer;
export function readWhole(file: string, most: number, isOptional = false): Buffer | undefined {
  const handle = openToRead(file, isOptional);
  if (handle === undefined) return undefined;
  try {
    const stats = fstatSync(handle);
    if (!stats.isFile()) {
      if (isOptional && stats.isDirectory()) return undefined;
      fail('damaged', `"${basename(file)}" is not a file`);
    }
    if (stats.size > most) fail('too-large', `"${basename(file)}"`);
    const bytes = Buffer.allocUnsafe(stats.size);
    return bytes.subarray(0, readAt(handle, bytes, 0));
  } finally {
    closeSync(handle);
  }
}

/** The text of a small file, without white space at its end. */
export function readText(file: string): string | undefined {
  return readWhole(file, limits.small, true)?.toString('utf8').trimEnd();
}

/** Opens a file. A pipe does not make it wait. */
export function openToRead(file: string, isOptional = false): number | undefined {
  try {
    return openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
    if (isMissing && isOptional) return undefined;
    if (isMissing) fail('damaged', `"${basename(file)}" is missing`);
    if (code === 'EISDIR' && isOptional) return undefined;
    return fail('unreadable', `"${basename(file)}"`);
  }
}

/** Fills a buffer from a position in a file. @returns how many bytes there were */
export function readAt(handle: number, into: Buffer, position: number): number {
  let count = 0;
  while (count < into.length) {
    const read = readSync(handle, into, count, into.length - count, position + count);
    if (read === 0) break;
    count += read;
  }
  return count;
}

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
