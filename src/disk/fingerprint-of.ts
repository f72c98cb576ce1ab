import { nodeDisk, type Disk } from './disk';
import { readProblem } from './problems';
import type { Fingerprint } from './fingerprint';
import { readThrough } from './read-through';

/**
 * The fingerprint of a file as it is now. Large files are read in pieces.
 * @param file as the user named it
 * @throws UserError if there is none, if it is not an ordinary file, or if it cannot be read
 */
export async function fingerprintOf(file: string, disk: Disk = nodeDisk): Promise<Fingerprint> {
  try {
    return await readThrough(file, disk);
  } catch (error) {
    throw readProblem(file, error);
  }
}
