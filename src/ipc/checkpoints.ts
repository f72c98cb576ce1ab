import { z } from 'zod';
import { limits, type PlanChange } from '#engine/plan';
import type { FileState } from './plans';

/* Checkpoints of a plan. The window keeps them; the main process reads and writes their texts. */

/** What a plan costs and scores, as the list of checkpoints shows it. */
export interface CheckpointFigures {
  readonly nodes: number;
  /** Likely cost a month, as far as it is known, and the number of nodes whose cost is unknown. */
  readonly likely: number;
  readonly unknown: number;
  readonly currency: string;
  /** The price book and its day. */
  readonly prices: string;
  /** From 0 to 100; `null` without a score. */
  readonly maintainability: number | null;
  readonly skills: number | null;
  readonly integration: number | null;
  /** From 0 to 4. */
  readonly maturity: number;
  /** Open findings. */
  readonly errors: number;
  readonly warnings: number;
  readonly advice: number;
}

/** A plan as the text of a file. */
export type WrittenPlan = Readonly<z.infer<typeof WrittenPlanSchema>>;

const WrittenPlanSchema = z.strictObject({ text: z.string().max(limits.jsonBytes), format: z.enum(['yaml', 'json']) });

/** The text of a window's plan, and the file that it belongs to. */
export interface PlanNow extends WrittenPlan {
  readonly file: FileState;
}

/** A drawing of a plan, as an SVG document, with its size in the units of the drawing. */
export interface PlanPicture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** Calls about checkpoints. */
export interface CheckpointCalls {
  /**
   * The text of the window's plan.
   * @param of `now` for the plan as it is; `save` for the last save of this session, or else `null`
   */
  planText(input: { readonly of: 'now' | 'save' }): PlanNow | null;
  /** Cost, scores and findings of a text, with the prices and rules of today. */
  checkpointFigures(input: WrittenPlan): CheckpointFigures;
  checkpointPicture(input: WrittenPlan & { readonly isDark: boolean }): PlanPicture;
  /** The change that makes the window's plan the one of a text. */
  restoreChange(input: WrittenPlan): PlanChange;
}

export const checkpointInputs = {
  planText: z.strictObject({ of: z.enum(['now', 'save']) }),
  checkpointFigures: WrittenPlanSchema,
  checkpointPicture: WrittenPlanSchema.extend({ isDark: z.boolean() }),
  restoreChange: WrittenPlanSchema,
} satisfies { readonly [K in keyof CheckpointCalls]: z.ZodType<Parameters<CheckpointCalls[K]>[0]> };

export { WrittenPlanSchema };
