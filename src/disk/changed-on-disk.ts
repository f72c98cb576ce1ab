import { UserError } from '#engine/errors';
import type { ContentHash, Fingerprint } from './fingerprint';

/** The file is not the one that was read: saving would lose someone else's work. */
export class ChangedOnDisk extends UserError {
  override readonly name = 'ChangedOnDisk';

  constructor(
    /** As the user named it. */
    readonly file: string,
    /** Fingerprint when it was read; `null` for no file. */
    readonly expected: ContentHash | null,
    /** Fingerprint now; `null` for no file. */
    readonly found: Fingerprint | null,
  ) {
    super(what(file, expected, found), `Nothing was written. ${choices(found)}`);
  }
}

function what(file: string, expected: ContentHash | null, found: Fingerprint | null): string {
  if (!found) return `"${file}" is no longer there: it was moved or deleted after it was opened.`;
  return expected ? `"${file}" was changed by another program after it was opened.` : `There is a file "${file}" by now.`;
}

function choices(found: Fingerprint | null): string {
  return found
    ? 'Reload the file, save a copy under another name, or save again to overwrite it.'
    : 'Save again to create it again, or save a copy under another name.';
}
