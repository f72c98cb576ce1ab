import { PlanProblems, UserError } from '#engine/errors';
import type { Refused } from '#ipc';

/** Maximum number of problems shown in a window; the others are counted. */
const mostProblems = 50;

/** A word of a hostile file can be as long as the file. */
const longestText = 600;

/** The reason of a failure, in the form for the window. @param log receives unexpected errors in full, for the developers */
export function refusedBy(error: unknown, log: (error: unknown) => void): Refused {
  if (!(error instanceof UserError)) {
    log(error);
    return { problem: 'Something went wrong that should not have.', fix: 'Your plan is safe. Please report it.' };
  }
  const reported = { problem: short(error.problem), fix: short(error.fix) };
  if (!(error instanceof PlanProblems)) return reported;
  const problems = error.problems.slice(0, mostProblems).map(({ message, fix, place, file }) => ({
    message: short(message),
    fix: short(fix),
    ...(place ? { place } : {}),
    ...(file === undefined ? {} : { file }),
  }));
  return { ...reported, unreadable: { file: error.file, problems, count: error.problems.length, isCut: error.isCut } };
}

function short(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText - 120)} … ${text.slice(-100)}`;
}
