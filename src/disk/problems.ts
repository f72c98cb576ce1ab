import { basename, dirname } from 'node:path';
import { UserError } from '#engine/errors';

/**
 * The reason that a file could not be read, in words for the user. An error that is not from the file system is a bug and is returned
 * unchanged.
 * @param file as the user named it
 */
export function readProblem(file: string, error: unknown): unknown {
  const code = codeOf(error);
  if (error instanceof UserError || code === undefined) return error;
  return because(error, ...readWords(code, file));
}

/**
 * The reason that a file could not be saved, in words for the user, with the state of the old file.
 * @param file as the user named it
 * @param existed true if there was a file before
 */
export function saveProblem(file: string, existed: boolean, error: unknown): unknown {
  const code = codeOf(error);
  if (error instanceof UserError || code === undefined) return error;
  const [problem, fix] = saveWords(code, file);
  return because(error, problem, `${untouched(existed)} ${fix}`);
}

/** Windows reports a refused replacement when another program has the file open. */
export function heldProblem(file: string, existed: boolean, error: unknown): UserError {
  const [problem, fix] = saveWords('EBUSY', file);
  return because(error, problem, `${untouched(existed)} ${fix}`);
}

/** State of the old file after a failed save. */
export function untouched(existed: boolean): string {
  return existed ? 'The file is as it was before.' : 'Nothing was written.';
}

/** The file system's error code, such as `ENOSPC`; nothing if the error is of another kind. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  // Node refuses a path with a NUL in it before it asks the system.
  return error.code === 'ERR_INVALID_ARG_VALUE'
    ? 'EINVAL'
    : /^E[A-Z0-9]+$/.test(error.code) || error.code === 'UNKNOWN'
      ? error.code
      : undefined;
}

/** Name for a path that leads to no file. */
export function notAFile(file: string, kind: 'folder' | 'other'): UserError {
  return kind === 'folder'
    ? new UserError(`"${file}" is a folder.`, 'Name a plan in it: a file that ends in .pipedraft.yaml or .pipedraft.json.')
    : new UserError(
        `"${file}" is not an ordinary file, but a pipe or a device.`,
        'Choose a file; what comes out of a pipe can be put into one first.',
      );
}

type Words = readonly [problem: string, fix: string];

function readWords(code: string, file: string): Words {
  switch (code) {
    case 'ENOENT':
      return [`There is no file "${file}".`, 'Check the path; the file may have been moved, renamed or deleted.'];
    case 'ENOTDIR':
      return [`There is no file "${file}": a part of its path is a file and not a folder.`, 'Check the path.'];
    case 'EACCES':
    case 'EPERM':
      return [`"${file}" may not be read.`, 'Check its permissions and those of its folder.'];
    case 'EBUSY':
      return [`"${file}" is held by another program.`, 'Close it there, and open it again here.'];
    case 'EISDIR': {
      const { problem, fix } = notAFile(file, 'folder');
      return [problem, fix];
    }
    case 'EIO':
      return [`The disk could not read "${file}".`, 'Check the disk; open a backup or a checked-in copy of the file.'];
    default:
      return common(code, file) ?? [`"${file}" could not be read (${code}).`, 'Check that the disk it is on can be reached.'];
  }
}

function saveWords(code: string, file: string): Words {
  const folder = dirname(file);
  switch (code) {
    case 'ENOSPC':
      return [`The disk is full: "${file}" was not saved.`, 'Make room and save again, or save it in a folder on another disk.'];
    case 'EDQUOT':
      return [
        `Your share of the disk is used up: "${file}" was not saved.`,
        'Make room and save again, or save it in a folder on another disk.',
      ];
    case 'EFBIG':
      return [`"${file}" would be larger than this disk lets a file be, and was not saved.`, 'Save it in a folder on another disk.'];
    case 'EROFS':
      return [`The disk of "${file}" is read-only: the file was not saved.`, 'Save it in a folder on another disk.'];
    case 'EACCES':
    case 'EPERM':
      return [
        `"${file}" was not saved: its folder "${folder}" may not be written to.`,
        'Save it in a folder of yours, or ask for permission to write there.',
      ];
    case 'EBUSY':
    case 'ETXTBSY':
      return [`"${file}" is held by another program and was not saved.`, 'Close it there and save again, or save it under another name.'];
    case 'ENOENT':
      return [`There is no folder "${folder}": "${basename(file)}" was not saved.`, 'Make the folder again, or save it in another one.'];
    case 'ENOTDIR':
      return [`"${file}" was not saved: a part of its path is a file and not a folder.`, 'Check the path, or save it in another folder.'];
    case 'EIO':
      return [
        `The disk failed while "${file}" was written: it was not saved.`,
        'Save it in a folder on another disk, and have this disk checked.',
      ];
    default:
      return common(code, file) ?? [`"${file}" could not be saved (${code}).`, 'Save again, or save it in another folder.'];
  }
}

/** Errors that reading and saving have in common. */
function common(code: string, file: string): Words | undefined {
  switch (code) {
    case 'EINVAL':
      return [`"${file.replaceAll('\0', '\\0')}" cannot be the name of a file.`, 'Choose a name of letters, digits, "-", "_" and ".".'];
    case 'ENAMETOOLONG':
      return [
        `The name "${shortened(file)}" is longer than the file system allows.`,
        'Choose a shorter name, or a folder that is not nested so deep.',
      ];
    case 'ELOOP':
      return [`"${file}" is a link that leads back to itself.`, 'Fix the link, or choose the file that it should lead to.'];
    case 'EMFILE':
    case 'ENFILE':
      return [`"${file}" could not be opened: too many files are open on this machine.`, 'Close other programs, and try again.'];
    case 'ENODEV':
    case 'ENXIO':
    case 'ESTALE':
    case 'ETIMEDOUT':
    case 'EHOSTDOWN':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ENOTCONN':
      return [`The drive of "${file}" cannot be reached.`, 'Connect it, and try again; or use a folder on this machine.'];
    default:
      return undefined;
  }
}

function shortened(file: string): string {
  return file.length <= 80 ? file : `${file.slice(0, 50)}…${file.slice(-20)}`;
}

/** A UserError that keeps the original error, for the log. */
export function because(cause: unknown, problem: string, fix: string): UserError {
  const error = new UserError(problem, fix);
  error.cause = cause;
  return error;
}
