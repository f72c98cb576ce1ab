import { PlanProblems, formatProblem, type Problem, type UserError } from '#engine/errors';

/** What is wrong with an input, each problem with its place where it has one. */
export function problemsOf(error: UserError): readonly Problem[] {
  return error instanceof PlanProblems ? error.problems : [{ message: error.problem, fix: error.fix }];
}

/** As many problems of one input as a person looks at; how many more there are is a number. */
const mostLines = 50;

/** What is wrong with an input, each problem in a line that starts with its file and place, or names the file. Of very many, the first are told. */
export function linesOf(error: UserError): readonly string[] {
  if (!(error instanceof PlanProblems)) return [`${error.problem} ${error.fix}`];
  const lines = error.problems.slice(0, mostLines).map((problem) => formatProblem(error.file, problem));
  const left = error.problems.length - lines.length;
  return left > 0 ? [...lines, `${error.file}: and ${error.isCut ? 'at least ' : ''}${left} more problems.`] : lines;
}
