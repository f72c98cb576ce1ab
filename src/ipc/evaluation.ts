import { z } from 'zod';
import type { Consequence, Proposal } from '#engine/evaluate';
import type { RulePage } from '#engine/explain';
import { PlanChangeSchema, type PlanEdit } from '#engine/plan';
import type { CostRisk } from '#engine/score';
import type { Fix, FixAll } from '#engine/validate';
import type { EvaluationChange, EvaluationData } from '../engine/evaluate/change';

/* A plan's findings, scores and cost, and the calls about them. */

/** The evaluation of one revision of a plan. The fixes of its findings are requested when they are shown. */
export type EvaluatedRevision = EvaluationData & { readonly revision: number };

/** An answer in full, or its differences from the one about the revision that was edited. */
export interface EvaluationUpdate {
  readonly revision: number;
  readonly evaluation: EvaluationData | { readonly change: EvaluationChange };
  /** The usage form of the requested node; `null` if there is no such node. */
  readonly usage?: UsageView | null;
}

/** The form of a node's usage, field by field. */
export interface UsageView {
  readonly fields: Readonly<
    Record<
      string,
      {
        /** True if the field applies, given the values of the others. */
        readonly shown: boolean;
        /** Default value, as the field would show it. */
        readonly fallback: string | null;
        /** True if the default is a need of the plan, such as its data volume. */
        readonly fromNeeds: boolean;
        /** Problem with the node's value. */
        readonly problem: string | null;
      }
    >
  >;
}

/** Calls about the evaluation of the plan in the window. */
export interface EvaluationCalls {
  /**
   * Evaluates the plan, at a revision or a later one. `null` if that revision was not applied.
   * @param known the revision whose answer the window has; `null` requests the full answer
   * @param usageOf the node whose usage form is shown; `null` for none
   */
  evaluate(input: { readonly revision: number; readonly known: number | null; readonly usageOf: string | null }): EvaluationUpdate | null;
  /** The fixes of findings, by their keys. `null` if another revision was evaluated last. */
  fixesOf(input: { readonly revision: number; readonly keys: readonly string[] }): Readonly<Record<string, readonly Fix[]>> | null;
  /** All fixes of one rule, to preview and apply as one undo step. `null` if another revision was evaluated last. */
  fixAll(input: { readonly revision: number; readonly rule: string }): Omit<FixAll, 'plan'> | null;
  /** The consequences of several changes to the plan, each by itself. `null` if another revision was evaluated last. */
  consequences(input: { readonly revision: number; readonly proposals: readonly Proposal[] }): readonly Consequence[] | null;
  /** The changes needed to replace a node's service, in the plan that was evaluated last. */
  swapEdits(input: { readonly revision: number; readonly node: string; readonly to: string }): readonly PlanEdit[] | null;
  /** The uncertainty of the cost and its causes. `null` if another revision was evaluated last. */
  costRisk(input: { readonly revision: number }): CostRisk | null;
  /** The usage form of a newly shown node. After an edit, `evaluate` returns it. */
  describeUsage(input: { readonly node: string }): UsageView | null;
  /** A rule's requirement and reason, with examples. `null` for an unknown rule. */
  rulePage(input: { readonly rule: string }): RulePage | null;
}

export const evaluationInputs = {
  evaluate: z.strictObject({
    revision: z.int().nonnegative(),
    known: z.int().nonnegative().nullable(),
    usageOf: z.string().max(100).nullable(),
  }),
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
