import { z } from 'zod';
import { PlanChangeSchema, type Plan, type PlanChange, type PlanFormat } from '#engine/plan';
import { AnswersSchema, type Answers, type Draft } from '#engine/start';
import type { EvaluationData } from '../engine/evaluate/change';

/* Plans and their files: new, opened, kept while they are worked on, saved. */

export interface Template {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  readonly kind: 'template' | 'example';
  /** A drawing of it, as an SVG document. */
  readonly picture: string;
}

/** A plan in the window, and what the main process knows of its file. */
export interface OpenedPlan {
  readonly plan: Plan;
  readonly file: FileState;
  /** A line to show once, such as what was restored. */
  readonly notice: Notice | null;
  /** The last changes that led to the plan, where it was open before: the undo history may not have them yet. */
  readonly trail?: Trail;
}

/** A place in the undo history: the step that was done last. */
export type StepMark = Readonly<z.infer<typeof StepMarkSchema>>;

export const StepMarkSchema = z.strictObject({
  /** Counts up along the history. */
  number: z.int().positive(),
  /** When the step was begun, in milliseconds since 1970. */
  time: z.number(),
  label: z.string().max(1000),
});

/** Changes to a plan, oldest first, each with the step that was done last after it; `null` where none was. */
export interface Trail {
  readonly from: Plan;
  readonly step: StepMark | null;
  readonly changes: readonly { readonly change: PlanChange; readonly step: StepMark | null }[];
}

export interface Notice {
  readonly text: string;
  /** What to do, on a line of its own; the notice stays then. */
  readonly fix?: string;
  /** Whether what it speaks of can be given up for the saved file. */
  readonly canDiscard: boolean;
}

export interface FileState {
  /** What the window keeps of the plan stands under this: the real path of its file, or a name of its own while it has none. */
  readonly id: string;
  /** File name without folder; `null` for a plan that was never saved. */
  readonly name: string | null;
  /** Folder, for the tooltip. */
  readonly folder: string | null;
  readonly format: PlanFormat;
  /** Whether the plan differs from the file. */
  readonly dirty: boolean;
}

/** What the guided start would draw for some answers, judged as any plan is. */
export interface PlanDraft extends Draft, Pick<EvaluationData, 'findings' | 'scores' | 'cost'> {
  /** A drawing of it, as an SVG document. */
  readonly picture: string;
}

export interface RecentFile {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  readonly missing: boolean;
}

/** A file that is being opened. */
export interface Opening {
  readonly id: number;
  /** File name, without folder. */
  readonly name: string;
}

/** Why nothing can be pasted: what the clipboard holds instead, and what to copy. */
export interface NothingToPaste {
  readonly nothing: string;
  readonly fix: string;
}

/** Calls about plans and their files. */
export interface PlanCalls {
  /** What a plan can be begun with. */
  templates(input: void): readonly Template[];
  /**
   * Opens a plan from a template, for the answers of the guided start, or an empty one: in this window when its plan is empty and untouched,
   * else in a new one. A window is given its plan by the event `opened`, or by `startup` when it begins.
   */
  newPlan(input: { readonly template: string | null } | { readonly answers: Answers }): void;
  /** The first plan for some answers, to look at; nothing is opened. `null` asks for the answers that stand preselected. */
  draftPlan(input: { readonly answers: Answers | null }): PlanDraft;
  /** Asks for a file and opens it, as `newPlan` does. */
  openPlan(input: void): void;
  openRecent(input: { readonly id: string }): void;
  /** A file that was dropped on the window; the preload script asks the system for its path. */
  openDropped(input: { readonly path: string }): void;
  /** An example of a rule's page as a plan of the user's own; opens as a new plan does. */
  openExample(input: { readonly rule: string; readonly which: 'wrong' | 'right' }): void;
  recentFiles(input: void): readonly RecentFile[];
  /** Calls off the opening of a file; the window stays as it is. */
  cancelOpening(input: { readonly id: number }): void;
  /**
   * Takes an edit over and writes it to the disk, before it answers. `revision` counts up, from the plan as it was opened; a gap is answered
   * by asking for the whole plan.
   * @param base the revision that the change starts from, or the plan as it was opened; `null` for an empty plan
   */
  keep(input: {
    readonly revision: number;
    readonly base: number | 'opened' | null;
    readonly change: PlanChange;
    readonly step: StepMark | null;
  }): { readonly dirty: boolean } | 'send-all';
  /** Saves to the plan's file, or asks for one. `null` when cancelled. */
  save(input: void): FileState | null;
  saveAs(input: void): FileState | null;
  /** Opens the plan again as it is in the file, after asking. */
  revert(input: void): void;
  /** Puts the JSON Schema of the plan file into the folder of the plan's file. Returns what was done, in a sentence. */
  putSchemaBeside(input: void): string;
  /** Puts a part of a plan into the clipboard, as the text of a plan file. `change` makes it out of an empty plan. */
  copyPlan(input: { readonly change: PlanChange }): void;
  /** The part of a plan that the clipboard holds; `null` when it holds none. */
  pastePlan(input: void): Plan | NothingToPaste;
}

export const planInputs = {
  templates: z.void(),
  newPlan: z.union([z.strictObject({ template: z.string().max(100).nullable() }), z.strictObject({ answers: AnswersSchema })]),
  draftPlan: z.strictObject({ answers: AnswersSchema.nullable() }),
  openPlan: z.void(),
  openRecent: z.strictObject({ id: z.string().max(100) }),
  openDropped: z.strictObject({ path: z.string().min(1).max(4096) }),
  openExample: z.strictObject({ rule: z.string().max(100), which: z.enum(['wrong', 'right']) }),
  recentFiles: z.void(),
  cancelOpening: z.strictObject({ id: z.int() }),
  keep: z.strictObject({
    revision: z.int().nonnegative(),
    base: z.int().nonnegative().or(z.literal('opened')).nullable(),
    change: PlanChangeSchema,
    step: StepMarkSchema.nullable(),
  }),
  save: z.void(),
  saveAs: z.void(),
  revert: z.void(),
  putSchemaBeside: z.void(),
  copyPlan: z.strictObject({ change: PlanChangeSchema }),
  pastePlan: z.void(),
} satisfies { readonly [K in keyof PlanCalls]: z.ZodType<Parameters<PlanCalls[K]>[0]> };
