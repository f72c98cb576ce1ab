import type { Plan, PlanChange } from '#engine/plan';
import type { BasisFiles } from '../library/library';

/* What crosses between the main process and the thread that evaluates large plans. Answers are JSON text, which windows are told as it is. */

/** A plan to evaluate. What the thread was told before of the same window need not be said again. */
export interface PlanRequest {
  readonly kind: 'evaluate';
  /** A number of the window's own. */
  readonly window: number;
  readonly revision: number;
  /** All of the plan, or what changed since the last one of this window. */
  readonly plan: { readonly whole: Plan } | { readonly change: PlanChange };
  readonly basis?: BasisFiles;
  /** A day such as `2026-11-21`. */
  readonly today: string;
  /** The revision whose evaluation the window has; `null` when it has to be told all. */
  readonly known: number | null;
}

/** More about the plan that was evaluated last. */
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

/** The answer to the one request that is under way, or a fault that nobody waits for. */
export type EvaluatorReply = { readonly json: string } | { readonly fault: string } | { readonly report: string };
