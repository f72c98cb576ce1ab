export { UserError, PlanProblems, formatProblem, isNonEmpty } from './user-error';
export type { Place, Problem } from './user-error';
