import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { noWorkingFolder, pathOfWord } from '#disk';
import { UserError } from '#engine/errors';

/**
 * The files that a command line names, and an error for each argument that names something else.
 * @param argv the arguments of the process; its first entry is the program, and when run from source the second is the application's folder
 * @param folder base of relative paths; unset if it was removed
 */
export function filesOf(
  argv: readonly string[],
  folder: string | undefined,
  runFromSource = process.defaultApp === true,
): readonly (string | UserError)[] {
  const operands = argv.slice(1).filter((argument) => argument !== '' && !argument.startsWith('-'));
  return operands.slice(runFromSource ? 1 : 0).map((word) => {
    try {
      const path = pathOfWord(word, (one) => (folder !== undefined || isAbsolute(one)) && existsSync(resolve(folder ?? '/', one)));
      if (folder === undefined && !isAbsolute(path)) return noWorkingFolder(word);
      return resolve(folder ?? '/', path);
    } catch (error) {
      if (error instanceof UserError) return error;
      throw error;
    }
  });
}
