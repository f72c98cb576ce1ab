import { dirname, resolve } from 'node:path';
import { readTextFile } from '#disk';
import { PlanProblems, isNonEmpty } from '#engine/errors';
import { problemsAgainst, readYamlValue } from '#engine/plan';
import { ConfigSchema, type Config } from './schema';

/** A configuration file that was read. */
export interface ConfigFile {
  /** Its path, as it is named to a person. */
  readonly file: string;
  /** Its folder: paths and patterns in it start there. An absolute path. */
  readonly folder: string;
  readonly config: Config;
}

/**
 * Reads a configuration file.
 * @param path of the file
 * @param file its name in messages
 * @throws UserError if it cannot be read, PlanProblems with the line of each problem
 */
export async function readConfig(path: string, file = path): Promise<ConfigFile> {
  const { text } = await readTextFile(path);
  const result = readYamlValue(text);
  if ('problems' in result) throw new PlanProblems(file, result.problems, result.isCut);
  const { value, placeOf } = result.read;
  const problems = problemsAgainst(ConfigSchema, value, {
    describe: (keys) => (keys.length === 0 ? 'the configuration file' : `"${keys.join('.')}"`),
    oneOfSeveral: 'See docs/how-to/configure.md for what it can be.',
  }).map((problem) => ({ ...problem, place: placeOf(problem.path ?? []) }));
  if (isNonEmpty(problems)) throw new PlanProblems(file, problems);
  return { file, folder: dirname(resolve(path)), config: ConfigSchema.parse(value) };
}
