import { basename } from 'node:path';
import { UserError } from '#engine/errors';
import type { Plan, Revision } from '#engine/plan';
import { GitProblem, type Repository } from '#git';
import { logWithNames, type NamedCommit } from './earlier-names';
import { inRepository } from './in-repository';
import { planFromBytes } from './plan-from-bytes';

/** A plan as it was issued, and the commit that has it. */
export interface IssuedPlan {
  readonly plan: Plan;
  /** Id of the commit. */
  readonly commit: string;
}

/** Number of commits of a file that are looked at. */
const mostCommits = 1000;

/**
 * The plan of a revision: of the commit in which the revision was added, which is the earliest one whose plan has it. The file may have had
 * another name then.
 * @param file path of the plan's file
 * @throws UserError if no commit has it, or that commit is not known here; GitProblem if the repository cannot be read
 */
export async function issuedPlan(file: string, { id, date }: Pick<Revision, 'id' | 'date'>): Promise<IssuedPlan> {
  const words = `revision "${id}"`;
  const { candidates, earliest, end } = inRepository(file, (repository, path) => {
    const log = logWithNames(repository, repository.resolve('HEAD'), path, mostCommits);
    const all = [...log.commits].reverse();
    // most commits before the revision do not even have its day
    return { candidates: all.filter((one) => contentAt(repository, one)?.includes(date)), earliest: all[0]?.id, end: log.end };
  });
  for (const { id: commit, path } of candidates) {
    const bytes = inRepository(file, (repository) => repository.fileAt(commit, path));
    const plan = await planOrNothing(bytes, file, words);
    if (!plan?.revisions?.some((one) => one.id === id && one.date === date)) continue;
    if (commit === earliest && end !== 'start')
      throw new UserError(
        `The commit in which ${words} was issued is not known here: ${end === 'shallow' ? 'this clone is shallow' : 'the file has more than 1,000 commits'}.`,
        end === 'shallow' ? 'Fetch more of the history: "git fetch --unshallow".' : 'Choose a later revision.',
      );
    return { plan, commit };
  }
  throw new UserError(
    `No commit has ${words} of ${date} in this file.`,
    'Commit the file when a revision is issued. Until then, choose another revision, or a file with the plan as it was.',
  );
}

/** @returns `undefined` where a commit took the file away */
function contentAt(repository: Repository, { id, path }: NamedCommit): Buffer | undefined {
  try {
    return repository.fileAt(id, path);
  } catch (error) {
    if (error instanceof GitProblem && error.fault === 'not-in-revision') return undefined;
    throw error;
  }
}

/** A state of the file that is no plan has no revisions. */
async function planOrNothing(bytes: Buffer, file: string, words: string): Promise<Plan | undefined> {
  try {
    return (await planFromBytes(bytes, basename(file), words)).plan;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
