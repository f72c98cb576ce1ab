import type { PlanOnDisk, TextOnDisk } from '#disk';
import type { Plan, PlanFormat } from '#engine/plan';

/** A merge of which conflicts are to be decided. The document has the current side of each. */
export interface Merging {
  /** The plan with the incoming side of each conflict. */
  readonly incoming: Plan;
  /** What the sides are called: branches, or the plan and its file. */
  readonly names: { readonly current: string; readonly incoming: string };
}

/** A plan that was read from a file with conflict marks. */
export interface MarkedPlan {
  /** The current side of each conflict; its source is the text of that. */
  readonly plan: Plan;
  /** The file, with its marks. */
  readonly file: TextOnDisk & { readonly format: PlanFormat };
  readonly merging: Merging;
}

/** A file that was read, for a document that has learned of it. */
export type LearnedFile = Pick<PlanOnDisk, 'plan' | 'text' | 'format' | 'fingerprint'>;
