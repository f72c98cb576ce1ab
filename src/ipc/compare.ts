import { z } from 'zod';
import type { ChangeKind, ChangeWords, CostShift, FindingShift, Part, ScoreShift, Shift } from '#engine/diff';
import type { Box } from '#engine/draw';
import type { PlanChange } from '#engine/plan';
import type { Finding } from '#engine/validate';
import type { FileState } from './plans';
import { WrittenPlanSchema, type WrittenPlan } from './checkpoints';

/* The plan of the window compared with another state of it, or with another plan. */

/**
 * What a plan is compared with. A file is the one that was chosen last, by `chooseCompared`; `incoming` is the other side of a merge
 * whose conflicts are to be decided.
 */
export type ComparedWith = Readonly<z.infer<typeof ComparedWithSchema>>;

const ComparedWithSchema = z.union([
  z.strictObject({ kind: z.enum(['saved', 'seen', 'file', 'incoming']) }),
  z.strictObject({ kind: z.literal('revision'), revision: z.string().min(1).max(300) }),
  z.strictObject({ kind: z.literal('checkpoint'), id: z.int() }),
]);

/** What a plan can be compared with. */
export interface CompareChoices {
  /** True if the plan has a file. */
  readonly hasFile: boolean;
  /** True if a git repository contains that file. */
  readonly hasRepository: boolean;
  /** True if the state is known in which the plan was last seen here, before it was opened. */
  readonly hasSeen: boolean;
  /** The sides of a merge whose conflicts are to be decided; `null` if there is none. */
  readonly merge: { readonly current: string; readonly incoming: string } | null;
  /** Name of the file that was chosen; `null` for none. */
  readonly file: string | null;
}

/** A change, as the list shows it. */
export interface ShownChange extends ChangeWords {
  readonly part: Part;
  readonly kind: ChangeKind;
  /** As in `Change`. */
  readonly id: string;
  /** The id before, if it is another one. */
  readonly formerId: string | null;
  /** True if it was moved as well. */
  readonly moved: boolean;
  /** True if each of its keys can be taken by itself. */
  readonly byKey: boolean;
  /** Where it lies in the picture, in its units; `null` for what is not drawn. */
  readonly box: Box | null;
  /** Where it lies on the sheets of both sides; `null` if they were not asked for. */
  readonly sides: { readonly before: Box | null; readonly after: Box | null } | null;
}

/** A drawing as an SVG document, and where its corner lies on its sheet. */
export interface PictureOnSheet {
  readonly svg: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The open findings that come and go, as the window lists them. */
export interface ShownFindings extends Pick<FindingShift, 'open'> {
  readonly added: readonly Pick<Finding, 'key' | 'severity' | 'message'>[];
  readonly resolved: readonly Pick<Finding, 'key' | 'severity' | 'message'>[];
}

/** Two plans compared: the other one is `before`, the one in the window `after`. */
export interface Comparison {
  /** For `takeSide`. */
  readonly id: number;
  /** In the order of `PlanDiff.changes`. */
  readonly changes: readonly ShownChange[];
  /** Number of changes of the drawing alone that are left out. */
  readonly leftOut: number;
  /** True if nodes are in another order in the file. */
  readonly isReordered: boolean;
  readonly cost: Omit<CostShift, 'nodes'>;
  readonly scores: readonly Omit<ScoreShift, 'parts'>[];
  readonly maturity: Shift<number>;
  readonly findings: ShownFindings;
  readonly nodes: Shift<number>;
  /** Both plans in one drawing, as an SVG document. */
  readonly picture: { readonly svg: string; readonly width: number; readonly height: number };
  /**
   * Each plan in its own drawing, if that was asked for. Both lie on sheets of the same size, on which the same point of the plan has the
   * same place.
   */
  readonly sides: {
    readonly width: number;
    readonly height: number;
    readonly before: PictureOnSheet;
    readonly after: PictureOnSheet;
  } | null;
}

/** An answer to `compare`, also where nothing could be compared. */
export interface CompareAnswer {
  readonly with: ComparedWith;
  /** The other plan in words: `the last commit`. */
  readonly name: string;
  readonly choices: CompareChoices;
  readonly result: Comparison | { readonly problem: string; readonly fix: string };
}

/** A commit that changed the plan's file. */
export interface PlanCommit {
  readonly id: string;
  readonly author: string;
  /** The first line of its message. */
  readonly subject: string;
  /** When it was committed, in milliseconds since 1970. */
  readonly time: number;
}

export interface PlanCommits {
  /** The newest first, at most 50. */
  readonly commits: readonly PlanCommit[];
  /** `start` if there are no earlier ones, `shallow` if the clone does not have them, `more` if there are more. */
  readonly end: 'start' | 'shallow' | 'more';
}

/** The change that takes the other side of some changes, or the reason why they cannot be taken by themselves. */
export type TakenSide =
  | { readonly change: PlanChange }
  | {
      readonly problem: string;
      readonly fix: string;
      /** Indices of all changes that can be taken together; empty if there is no way. */
      readonly needs: readonly number[];
    };

/** Differences of a plan that was opened, to say in a line; `seen` is the state in which it was last seen here. */
export interface ChangesSince {
  readonly since: 'seen' | 'commit';
  readonly count: number;
}

/** A plan that was merged with its file. The window makes the change, as one step. */
export interface MergedFile {
  readonly change: PlanChange;
  /** Number of differences to decide; the change has the side of the window's plan. */
  readonly conflicts: number;
  /** Edits that were lost without a choice, in words. */
  readonly notes: readonly string[];
}

/** What a revision or a decision begins with. */
export interface IssueDefaults {
  /** The name that git is configured with; `null` if it has none. */
  readonly author: string | null;
  /** Such as `2026-11-21`. */
  readonly today: string;
}

/** Calls about comparisons. */
export interface CompareCalls {
  /**
   * Compares the window's plan.
   * @param other `null` for the last save of a plan with unsaved changes, or else the last commit
   * @param checkpoint the checkpoint that `other` names, which the window keeps
   */
  compare(input: {
    readonly other: ComparedWith | null;
    readonly checkpoint?: (WrittenPlan & { readonly title: string }) | undefined;
    readonly ignoreMoved: boolean;
    readonly isDark: boolean;
    /** True for each plan in its own drawing as well. */
    readonly isSideBySide: boolean;
  }): CompareAnswer;
  /** The newest commits that changed the plan's file. */
  planCommits(input: void): PlanCommits;
  /** What a revision or a decision begins with. */
  issueDefaults(input: void): IssueDefaults;
  /** Asks for another plan to compare with. Returns `false` if cancelled. */
  chooseCompared(input: void): boolean;
  /**
   * @param comparison its id; it must be about the plan as it is now
   * @param changes indices into its changes
   * @param keys indices into the keys of a single change, if only these are taken
   */
  takeSide(input: {
    readonly comparison: number;
    readonly changes: readonly number[];
    readonly keys?: readonly number[] | undefined;
  }): TakenSide;
  /** Merges the window's plan with its file, which another program changed. `null` if cancelled. */
  mergeFile(input: void): MergedFile | null;
  /** All conflicts of a merge are decided, as the plan has them. */
  endMerge(input: void): FileState | null;
  /** Differences from the state last seen here, or else from the last commit; `null` if there are none. The state now counts as seen. */
  changesSince(input: void): ChangesSince | null;
}

export const compareInputs = {
  compare: z.strictObject({
    other: ComparedWithSchema.nullable(),
    checkpoint: WrittenPlanSchema.extend({ title: z.string().max(500) }).optional(),
    ignoreMoved: z.boolean(),
    isDark: z.boolean(),
    isSideBySide: z.boolean(),
  }),
  planCommits: z.void(),
  issueDefaults: z.void(),
  chooseCompared: z.void(),
  takeSide: z.strictObject({
    comparison: z.int().nonnegative(),
    changes: z.array(z.int().nonnegative()).min(1).max(100_000),
    keys: z.array(z.int().nonnegative()).min(1).max(1000).optional(),
  }),
  mergeFile: z.void(),
  endMerge: z.void(),
  changesSince: z.void(),
} satisfies { readonly [K in keyof CompareCalls]: z.ZodType<Parameters<CompareCalls[K]>[0]> };
