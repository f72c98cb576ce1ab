import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';

/** Whether a file name is one of those that a save makes beside its file, and no one else. */
export function isTemporary(name: string): boolean {
  return /^\..+\.pipedraft-[0-9a-f]{12}\.tmp$/s.test(name);
}

/** A fresh name beside a file. It is in the same folder, since a file can be moved into place on one disk only. */
export function temporaryFor(file: string): string {
  return join(dirname(file), `.${cut(basename(file))}.pipedraft-${randomBytes(6).toString('hex')}.tmp`);
}

/** A name may have 255 bytes, in some file systems 143; what is added must fit. */
function cut(name: string): string {
  let bytes = 0;
  let kept = '';
  for (const character of name) {
    bytes += Buffer.byteLength(character);
    if (bytes > 100) break;
    kept += character;
  }
  return kept;
}
