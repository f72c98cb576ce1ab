export { evaluate } from './evaluate';
export { mendRule } from './mend-rule';
export type { Evaluation, EvaluateInput } from './evaluate';
export { consequenceOf } from './consequence';
export type { Consequence, FindingWords, Proposal, Shift } from './consequence';
