import { PlanProblems, formatProblem, type Problem, type UserError } from '#engine/errors';

/** What is wrong with an input, each problem with its place where it has one. */
export function problemsOf(error: UserError): readonly Problem[] {
  return error instanceof PlanProblems ? error.problems : [{ message: error.problem, fix: error.fix }];
}

/** What is wrong with an input, each problem in a line that starts with its file and place, or names the file. */
export function linesOf(error: UserError): readonly string[] {
  return error instanceof PlanProblems
    ? error.problems.map((problem) => formatProblem(error.file, problem))
    : [`${error.problem} ${error.fix}`];
}
