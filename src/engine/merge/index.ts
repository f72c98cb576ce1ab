export { mergePlans } from './merge-plans';
export type { MergedPlans } from './merge-plans';
export type { ConflictKind, MergeConflict, Overruled } from './conflict';
export type { Side, Sides } from './sides';
