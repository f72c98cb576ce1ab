import { z } from 'zod';
import type { PriceBookFile, Service, Skill } from '#engine/catalog';
import type { Icon } from '#engine/draw';
import type { Problem } from '#engine/errors';
import type { Consequence, Proposal } from '#engine/evaluate';
import { PlanChangeSchema, type Plan, type PlanChange, type PlanEdit, type PlanFormat } from '#engine/plan';
import type { RulePage } from '#engine/explain';
import type { PackReport } from '#engine/packs';
import type { BookComparison, CostRisk } from '#engine/score';
import { AnswersSchema, type Answers, type Draft } from '#engine/start';
import type { Fix, FixAll } from '#engine/validate';
import { actionIds, type ActionId } from './actions';
import type { EvaluationChange, EvaluationData } from './evaluation-change';

/*
 * Everything that crosses between the window and the main process. Types for the compiler, schemas for the wire: the window is
 * sandboxed and not trusted. A call without schema, handler or preload method does not compile.
 */

/** What a window needs to show anything, asked for once. */
export interface Startup {
  readonly version: string;
  readonly platform: string;
  readonly services: readonly Service[];
  readonly skills: readonly Skill[];
  readonly icons: Readonly<Record<string, Icon>>;
  /** What this window's plan is costed with. */
  readonly priceBook: PriceBookFile;
  /** Every price book there is, newest first. */
  readonly books: readonly BookSummary[];
  /** The plan that this window is for, when it was opened for one. */
  readonly document: OpenedPlan | null;
}

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

/** A price book, as a list shows it. */
export interface BookSummary {
  readonly id: string;
  readonly title: string;
  readonly asOf: string;
  readonly currency: string;
  /** How many prices it has. */
  readonly meters: number;
  /** Regions that it has prices of their own for. */
  readonly regions: readonly string[];
  /** The file that it was loaded from and the day; `null` for one that ships. */
  readonly loaded: { readonly from: string; readonly on: string } | null;
}

/** A pack of the library. */
export interface PackSummary {
  readonly id: string;
  /** The folder that it was read from, and the day. */
  readonly from: string;
  readonly on: string;
  readonly report: PackReport;
}

/** What a folder gives, before it is added. */
export interface PackPreview {
  readonly from: string;
  readonly report: PackReport;
  /** Version of the pack of the library whose place it takes; `null` when there is none. */
  readonly replaces: string | null;
}

/** What a file of prices gives, before it is added. */
export interface PriceReport {
  /** File name. */
  readonly file: string;
  /** Id, title and day that the book would have. */
  readonly id: string;
  readonly title: string;
  readonly asOf: string;
  readonly currency: string;
  readonly rows: number;
  readonly taken: readonly { readonly meter: string; readonly name: string; readonly regions: readonly string[] }[];
  /** How many prices stay those of the book that the file is laid upon. */
  readonly kept: number;
  readonly base: { readonly title: string; readonly currency: string };
  /** How many rows were used for nothing. */
  readonly skipped: number;
  /** Why, the commonest reason first, with the first rows of each. */
  readonly reasons: readonly {
    readonly because: string;
    readonly count: number;
    readonly rows: readonly { readonly row: number; readonly what: string }[];
  }[];
  /** How many more reasons there are. */
  readonly otherReasons: number;
  /** True when more rows were not fetched. */
  readonly isPart: boolean;
  /** The newest day from which a price holds. */
  readonly newest: string | null;
}

export type ExportFormat = 'yaml' | 'json' | 'svg' | 'png';

export interface PrintOptions {
  readonly paper: 'A4' | 'A3' | 'Letter';
  readonly orientation: 'portrait' | 'landscape';
}

/** The pages as they will be printed, as a document of this application that a frame can show. */
export interface Preview {
  readonly url: string;
  readonly pages: number;
  /** Height of the diagram's smallest text on paper, in points. */
  readonly smallestText: number;
}

/** Everything that the window may ask of the main process. */
export interface Calls {
  startup(input: void): Startup;
  /** What a plan can be begun with. */
  templates(input: void): readonly Template[];
  /**
   * A plan from a template, for the answers of the guided start, or an empty one. Opens in this window when its plan is empty and
   * untouched, else in a new one.
   */
  newPlan(input: { readonly template: string | null } | { readonly answers: Answers }): OpenedPlan | null;
  /** The first plan for some answers, to look at; nothing is opened. `null` asks for the answers that stand preselected. */
  draftPlan(input: { readonly answers: Answers | null }): PlanDraft;
  /** Asks for a file. `null` when cancelled, or when it opened in another window. */
  openPlan(input: void): OpenedPlan | null;
  openRecent(input: { readonly id: string }): OpenedPlan | null;
  /** A file that was dropped on the window; the preload script asks the system for its path. */
  openDropped(input: { readonly path: string }): OpenedPlan | null;
  recentFiles(input: void): readonly RecentFile[];
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
  /**
   * Evaluates the plan, at a revision or a later one. `null` when that revision was not taken over.
   * @param known the revision whose answer the window has; `null` when all has to be told
   */
  evaluate(input: { readonly revision: number; readonly known: number | null }): AnswerTold | null;
  /** The ways to mend findings, by their keys. `null` when another revision was judged last. */
  fixesOf(input: { readonly revision: number; readonly keys: readonly string[] }): Readonly<Record<string, readonly Fix[]>> | null;
  /** What mending everything that one rule finds comes to, to preview and apply as one undo step. `null` when another revision was judged last. */
  fixAll(input: { readonly revision: number; readonly rule: string }): Omit<FixAll, 'plan'> | null;
  /** What a rule wants and why, with examples. `null` for a rule that there is not. */
  rulePage(input: { readonly rule: string }): RulePage | null;
  /** An example of a rule's page as a plan of the user's own; opens as a new plan does. */
  openExample(input: { readonly rule: string; readonly which: 'wrong' | 'right' }): OpenedPlan | null;
  /** What some changes to the plan come to, each for itself. `null` when another revision was judged last. */
  consequences(input: { readonly revision: number; readonly proposals: readonly Proposal[] }): readonly Consequence[] | null;
  /** What it takes to put another service in a node's place, in the plan that was judged last. */
  swapEdits(input: { readonly revision: number; readonly node: string; readonly to: string }): readonly PlanEdit[] | null;
  /** How sure the cost is and what it depends on. `null` when another revision was judged last. */
  costRisk(input: { readonly revision: number }): CostRisk | null;
  /** How the usage form of a node stands, in the plan that was judged last. */
  describeUsage(input: { readonly node: string }): UsageView | null;
  /** What another price book, or another region, would make of the plan's cost. `null` when another revision was judged last, or the book is gone. */
  comparePrices(input: { readonly revision: number; readonly book: string; readonly region: string | null }): BookComparison | null;
  /** Asks for a file of prices and says what it gives; nothing is added yet. `null` when cancelled. */
  choosePrices(input: void): PriceReport | null;
  /** What the chosen file gives when its prices are of another day. */
  pricesAsOf(input: { readonly asOf: string }): PriceReport;
  /** Adds the chosen file's prices to the library, for all plans. */
  addPrices(input: { readonly id: string; readonly title: string; readonly asOf: string }): BookSummary;
  /** The chosen file is not wanted. */
  forgetPrices(input: void): void;
  /** Removes prices that were loaded, after asking. Whether they are gone. */
  removePrices(input: { readonly book: string }): boolean;
  /** The packs of the library, in the order in which they are applied. */
  packs(input: void): readonly PackSummary[];
  /** Asks for the folder of a pack, or reads that of a pack of the library anew, and says what it does; nothing is added yet. `null` when cancelled. */
  choosePack(input: { readonly again: string | null }): PackPreview | null;
  /** Adds the chosen pack to the library, for all plans. */
  addPack(input: void): readonly PackSummary[];
  /** The chosen pack is not wanted. */
  forgetPack(input: void): void;
  /** Removes a pack, after asking. The packs that are left; `null` when cancelled. */
  removePack(input: { readonly pack: string }): readonly PackSummary[] | null;
  /** Saves to the plan's file, or asks for one. `null` when cancelled. */
  save(input: void): FileState | null;
  saveAs(input: void): FileState | null;
  /** The plan as it is in the file. `null` when cancelled. */
  revert(input: void): OpenedPlan | null;
  /** Puts the JSON Schema of the plan file into the folder of the plan's file. Returns what was done, in a sentence. */
  putSchemaBeside(input: void): string;
  /** Asks where, and writes. The file's name, or `null` when cancelled. */
  exportPlan(input: { readonly format: ExportFormat }): string | null;
  preview(input: PrintOptions): Preview;
  /** Asks where, and writes the PDF. */
  printToPdf(input: PrintOptions): string | null;
  /** Sends the pages to the system's print dialog. */
  printToPaper(input: PrintOptions): boolean;
  copyText(input: { readonly text: string }): void;
  /** Puts a part of a plan into the clipboard, as the text of a plan file. `change` makes it out of an empty plan. */
  copyPlan(input: { readonly change: PlanChange }): void;
  /** The part of a plan that the clipboard holds; `null` when it holds none. */
  pastePlan(input: void): Plan | NothingToPaste;
  /** Calls off the opening of a file; the window stays as it is. */
  cancelOpening(input: { readonly id: number }): void;
  /** Does to the focused text what the menu was asked for. */
  editText(input: { readonly edit: 'undo' | 'redo' | 'cut' | 'copy' | 'paste' | 'delete' | 'select-all' }): void;
  /** What the menu can do now. */
  menuState(input: { readonly enabled: readonly ActionId[]; readonly checked: readonly ActionId[] }): void;
  setTheme(input: { readonly theme: 'system' | 'light' | 'dark' }): void;
  /** Everything that was typed has been sent: the answer to `settle`. */
  settled(input: void): void;
  /** The window hears events from now on; what was to be told before waits for this. */
  listening(input: void): void;
  closeWindow(input: void): void;
  /** Opens a page of a source in the browser, after asking. Only addresses that the catalog, the rules and the prices name. */
  openSource(input: { readonly url: string }): boolean;
}

const print = z.strictObject({ paper: z.enum(['A4', 'A3', 'Letter']), orientation: z.enum(['portrait', 'landscape']) });
const bookId = z.string().max(64);
const actionList = z.array(z.enum(actionIds)).max(200);

/** What the main process accepts. */
export const inputs: { readonly [K in CallName]: z.ZodType<Input<K>> } = {
  startup: z.void(),
  templates: z.void(),
  newPlan: z.union([z.strictObject({ template: z.string().max(100).nullable() }), z.strictObject({ answers: AnswersSchema })]),
  draftPlan: z.strictObject({ answers: AnswersSchema.nullable() }),
  openPlan: z.void(),
  openRecent: z.strictObject({ id: z.string().max(100) }),
  openDropped: z.strictObject({ path: z.string().min(1).max(4096) }),
  recentFiles: z.void(),
  keep: z.strictObject({
    revision: z.int().nonnegative(),
    base: z.int().nonnegative().or(z.literal('opened')).nullable(),
    change: PlanChangeSchema,
    step: StepMarkSchema.nullable(),
  }),
  evaluate: z.strictObject({ revision: z.int().nonnegative(), known: z.int().nonnegative().nullable() }),
  fixesOf: z.strictObject({ revision: z.int().nonnegative(), keys: z.array(z.string().max(1000)).max(200) }),
  fixAll: z.strictObject({ revision: z.int().nonnegative(), rule: z.string().max(100) }),
  rulePage: z.strictObject({ rule: z.string().max(100) }),
  openExample: z.strictObject({ rule: z.string().max(100), which: z.enum(['wrong', 'right']) }),
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
  comparePrices: z.strictObject({ revision: z.int().nonnegative(), book: bookId, region: z.string().max(100).nullable() }),
  choosePrices: z.void(),
  pricesAsOf: z.strictObject({ asOf: z.iso.date() }),
  addPrices: z.strictObject({ id: z.string().max(1000), title: z.string().max(1000), asOf: z.iso.date() }),
  forgetPrices: z.void(),
  removePrices: z.strictObject({ book: bookId }),
  packs: z.void(),
  choosePack: z.strictObject({ again: z.string().max(100).nullable() }),
  addPack: z.void(),
  forgetPack: z.void(),
  removePack: z.strictObject({ pack: z.string().max(100) }),
  save: z.void(),
  saveAs: z.void(),
  revert: z.void(),
  putSchemaBeside: z.void(),
  exportPlan: z.strictObject({ format: z.enum(['yaml', 'json', 'svg', 'png']) }),
  preview: print,
  printToPdf: print,
  printToPaper: print,
  copyText: z.strictObject({ text: z.string().max(8 * 1024 * 1024) }),
  copyPlan: z.strictObject({ change: PlanChangeSchema }),
  pastePlan: z.void(),
  cancelOpening: z.strictObject({ id: z.int() }),
  editText: z.strictObject({ edit: z.enum(['undo', 'redo', 'cut', 'copy', 'paste', 'delete', 'select-all']) }),
  menuState: z.strictObject({ enabled: actionList, checked: actionList }),
  setTheme: z.strictObject({ theme: z.enum(['system', 'light', 'dark']) }),
  settled: z.void(),
  listening: z.void(),
  closeWindow: z.void(),
  openSource: z.strictObject({ url: z.string().max(2000) }),
};

/** What the main process tells a window. */
export interface Events {
  /** A command of the menu. */
  command: ActionId;
  /** A plan for this window: from the command line, the system, or a second start. */
  opened: OpenedPlan;
  /** The plan's file was changed, removed or brought back by another program. */
  fileChanged: { readonly how: 'changed' | 'gone' | 'back' };
  file: FileState;
  /** Price books or packs were added or removed; every plan is to be judged again. */
  books: { readonly books: readonly BookSummary[] };
  /** The services there are from now on: packs bring their own. */
  catalog: { readonly services: readonly Service[]; readonly skills: readonly Skill[] };
  /** What the plan is costed with from now on. */
  priceBook: PriceBookFile;
  /** Something that was asked for elsewhere than in the window could not be done, such as opening a file at the start. */
  refused: Refused;
  /** The files that are being opened for the window and take their time. */
  opening: readonly Opening[];
  /** Something to know beside what was done, which itself went well. */
  warning: { readonly problem: string; readonly fix: string };
  /** Why unsaved work cannot be written to the disk at the moment; `null` when it can again. */
  autosave: { readonly problem: string; readonly fix: string } | null;
  /** Asks for what was typed last, and for `settled` after it. */
  settle: null;
}

export type CallName = keyof Calls;
export type EventName = keyof Events;
export type Input<K extends CallName> = Parameters<Calls[K]>[0];
export type Output<K extends CallName> = ReturnType<Calls[K]>;

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

/** Why something was not done, in words for the user. */
export interface Refused {
  readonly problem: string;
  readonly fix: string;
  /** The file that could not be read, with the first of its problems and how many were found; `isCut` when there are still more. */
  readonly unreadable?: { readonly file: string; readonly problems: readonly Problem[]; readonly count: number; readonly isCut: boolean };
}

/** How an answer comes over: an error loses its class and fields on the way, so it travels as plain words. */
export type Result<T> = { readonly ok: true; readonly value: T } | ({ readonly ok: false } & Refused);

/**
 * A result as JSON text. Text comes to the page in one piece; an object is copied part by part, which for the answer about a plan of a thousand
 * nodes takes longer than judging it.
 */
export type Told<T> = string & { readonly told?: Result<T> };

export type PipedraftApi = { readonly [K in Exclude<CallName, 'openDropped'>]: (input: Input<K>) => Promise<Told<Output<K>>> } & {
  /** Opens a file that the user dropped. */
  readonly openDropped: (file: unknown) => Promise<Told<Output<'openDropped'>>>;
  /** Listens to the main process; the answer stops listening. */
  readonly on: <E extends EventName>(event: E, listener: (payload: Events[E]) => void) => () => void;
};

export { actions, actionIds } from './actions';
export type { Action, ActionId } from './actions';
