export { evaluate } from './evaluate';
export type { Evaluation, EvaluateInput } from './evaluate';
