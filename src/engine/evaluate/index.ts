export { evaluate } from './evaluate';
export { mendRule } from './mend-rule';
export type { Evaluation, EvaluateInput } from './evaluate';
