import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { openRepository, type Repository } from '#git';

/**
 * Asks the repository that contains a file.
 * @param work gets the path of the file from the top of the repository, with "/"
 * @throws GitProblem if there is none, or if it cannot be read
 */
export function inRepository<T>(file: string, work: (repository: Repository, path: string) => T): T {
  const folder = realpathSync(dirname(file));
  const repository = openRepository(folder);
  try {
    const path = relative(realpathSync(repository.top), join(folder, basename(file)));
    return work(repository, path.split(sep).join('/'));
  } finally {
    repository.close();
  }
}
