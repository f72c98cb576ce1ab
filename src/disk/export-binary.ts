import { hashOf } from './packed-text';
import type { ComparedFile } from './export-state';

/**
 * Compares an exported file that is not text with what is on the disk. Such a file cannot be merged: one that a person edited is never
 * replaced.
 * @param exported hash of the earlier export
 */
export function compareBinary(path: string, disk: Uint8Array | undefined, given: Uint8Array, exported: string | undefined): ComparedFile {
  const result = (state: ComparedFile['state'], next: Uint8Array): ComparedFile => ({
    path,
    state,
    disk: undefined,
    next: undefined,
    binary: { disk, next },
    executable: false,
  });
  if (!disk) return result('new', given);
  const [there, wanted] = [hashOf(disk), hashOf(given)];
  if (there === wanted) return result('same', disk);
  if (exported === undefined) return result('foreign', disk);
  if (there === exported) return result('changed', given);
  return result(exported === wanted ? 'edited' : 'outdated', disk);
}
