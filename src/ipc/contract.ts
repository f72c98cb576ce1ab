import type { z } from 'zod';
import type { PriceBookFile } from '#engine/catalog';
import type { Problem } from '#engine/errors';
import type { CommandId } from '#commands';
import { checkpointInputs, type CheckpointCalls } from './checkpoints';
import { compareInputs, type CompareCalls } from './compare';
import { evaluationInputs, type EvaluationCalls } from './evaluation';
import { exportInputs, type ExportCalls } from './exports';
import { helpInputs, type HelpCalls } from './help';
import { knownPlanInputs, type KnownPlanCalls } from './known-plans';
import { libraryInputs, type BookSummary, type LibraryCalls } from './library';
import { outputInputs, type OutputCalls } from './output';
import { planInputs, type FileState, type OpenedPlan, type Opening, type PlanCalls } from './plans';
import { tabInputs, type TabCalls, type Tabs } from './tabs';
import { windowInputs, type Startup, type WindowCalls } from './window';

/*
 * Everything that crosses between the window and the main process: types for the compiler, schemas for the wire. The window is
 * sandboxed and not trusted. Each domain declares its calls in a file; main/calls/ has the handlers in files of the same names. A call
 * without schema, handler or preload method does not compile.
 */

/** Every call from the window to the main process. */
export interface Calls
  extends
    PlanCalls,
    EvaluationCalls,
    LibraryCalls,
    OutputCalls,
    ExportCalls,
    CompareCalls,
    CheckpointCalls,
    KnownPlanCalls,
    TabCalls,
    WindowCalls,
    HelpCalls {}

export type CallName = keyof Calls;
export type Input<K extends CallName> = Parameters<Calls[K]>[0];
export type Output<K extends CallName> = ReturnType<Calls[K]>;

/** Messages that the main process accepts. */
export const inputs: { readonly [K in CallName]: z.ZodType<Input<K>> } = {
  ...planInputs,
  ...evaluationInputs,
  ...libraryInputs,
  ...outputInputs,
  ...exportInputs,
  ...compareInputs,
  ...checkpointInputs,
  ...knownPlanInputs,
  ...tabInputs,
  ...windowInputs,
  ...helpInputs,
};

/** Events that the main process sends to a window. */
export interface Events {
  /** A command of the menu. */
  command: CommandId;
  /** A plan for this window, whoever opened it. */
  opened: OpenedPlan;
  /** Another program changed, removed or restored the plan's file. */
  fileChanged: { readonly how: 'changed' | 'gone' | 'back' };
  file: FileState;
  /** Asks the window to merge the plan with its file, which another program changed. */
  mergeFile: null;
  /** Asks the window to compare the plan with the file that was chosen. */
  compareFile: null;
  /** A plan below the folders of the list of plans came, changed or went. */
  knownPlansChanged: null;
  /** Price books or packs were added or removed; every plan is evaluated again. */
  books: { readonly books: readonly BookSummary[] };
  /** The services there are from now on: packs bring their own. */
  catalog: Pick<Startup, 'services' | 'skills' | 'noControl'>;
  /** What the plan is costed with from now on. */
  priceBook: PriceBookFile;
  /** Something started outside the window failed, such as opening a file at the start. */
  refused: Refused;
  /** The files that are being opened for the window, if that takes long. */
  opening: readonly Opening[];
  /** A remark about something that succeeded. */
  warning: { readonly problem: string; readonly fix: string };
  /** The reason that unsaved work cannot be written to the disk at the moment; `null` when it can again. */
  autosave: { readonly problem: string; readonly fix: string } | null;
  /** How far the packet that is being written is, from 0 to 1. */
  packetProgress: number;
  /** How far the picture that is being painted is, from 0 to 1. */
  pictureProgress: number;
  /** Asks for the text typed last, and for `settled` after it. */
  settle: null;
  /** The tabs of the window. */
  tabs: Tabs;
  /** The page is to be closed while its tab stays: asks for `resting`. */
  rest: null;
}

export type EventName = keyof Events;

/** The reason that something failed, in words for the user. */
export interface Refused {
  readonly problem: string;
  readonly fix: string;
  /** The file that could not be read, with its first problems and their number; `isCut` if there are more. */
  readonly unreadable?: { readonly file: string; readonly problems: readonly Problem[]; readonly count: number; readonly isCut: boolean };
}

/** Form of an answer on the wire: an error would lose its class and fields on the way, so it travels as plain words. */
export type Result<T> = { readonly ok: true; readonly value: T } | ({ readonly ok: false } & Refused);

/**
 * A result as JSON text. Text reaches the page in one piece; an object is copied part by part, which for the answer about a plan of a
 * thousand nodes takes longer than evaluating it.
 */
export type ResultText<T> = string & { readonly result?: Result<T> };

export type PipedraftApi = { readonly [K in Exclude<CallName, 'openDropped'>]: (input: Input<K>) => Promise<ResultText<Output<K>>> } & {
  /** Opens a file that the user dropped. */
  readonly openDropped: (file: unknown) => Promise<ResultText<Output<'openDropped'>>>;
  /** Listens to the main process. @returns a function that stops listening */
  readonly on: <E extends EventName>(event: E, listener: (payload: Events[E]) => void) => () => void;
};

export type { KnownPlan, KnownPlanCalls, KnownPlans, PlanCard, PlanFolder } from './known-plans';
export type { CheckpointCalls, CheckpointFigures, PlanNow, PlanPicture, WrittenPlan } from './checkpoints';
export type {
  ChangesSince,
  CompareAnswer,
  CompareCalls,
  CompareChoices,
  ComparedWith,
  Comparison,
  PictureOnSheet,
  PlanCommit,
  PlanCommits,
  ShownChange,
  ShownFindings,
  MergedFile,
  TakenSide,
} from './compare';
export type { EvaluatedRevision, EvaluationUpdate, EvaluationCalls, UsageView } from './evaluation';
export type { About, HelpBlock, HelpCalls, HelpInline, HelpPage } from './help';
export type { BookSummary, LibraryCalls, PackPreview, PackSummary, Permitted, PriceReport, ProjectLibrary, ProjectPack } from './library';
export type {
  CheckedIn,
  ExportCalls,
  ExportedFiles,
  ExportFile,
  ExportFileState,
  ExportFolder,
  ExportGap,
  ExportRemark,
  ExportPreview,
  ExportTarget,
  ExportView,
  FileToLookAt,
} from './exports';
export type { ExportFormat, OutputCalls, PacketOffer, PictureFacts, PictureRequest, PictureScale, Preview } from './output';
export type {
  FileState,
  NothingToPaste,
  Notice,
  OpenedPlan,
  Opening,
  PlanCalls,
  PlanDraft,
  PlanFigures,
  RecentFile,
  StepMark,
  Template,
  Trail,
} from './plans';
export type { KeptPage, TabCalls, Tabs, TabView } from './tabs';
export type { Startup, WindowCalls } from './window';
export { StepMarkSchema } from './plans';
