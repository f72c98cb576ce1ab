import { realpathSync } from 'node:fs';
import { GitProblem } from '#git';
import { inRepository } from './in-repository';

/** Where the state of a file comes from. What is not known is left out. */
export interface PlanOrigin {
  /** Short id of the checked-out commit, if it has the file. */
  readonly commit?: string;
  /** True if a repository contains the file, and its content is in no commit that is checked out. */
  readonly isUncommitted?: boolean;
  /** Who made the newest commit that changed the file. */
  readonly author?: string;
}

/** Digits of a commit that people write. */
const shortId = 10;

/**
 * The commit and the author of a file.
 * @param content what the file is compared with the commit as: its own, or what is to be saved
 * @returns nothing if it is in no repository, or the repository cannot be read
 */
export function originOf(file: string, content: Uint8Array): PlanOrigin {
  try {
    return inRepository(realpathSync(file), (repository, path) => {
      const head = repository.resolve('HEAD');
      try {
        const committed = repository.fileAt(head, path);
        const author = repository.log(head, path, 1).commits[0]?.author ?? '';
        return {
          commit: head.slice(0, shortId),
          isUncommitted: !isSameText(committed, content),
          ...(author === '' ? {} : { author }),
        };
      } catch (error) {
        if (error instanceof GitProblem && error.fault === 'not-in-revision') return { isUncommitted: true };
        throw error;
      }
    });
  } catch (error) {
    if (error instanceof GitProblem) return error.fault === 'no-commit-yet' ? { isUncommitted: true } : {};
    if ((error as NodeJS.ErrnoException).code !== undefined) return {};
    throw error;
  }
}

/** Line ends do not count: git may write others when it checks a file out. */
function isSameText(a: Buffer, b: Uint8Array): boolean {
  return a.equals(b) || withoutReturns(a).equals(withoutReturns(b));
}

function withoutReturns(bytes: Uint8Array): Buffer {
  return Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}
