import { homedir } from 'node:os';
import { join } from 'node:path';
import { GitProblem, userNameIn } from '#git';
import { inRepository } from './in-repository';

/** Letters of a name, at most. */
const longest = 200;

/**
 * The name that git would put on a commit here: of the configuration of the repository, or else of the user's own. No program is run and no
 * other file is read.
 * @param file path of the plan's file, if it has one
 */
export function userNameFor(
  file: string | undefined,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  const home = environment['HOME'] ?? homedir();
  const config = environment['XDG_CONFIG_HOME'] ?? join(home, '.config');
  const name = quietly(() => (file === undefined ? undefined : inRepository(file, ({ userName }) => userName)));
  const found = (name ?? quietly(() => userNameIn({ home, config })) ?? '').trim();
  return found === '' ? undefined : found.slice(0, longest);
}

/** Nothing where there is no repository, or it cannot be read: the name is a proposal. */
function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof GitProblem || (error as NodeJS.ErrnoException).code !== undefined) return undefined;
    throw error;
  }
}
