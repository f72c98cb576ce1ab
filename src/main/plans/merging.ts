import type { Plan } from '#engine/plan';

/** A merge of which conflicts are to be decided. The document has the current side of each. */
export interface Merging {
  /** The plan with the incoming side of each conflict. */
  readonly incoming: Plan;
  /** What the sides are called: branches, or the plan and its file. */
  readonly names: { readonly current: string; readonly incoming: string };
}
