import { PlanProblems, formatProblem, type Problem, type UserError } from '#engine/errors';
import { counted } from '#engine/format';

/** Problems of an input, each with its place, if it has one. */
export function problemsOf(error: UserError): readonly Problem[] {
  return error instanceof PlanProblems ? error.problems : [{ message: error.problem, fix: error.fix }];
}

/** Problems of one input that a person looks at; further ones are only counted. */
const mostLines = 50;

/**
 * Problems of an input, each in a line that starts with its file and place, or names the file. If there are very many, the first are
 * shown.
 */
export function linesOf(error: UserError): readonly string[] {
  if (!(error instanceof PlanProblems)) return [`${error.problem} ${error.fix}`];
  const lines = error.problems.slice(0, mostLines).map((problem) => formatProblem(error.file, problem));
  const left = error.problems.length - lines.length;
  return left > 0 ? [...lines, `${error.file}: and ${error.isCut ? 'at least ' : ''}${counted(left, 'more problem')}.`] : lines;
}
