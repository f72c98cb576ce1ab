export { UserError, PlanProblems, formatProblem } from './user-error';
export type { Place, Problem } from './user-error';
