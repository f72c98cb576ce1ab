import type { TidyTask, Tidied } from '#engine/plan';

/** A plan to tidy. */
export interface TidyQuestion {
  readonly id: number;
  readonly task: TidyTask;
}

/** Progress of tidying, or its result. */
export type TidyReply = { readonly id: number } & ({ readonly share: number } | { readonly tidied: Tidied });
