import { z } from 'zod';
import { PlanChangeSchema, type Plan, type PlanChange, type PlanFormat, type TextBase } from '#engine/plan';
import { AnswersSchema, type Answers, type Draft } from '#engine/start';
import type { EvaluationData } from '../engine/evaluate/change';

/* Plans and their files: created, opened, kept while edited, saved. */

export interface Template {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  readonly kind: 'template' | 'example' | 'reference';
  /** A thumbnail of it, as an SVG document. */
  readonly picture: string;
}

/** Figures of a plan on the start page. */
export interface PlanFigures {
  /** Number of its nodes. */
  readonly nodes: number;
  /** Likely cost a month, as far as it is known, and the number of nodes whose cost is unknown. */
  readonly likely: number;
  readonly unknown: number;
  readonly currency: string;
  /** The price book and its day. */
  readonly prices: string;
  readonly maturity: { readonly level: number; readonly title: string };
}

/** A plan in the window, and its file's state in the main process. */
export interface OpenedPlan {
  readonly plan: Plan;
  readonly file: FileState;
  /** A line to show once, such as that work was restored. */
  readonly notice: Notice | null;
  /** The last changes that led to the plan, if it was open before: the undo history may not have them yet. */
  readonly trail?: Trail;
}

/** A position in the undo history: the last done step. */
export type StepMark = Readonly<z.infer<typeof StepMarkSchema>>;

export const StepMarkSchema = z.strictObject({
  /** Increases along the history. */
  number: z.int().positive(),
  /** Start time of the step, in milliseconds since 1970. */
  time: z.number(),
  label: z.string().max(1000),
});

/** Changes to a plan, oldest first, each with the last done step after it; `null` if none was done. */
export interface Trail {
  readonly from: Plan;
  readonly step: StepMark | null;
  readonly changes: readonly { readonly change: PlanChange; readonly step: StepMark | null }[];
}

export interface Notice {
  readonly text: string;
  /** Advice, on a line of its own; the notice then stays until it is closed. */
  readonly fix?: string;
  /** True if the user can discard the work in favour of the saved file. */
  readonly canDiscard: boolean;
}

export interface FileState {
  /** Key of the window's data about the plan: the real path of its file, or a generated name while it has none. */
  readonly id: string;
  /** File name without folder; `null` for a plan that was never saved. */
  readonly name: string | null;
  /** Folder, for the tooltip. */
  readonly folder: string | null;
  readonly format: PlanFormat;
  /** True if the plan differs from the file. */
  readonly dirty: boolean;
  /** True if conflicts of a merge are to be decided; the plan has the current side of them. */
  readonly merging?: true;
}

/** A preview of the guided start's plan for some answers, evaluated like any plan. */
export interface PlanDraft extends Draft, Pick<EvaluationData, 'findings' | 'scores' | 'cost'> {
  /** A drawing of it, as an SVG document. */
  readonly picture: string;
}

export interface RecentFile {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  /** Time of the last opening or saving, in milliseconds since 1970. */
  readonly openedAt: number;
  readonly missing: boolean;
}

/** A file that is being opened. */
export interface Opening {
  readonly id: number;
  /** File name, without folder. */
  readonly name: string;
}

/** The reason that nothing can be pasted: the content of the clipboard, and the content to copy instead. */
export interface NothingToPaste {
  readonly nothing: string;
  readonly fix: string;
}

/** Calls about plans and their files. */
export interface PlanCalls {
  /** Templates, examples and reference architectures to start from. */
  templates(input: void): readonly Template[];
  /** Cost and maturity of a template; `null` if there is no such template. */
  templateFigures(input: { readonly id: string }): PlanFigures | null;
  /**
   * Opens a plan from a template, for the answers of the guided start, or an empty one: in this window if its plan is empty and untouched,
   * else in a new one. A window receives its plan by the event `opened`, or by `startup` when it begins.
   */
  newPlan(input: { readonly template: string | null } | { readonly answers: Answers }): void;
  /** A preview of the first plan for some answers; nothing is opened. `null` means the preselected answers. */
  draftPlan(input: { readonly answers: Answers | null }): PlanDraft;
  /** Asks for a file and opens it, as `newPlan` does. */
  openPlan(input: void): void;
  openRecent(input: { readonly id: string }): void;
  /** A file that was dropped on the window; the preload script asks the system for its path. */
  openDropped(input: { readonly path: string }): void;
  /** Opens an example of a rule's page as a new plan of the user. */
  openExample(input: { readonly rule: string; readonly which: 'wrong' | 'right' }): void;
  recentFiles(input: void): readonly RecentFile[];
  /** Cost and maturity of a recent file; `null` if it is large, missing or cannot be read. */
  recentFigures(input: { readonly id: string }): PlanFigures | null;
  /** Cancels the opening of a file; the window stays as it is. */
  cancelOpening(input: { readonly id: number }): void;
  /**
   * Applies an edit and writes it to the disk, before it answers. `revision` increases by one from the plan as it was opened; after a gap
   * the answer asks for the whole plan.
   * @param base the revision that the change starts from, or the plan as it was opened; `null` for an empty plan
   */
  keep(input: {
    readonly revision: number;
    readonly base: number | 'opened' | null;
    readonly change: PlanChange;
    readonly step: StepMark | null;
  }): { readonly dirty: boolean } | 'send-all';
  /**
   * The window has saved its undo history, up to a revision of the plan. Until then the main process keeps the last changes
   * itself, even after the plan was saved.
   */
  historyKept(input: { readonly revision: number | 'opened' }): void;
  /** Saves to the plan's file, or asks for one. `null` if cancelled. */
  save(input: void): FileState | null;
  saveAs(input: void): FileState | null;
  /** Reads the plan from its file again, after asking. */
  revert(input: void): void;
  /** Writes the JSON Schema of the plan file into the folder of the plan's file. Returns the outcome, in a sentence. */
  putSchemaBeside(input: void): string;
  /** The text that the plan's file was opened with, which the plan is written over; `null` if there is none. */
  openedText(input: void): TextBase | null;
  /** Copies a part of a plan to the clipboard, as the text of a plan file. `change` creates it from an empty plan. */
  copyPlan(input: { readonly change: PlanChange }): void;
  /** The part of a plan in the clipboard; `null` if there is none. */
  pastePlan(input: void): Plan | NothingToPaste;
}

export const planInputs = {
  templates: z.void(),
  templateFigures: z.strictObject({ id: z.string().max(100) }),
  newPlan: z.union([z.strictObject({ template: z.string().max(100).nullable() }), z.strictObject({ answers: AnswersSchema })]),
  draftPlan: z.strictObject({ answers: AnswersSchema.nullable() }),
  openPlan: z.void(),
  openRecent: z.strictObject({ id: z.string().max(100) }),
  openDropped: z.strictObject({ path: z.string().min(1).max(4096) }),
  openExample: z.strictObject({ rule: z.string().max(100), which: z.enum(['wrong', 'right']) }),
  recentFiles: z.void(),
  recentFigures: z.strictObject({ id: z.string().max(100) }),
  cancelOpening: z.strictObject({ id: z.int() }),
  keep: z.strictObject({
    revision: z.int().nonnegative(),
    base: z.int().nonnegative().or(z.literal('opened')).nullable(),
    change: PlanChangeSchema,
    step: StepMarkSchema.nullable(),
  }),
  historyKept: z.strictObject({ revision: z.int().nonnegative().or(z.literal('opened')) }),
  save: z.void(),
  saveAs: z.void(),
  revert: z.void(),
  putSchemaBeside: z.void(),
  openedText: z.void(),
  copyPlan: z.strictObject({ change: PlanChangeSchema }),
  pastePlan: z.void(),
} satisfies { readonly [K in keyof PlanCalls]: z.ZodType<Parameters<PlanCalls[K]>[0]> };
