export { changeKinds, isEmptyDiff, parts, withoutMoves } from './change';
export type { Change, ChangeKind, KeyChange, Part, PlanDiff } from './change';
export { diffPlans } from './diff-plans';
export { consequencesOf } from './consequences';
export type { Consequences, CostShift, FindingShift, KnownSpread, PartShift, ScoreShift, Shift } from './consequences';
export { fileChanges } from './files';
export type { FileChange } from './files';
export { changeWords } from './words';
export type { ChangeWords, KeyWords, WordsInput } from './words';
