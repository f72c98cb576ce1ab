export { evaluate } from './evaluate';
export { LiveEvaluation } from './live-evaluation';
export { fixRule } from './fix-rule';
export type { Evaluation, EvaluateInput } from './evaluate';
export { consequenceOf } from './consequence';
export type { Consequence, Proposal, Shift } from './consequence';
export type { FindingWords } from './finding-identity';
export { findingsBetween } from './finding-identity';
