import { resolve } from 'node:path';

/**
 * The files that a command line names.
 * @param argv as the process got it; its first entry is the program, and when run from source the second is the application's folder
 * @param folder where relative paths start from
 */
export function filesOf(argv: readonly string[], folder: string, runFromSource = process.defaultApp === true): string[] {
  const operands = argv.slice(1).filter((argument) => argument !== '' && !argument.startsWith('-'));
  return operands.slice(runFromSource ? 1 : 0).map((file) => resolve(folder, file));
}
