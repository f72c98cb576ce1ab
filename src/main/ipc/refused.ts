import { PlanProblems, UserError } from '#engine/errors';
import type { Refused } from '#ipc';

/** As many problems as a person looks at in a window; how many more there are is a number. */
const mostProblems = 50;

/** A word of a hostile file can be as long as the file. */
const longestText = 600;

/** What could not be done, as the window is told. @param log gets what should not have happened, whole, for whoever fixes it */
export function refusedBy(error: unknown, log: (error: unknown) => void): Refused {
  if (!(error instanceof UserError)) {
    log(error);
    return { problem: 'Something went wrong that should not have.', fix: 'Your plan is safe. Please report it.' };
  }
  const told = { problem: short(error.problem), fix: short(error.fix) };
  if (!(error instanceof PlanProblems)) return told;
  const problems = error.problems.slice(0, mostProblems).map(({ message, fix, place, file }) => ({
    message: short(message),
    fix: short(fix),
    ...(place ? { place } : {}),
    ...(file === undefined ? {} : { file }),
  }));
  return { ...told, unreadable: { file: error.file, problems, count: error.problems.length, isCut: error.isCut } };
}

function short(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText - 120)} … ${text.slice(-100)}`;
}
