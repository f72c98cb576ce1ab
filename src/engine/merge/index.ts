export { mergePlans } from './merge-plans';
export type { MergedPlans } from './merge-plans';
export type { ConflictKind, MergeConflict, Overruled } from './conflict';
export type { Side, Sides } from './sides';
export { mergeTexts, reconcileTexts } from './text/merge-texts';
export type { MergedText, MergeTextsOptions, ReconciledTexts, UnreadableSide } from './text/merge-texts';
export { readMarks } from './text/read-marks';
export type { MarkedSides } from './text/read-marks';
export { conflictWords, overruledWords } from './words';
