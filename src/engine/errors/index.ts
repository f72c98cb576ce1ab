export { UserError, PlanProblems, PlanValueError, formatProblem, isNonEmpty } from './user-error';
export type { Place, Problem } from './user-error';
