import { createHash } from 'node:crypto';
import { UserError } from '#engine/errors';
import { nodeDisk, type Disk, type Entry } from './disk';
import type { Fingerprint } from './fingerprint';
import { notAFile } from './problems';

/** Receives the pieces of a file. A new one is requested when the file has to be read again. */
export type Reader = () => (piece: Uint8Array) => void;

/**
 * Reads an ordinary file piece by piece, and again if it changed meanwhile: half of one version and half of another is no file.
 * @param file as the user named it
 * @param check throws if the file has too many bytes; called before it is opened and while it is read
 * @throws UserError for a folder, a pipe, or a file that keeps changing; errors of the file system as they are
 */
export async function readThrough(
  file: string,
  disk: Disk = nodeDisk,
  check: (bytes: number) => void = () => {},
  reader: Reader = () => () => {},
): Promise<Fingerprint> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const read = await readOnce(file, disk, check, reader());
    if (read) return read;
  }
  throw new UserError(`"${file}" is being written by another program.`, 'Wait until that is done, and open it again.');
}

async function readOnce(
  file: string,
  disk: Disk,
  check: (bytes: number) => void,
  take: (piece: Uint8Array) => void,
): Promise<Fingerprint | undefined> {
  const named = onlyFile(await disk.stat(file), file); // before it is opened: opening some devices does something
  check(named.size);
  const open = await disk.openToRead(file);
  try {
    const before = onlyFile(await open.stat(), file);
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(256 * 1024);
    let size = 0; // counted, since some file systems say 0 and others let the file grow meanwhile
    for (;;) {
      const length = await open.read(buffer);
      if (length === 0) break;
      size += length;
      check(size);
      const piece = buffer.subarray(0, length);
      hash.update(piece);
      take(piece);
    }
    const after = await open.stat();
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) return undefined;
    return { size, mtimeMs: after.mtimeMs, sha256: hash.digest('hex'), ino: after.ino, dev: after.dev };
  } finally {
    await open.close();
  }
}

/** @throws UserError if it is not an ordinary file */
export function onlyFile(entry: Entry, file: string): Entry {
  if (entry.kind !== 'file') throw notAFile(file, entry.kind);
  return entry;
}
