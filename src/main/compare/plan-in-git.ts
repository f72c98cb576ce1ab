import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Plan, Revision } from '#engine/plan';
import { GitProblem, type FileLog, type Repository } from '#git';
import {
  fileAtByAnyName,
  gitWords,
  inRepository,
  issuedPlan,
  originOf,
  planFromBytes,
  userNameFor,
  type IssuedPlan,
  type PlanOrigin,
} from '#history';

export type { PlanOrigin };

/* The states of a plan's file in the git repository that contains it. Runs in the thread of comparisons. */

/** Number of commits that are listed. */
const mostCommits = 50;

/**
 * The plan that a revision has, where its file may have had another name.
 * @param file real path of the plan's file
 * @throws UserError if there is none, or it cannot be read
 */
export async function planAt(file: string, revision: string): Promise<Plan> {
  const bytes = asked(file, revision, (repository, path) => fileAtByAnyName(repository, repository.resolve(revision), path));
  return (await planFromBytes(bytes, basename(file), `“${revision}”`)).plan;
}

/** The newest commits that changed the plan's file. @throws UserError if they cannot be read */
export function commitsOf(file: string): FileLog {
  return asked(file, 'HEAD', (repository, path) => repository.log(repository.resolve('HEAD'), path, mostCommits));
}

/** The plan as a revision of it was issued. @throws UserError if there is none, or it cannot be read */
export async function planIssued(file: string, revision: Pick<Revision, 'id' | 'date'>): Promise<IssuedPlan> {
  try {
    return await issuedPlan(file, revision);
  } catch (error) {
    if (error instanceof GitProblem) throw gitWords(error, { by: 'window', revision: 'HEAD' });
    throw error;
  }
}

/** Where a file comes from, and who works here. @param file real path of the plan's file; `null` if it has none */
export function originIn(file: string | null): { readonly origin: PlanOrigin; readonly userName: string | null } {
  return { origin: file === null ? {} : savedOrigin(file), userName: userNameFor(file ?? undefined) ?? null };
}

function savedOrigin(file: string): PlanOrigin {
  try {
    return originOf(file, readFileSync(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== undefined) return {}; // the file is gone for now
    throw error;
  }
}

function asked<T>(file: string, revision: string, work: (repository: Repository, path: string) => T): T {
  try {
    return inRepository(file, work);
  } catch (error) {
    if (error instanceof GitProblem) throw gitWords(error, { by: 'window', revision });
    throw error;
  }
}
