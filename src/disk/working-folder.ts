import { UserError } from '#engine/errors';

/** The folder that the process was started in; `undefined` if it was removed since. */
export function workingFolder(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

/** @param word what was named */
export function noWorkingFolder(word: string): UserError {
  return new UserError(
    `The folder that "${word}" was looked for in is not there any more.`,
    'Change to a folder that is there, or name the file with its whole path.',
  );
}
