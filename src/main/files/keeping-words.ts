import { type UserError } from '#engine/errors';
import { because, codeOf } from '#disk';

/** The reason that unsaved work is not on the disk, in words for the user. @param folder where it is kept */
export function autosaveFailure(error: unknown, folder: string): UserError {
  const [why, remedy] = wordsFor(error, folder);
  return because(
    error,
    `Autosave does not work: ${why}.`,
    `Save the plan now: until then a crash would lose the last changes. ${remedy} Autosave tries again by itself.`,
  );
}

/** The reason that the backup failed after a successful save. @param file name of the plan's file @param folder of the backups */
export function backupFailure(error: unknown, file: string, folder: string): UserError {
  const [why, remedy] = wordsFor(error, folder);
  return because(
    error,
    `“${file}” was saved. Only the backup copy of its earlier version could not be kept: ${why}.`,
    `${remedy} The next save tries the backup again.`,
  );
}

/** A reason within a sentence, and a remedy. */
function wordsFor(error: unknown, folder: string): readonly [why: string, remedy: string] {
  const here = `"${folder}"`;
  switch (codeOf(error) ?? (error instanceof Error ? codeOf(error.cause) : undefined)) {
    case 'ENOSPC':
      return [`the disk of ${here} is full`, 'Make room on that disk.'];
    case 'EDQUOT':
      return [`your share of the disk of ${here} is used up`, 'Make room on that disk.'];
    case 'EROFS':
      return [`the disk of ${here} is read-only`, 'Make that disk writable.'];
    case 'EACCES':
    case 'EPERM':
      return [`the folder ${here} may not be written to`, 'Give yourself permission to write there.'];
    case 'ENOTDIR':
    case 'EEXIST':
      return [`there is a file in the place of the folder ${here}, or of one above it`, 'Move that file away.'];
    case 'EISDIR':
      return [`there is a folder in the place of a file in ${here}`, 'Move that folder away.'];
    case 'EIO':
      return [`the disk of ${here} failed`, 'Have that disk checked.'];
    case 'EMFILE':
    case 'ENFILE':
      return ['too many files are open on this machine', 'Close other programs.'];
    default:
      return [`the folder ${here} cannot be written to`, 'Check that folder and its disk.'];
  }
}
