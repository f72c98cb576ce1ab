import { realpathSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import { GitProblem, openRepository } from '#git';

/** Digits of a commit that people write. */
const shortId = 10;

/**
 * The short id of the checked-out commit, if the file has the content that the commit has.
 * @returns `undefined` if it is in no repository, or is changed or new
 */
export function commitOf(file: string, content: Uint8Array): string | undefined {
  try {
    const path = realpathSync(file);
    const repository = openRepository(dirname(path));
    try {
      const head = repository.resolve('HEAD');
      const committed = repository.fileAt(head, relative(realpathSync(repository.top), path).split(sep).join('/'));
      return committed.equals(content) ? head.slice(0, shortId) : undefined;
    } finally {
      repository.close();
    }
  } catch (error) {
    if (error instanceof GitProblem || (error as NodeJS.ErrnoException).code !== undefined) return undefined;
    throw error;
  }
}
