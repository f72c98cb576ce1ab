import type { Plan, PlanChange } from '#engine/plan';
import type { BasisFiles } from '../library/library';

/* Messages between the main process and the thread that evaluates large plans. Windows receive the answers unchanged, as JSON text. */

/** A plan to evaluate. Data that the thread already has of the same window may be left out. */
export interface PlanRequest {
  readonly kind: 'evaluate';
  /** A number that identifies the window. */
  readonly window: number;
  readonly revision: number;
  /** The whole plan, or the changes since the last one of this window. */
  readonly plan: { readonly whole: Plan } | { readonly change: PlanChange };
  readonly basis?: BasisFiles;
  /** A day such as `2026-11-21`. */
  readonly today: string;
  /** The revision whose evaluation the window has; `null` requests the complete one. */
  readonly known: number | null;
  /** The node whose usage form the window shows. */
  readonly usageOf: string | null;
}

/** A question about the last evaluated plan. */
export type Question =
  | { readonly kind: 'fixesOf'; readonly keys: readonly string[] }
  | { readonly kind: 'fixAll'; readonly rule: string }
  | { readonly kind: 'costRisk' }
  | { readonly kind: 'comparePrices'; readonly with: BasisFiles; readonly region: string | undefined };

export interface QuestionRequest {
  readonly kind: 'ask';
  readonly window: number;
  readonly revision: number;
  readonly question: Question;
}

/** The window is closed, or its plan is evaluated elsewhere. */
export interface ForgetRequest {
  readonly kind: 'forget';
  readonly window: number;
}

export type EvaluatorRequest = PlanRequest | QuestionRequest | ForgetRequest;

/** The answer to the current request, or an error outside of any request. */
export type EvaluatorReply = { readonly json: string } | { readonly fault: string } | { readonly report: string };
