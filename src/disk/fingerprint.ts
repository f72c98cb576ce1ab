import { nodeDisk, type Disk } from './disk';
import { readProblem } from './problems';
import { readThrough } from './read-through';

/** Which content a file had, and which file it was. Plain values, so that it can be stored and sent. */
export interface Fingerprint {
  /** In bytes. */
  readonly size: number;
  /** When it was last written, in milliseconds since 1970. Tools set it as they like: it tells nothing alone. */
  readonly mtimeMs: number;
  /** Of the bytes as they are on the disk, in hexadecimal. Two files with the same one hold the same. */
  readonly sha256: string;
  /** With `dev`, which file it is; decimal numbers as text. */
  readonly ino: string;
  readonly dev: string;
}

/** What tells one content from another; enough to compare with, where no more was kept. */
export type ContentHash = Pick<Fingerprint, 'sha256'>;

/**
 * The fingerprint of a file as it is now. Large files are read in pieces.
 * @param file as the user named it
 * @throws UserError when there is none, when it is no ordinary file, or when it cannot be read
 */
export async function fingerprintOf(file: string, disk: Disk = nodeDisk): Promise<Fingerprint> {
  try {
    return await readThrough(file, disk);
  } catch (error) {
    throw readProblem(file, error);
  }
}
