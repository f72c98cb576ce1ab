import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathOfWord } from '#disk';
import { UserError } from '#engine/errors';

/**
 * The files that a command line names, and an error for each argument that names something else.
 * @param argv the arguments of the process; its first entry is the program, and when run from source the second is the application's folder
 * @param folder base of relative paths
 */
export function filesOf(
  argv: readonly string[],
  folder: string,
  runFromSource = process.defaultApp === true,
): readonly (string | UserError)[] {
  const operands = argv.slice(1).filter((argument) => argument !== '' && !argument.startsWith('-'));
  return operands.slice(runFromSource ? 1 : 0).map((word) => {
    try {
      return resolve(
        folder,
        pathOfWord(word, (path) => existsSync(resolve(folder, path))),
      );
    } catch (error) {
      if (error instanceof UserError) return error;
      throw error;
    }
  });
}
