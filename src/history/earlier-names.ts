import { GitProblem, type FileCommit, type FileLog, type Repository } from '#git';

/** A commit that changed a file, and the file's path in it. */
export interface NamedCommit extends FileCommit {
  readonly path: string;
}

/** Renames of one file that are followed. */
const mostNames = 20;

/**
 * The newest commits that changed a file, under the names that it had: a renamed file is still the same plan.
 * @param commit id of the commit to begin with
 * @param path from the top of the repository, with "/"
 * @param most number of commits
 */
export function logWithNames(
  repository: Repository,
  commit: string,
  path: string,
  most: number,
): { readonly commits: readonly NamedCommit[]; readonly end: FileLog['end'] } {
  const commits: NamedCommit[] = [];
  let at: { readonly commit: string; readonly path: string } | undefined = { commit, path };
  for (let names = 0; at && names < mostNames; names += 1) {
    const name: string = at.path;
    const log = repository.log(at.commit, name, most - commits.length);
    at = undefined;
    for (const one of log.commits) {
      commits.push({ ...one, path: name });
      // what had this name before then was another file
      at = repository.renamedFrom(one.id, name);
      if (at) break;
    }
    if (!at) return { commits, end: log.end };
    if (commits.length >= most) break;
  }
  return { commits, end: 'more' };
}

/**
 * The content of a file in a commit that may be from before the file was renamed.
 * @param commit id of a commit
 * @throws GitProblem if the commit has it under none of its names
 */
export function fileAtByAnyName(repository: Repository, commit: string, path: string): Buffer {
  try {
    return repository.fileAt(commit, path);
  } catch (error) {
    if (!(error instanceof GitProblem) || error.fault !== 'not-in-revision') throw error;
    const { commits } = logWithNames(repository, repository.resolve('HEAD'), path, 1000);
    for (const name of new Set(commits.map((one) => one.path).filter((one) => one !== path)))
      try {
        return repository.fileAt(commit, name);
      } catch (other) {
        if (!(other instanceof GitProblem) || other.fault !== 'not-in-revision') throw other;
      }
    throw error;
  }
}
