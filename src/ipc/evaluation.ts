import { z } from 'zod';
import type { Consequence, Proposal } from '#engine/evaluate';
import type { RulePage } from '#engine/explain';
import { PlanChangeSchema, type PlanEdit } from '#engine/plan';
import type { CostRisk } from '#engine/score';
import type { Fix, FixAll } from '#engine/validate';
import type { EvaluationChange, EvaluationData } from '../engine/evaluate/change';

/* A plan's findings, scores and cost, and what is asked about them. */

/** What a plan comes to, for one revision of it. The fixes of its findings are asked for when they are shown. */
export type Answer = EvaluationData & { readonly revision: number };

/** An answer as it is told: whole, or what is different from the one about the revision that the edit was made to. */
export interface AnswerTold {
  readonly revision: number;
  readonly evaluation: EvaluationData | { readonly change: EvaluationChange };
}

/** How the form of a node's usage stands, field by field. */
export interface UsageView {
  readonly fields: Readonly<
    Record<
      string,
      {
        /** Whether the field means anything with the others as they are. */
        readonly shown: boolean;
        /** What counts when the node says nothing, as the field would show it. */
        readonly fallback: string | null;
        /** What is wrong with what the node says. */
        readonly problem: string | null;
      }
    >
  >;
}

/** Calls about the evaluation of the plan in the window. */
export interface EvaluationCalls {
  /**
   * Evaluates the plan, at a revision or a later one. `null` when that revision was not taken over.
   * @param known the revision whose answer the window has; `null` when all has to be told
   */
  evaluate(input: { readonly revision: number; readonly known: number | null }): AnswerTold | null;
  /** The ways to fix findings, by their keys. `null` when another revision was judged last. */
  fixesOf(input: { readonly revision: number; readonly keys: readonly string[] }): Readonly<Record<string, readonly Fix[]>> | null;
  /** What fixing everything that one rule finds comes to, to preview and apply as one undo step. `null` when another revision was judged last. */
  fixAll(input: { readonly revision: number; readonly rule: string }): Omit<FixAll, 'plan'> | null;
  /** What some changes to the plan come to, each for itself. `null` when another revision was judged last. */
  consequences(input: { readonly revision: number; readonly proposals: readonly Proposal[] }): readonly Consequence[] | null;
  /** What it takes to put another service in a node's place, in the plan that was judged last. */
  swapEdits(input: { readonly revision: number; readonly node: string; readonly to: string }): readonly PlanEdit[] | null;
  /** How sure the cost is and what it depends on. `null` when another revision was judged last. */
  costRisk(input: { readonly revision: number }): CostRisk | null;
  /** How the usage form of a node stands, in the plan that was judged last. */
  describeUsage(input: { readonly node: string }): UsageView | null;
  /** What a rule wants and why, with examples. `null` for a rule that there is not. */
  rulePage(input: { readonly rule: string }): RulePage | null;
}

export const evaluationInputs = {
  evaluate: z.strictObject({ revision: z.int().nonnegative(), known: z.int().nonnegative().nullable() }),
  fixesOf: z.strictObject({ revision: z.int().nonnegative(), keys: z.array(z.string().max(1000)).max(200) }),
  fixAll: z.strictObject({ revision: z.int().nonnegative(), rule: z.string().max(100) }),
  consequences: z.strictObject({
    revision: z.int().nonnegative(),
    proposals: z
      .array(
        z.union([
          z.strictObject({ change: PlanChangeSchema }),
          z.strictObject({ swap: z.strictObject({ node: z.string().max(100), to: z.string().max(100) }) }),
        ]),
      )
      .max(16),
  }),
  swapEdits: z.strictObject({ revision: z.int().nonnegative(), node: z.string().max(100), to: z.string().max(100) }),
  costRisk: z.strictObject({ revision: z.int().nonnegative() }),
  describeUsage: z.strictObject({ node: z.string().max(100) }),
  rulePage: z.strictObject({ rule: z.string().max(100) }),
} satisfies { readonly [K in keyof EvaluationCalls]: z.ZodType<Parameters<EvaluationCalls[K]>[0]> };
