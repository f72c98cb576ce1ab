import type { Problem } from '#engine/errors';
import type { Plan, PlanChange, PlanFormat, TextBase } from '#engine/plan';

/* What the window and the thread that reads and writes plans say to each other. */

/** Brings the thread's plan up to date: a whole plan, or the change from the one that it has. */
export type Sent = { readonly plan: Plan } | { readonly change: PlanChange };

export type SourceQuestion =
  /** The text of a plan. */
  | { readonly kind: 'write'; readonly sent: Sent; readonly format: PlanFormat; readonly opened: TextBase | null }
  /** What a text changes of a plan. */
  | { readonly kind: 'read'; readonly sent: Sent; readonly format: PlanFormat; readonly text: string }
  /** The JSON Schema of the plan file. */
  | { readonly kind: 'schema' };

/** What a text says: a change of the plan, or the reasons why it cannot be read. */
export type TextRead = { readonly change: PlanChange } | { readonly problems: readonly [Problem, ...Problem[]]; readonly isCut: boolean };

export interface SourceAnswers {
  readonly write: string;
  readonly read: TextRead;
  readonly schema: Readonly<Record<string, unknown>>;
}

export type SourceReply =
  { readonly id: number; readonly answer: SourceAnswers[keyof SourceAnswers] } | { readonly id: number; readonly fault: string };
