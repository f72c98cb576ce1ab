export { evaluate } from './evaluate';
export { mendRule } from './mend-rule';
export type { Evaluation, EvaluateInput } from './evaluate';
export { consequenceOf } from './consequence';
export type { Consequence, Proposal, Shift } from './consequence';
export type { FindingWords } from './finding-identity';
