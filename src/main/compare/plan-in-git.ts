import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { readPlanStream } from '#disk';
import { UserError } from '#engine/errors';
import type { Plan } from '#engine/plan';
import { GitProblem, openRepository, type FileLog, type Repository } from '#git';
import { gitWords } from './git-words';

/* The states of a plan's file in the git repository that contains it. Runs in the thread of comparisons. */

/** Number of commits that are listed. */
const mostCommits = 50;

/**
 * The plan that a revision has.
 * @param file real path of the plan's file
 * @throws UserError if there is none, or it cannot be read
 */
export async function planAt(file: string, revision: string): Promise<Plan> {
  const bytes = inRepository(file, revision, (repository, path) => repository.fileAt(repository.resolve(revision), path));
  if (bytes.subarray(0, 100).toString('latin1').startsWith('version https://git-lfs'))
    throw new UserError(
      `The plan of “${revision}” is kept in Git LFS, and the repository holds only a pointer to it.`,
      'Check the revision out, and compare with that file.',
    );
  async function* stream(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  try {
    return (await readPlanStream(stream(), basename(file))).plan; // the end of the name says the format
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`The plan of “${revision}” cannot be read: ${error.problem}`, 'Choose another revision.');
  }
}

/** The newest commits that changed the plan's file. @throws UserError if they cannot be read */
export function commitsOf(file: string): FileLog {
  return inRepository(file, 'HEAD', (repository, path) => repository.log(repository.resolve('HEAD'), path, mostCommits));
}

function inRepository<T>(file: string, revision: string, work: (repository: Repository, path: string) => T): T {
  try {
    const folder = realpathSync(dirname(file));
    const repository = openRepository(folder);
    try {
      const path = relative(realpathSync(repository.top), join(folder, basename(file)));
      return work(repository, path.split(sep).join('/'));
    } finally {
      repository.close();
    }
  } catch (error) {
    if (error instanceof GitProblem) throw gitWords(error, revision);
    throw error;
  }
}
