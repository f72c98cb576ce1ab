export { mergePlans } from './merge-plans';
export type { MergedPlans } from './merge-plans';
export type { ConflictKind, MergeConflict, Overruled } from './conflict';
export type { Side, Sides } from './sides';
export { mergeTexts } from './text/merge-texts';
export type { MergedText, MergeTextsOptions, UnreadableSide } from './text/merge-texts';
export { conflictWords, overruledWords } from './words';
