import { z } from 'zod';
import type { CheckpointFigures } from './checkpoints';

/* The plans that this computer knows: those that were opened or saved here, and those of folders that the user named. */

export interface KnownPlan {
  readonly id: string;
  /** File name without folder. */
  readonly file: string;
  readonly folder: string;
  /** Last change of the file, in milliseconds since 1970; `null` if it is missing. */
  readonly changed: number | null;
}

/** A folder whose plans are listed. */
export interface PlanFolder {
  readonly id: string;
  readonly path: string;
  /** Why it cannot be read. */
  readonly problem: string | null;
}

export interface KnownPlans {
  readonly plans: readonly KnownPlan[];
  readonly folders: readonly PlanFolder[];
  /** True if folders have more plans than are listed. */
  readonly isCut: boolean;
  /** False if some folder is not watched: the list has to be read again to show what changed there. */
  readonly isWatched: boolean;
}

/** What a plan says, costs and scores. */
export interface PlanCard {
  readonly name: string;
  readonly figures: CheckpointFigures;
  readonly isOverBudget: boolean;
  /** Its services, by name. */
  readonly services: readonly { readonly id: string; readonly name: string }[];
  /** The service that retires first, and the day; `null` if none does. */
  readonly retires: { readonly service: string; readonly on: string } | null;
  /** All words to search in, in small letters. */
  readonly words: string;
  /** A thumbnail, as an SVG document. */
  readonly picture: string;
}

/** Calls about the plans that this computer knows. */
export interface KnownPlanCalls {
  /** Reads the folders again. Until `knownPlansHidden`, `knownPlansChanged` says that a plan below them came, changed or went. */
  knownPlans(input: void): KnownPlans;
  /** The window no longer shows the list. */
  knownPlansHidden(input: void): void;
  /** Number of plans that the list has. */
  knownPlanCount(input: void): number;
  /** A plan, evaluated; the same file is evaluated once. */
  planCard(input: { readonly id: string }): PlanCard | { readonly problem: string; readonly fix: string };
  /** Opens it, as `openPlan` does. */
  openKnown(input: { readonly id: string }): void;
  /** Makes it the file that the window's plan can be compared with. */
  compareKnown(input: { readonly id: string }): void;
  /** Opens the plan `after`, and shows it compared with the file of `before`. */
  compareTwoKnown(input: { readonly before: string; readonly after: string }): void;
  /** Asks for a folder whose plans are listed from now on. Returns `false` if cancelled. */
  addPlanFolder(input: void): boolean;
  removePlanFolder(input: { readonly id: string }): void;
}

const id = z.string().max(100);
const byId = z.strictObject({ id });

export const knownPlanInputs = {
  knownPlans: z.void(),
  knownPlansHidden: z.void(),
  knownPlanCount: z.void(),
  planCard: byId,
  openKnown: byId,
  compareKnown: byId,
  compareTwoKnown: z.strictObject({ before: id, after: id }),
  addPlanFolder: z.void(),
  removePlanFolder: byId,
} satisfies { readonly [K in keyof KnownPlanCalls]: z.ZodType<Parameters<KnownPlanCalls[K]>[0]> };
