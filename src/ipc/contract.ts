import type { z } from 'zod';
import type { PriceBookFile, Service, Skill } from '#engine/catalog';
import type { Problem } from '#engine/errors';
import type { CommandId } from '#commands';
import { evaluationInputs, type EvaluationCalls } from './evaluation';
import { libraryInputs, type BookSummary, type LibraryCalls } from './library';
import { outputInputs, type OutputCalls } from './output';
import { planInputs, type FileState, type OpenedPlan, type Opening, type PlanCalls } from './plans';
import { windowInputs, type WindowCalls } from './window';

/*
 * Everything that crosses between the window and the main process. Types for the compiler, schemas for the wire: the window is
 * sandboxed and not trusted. The calls are declared in a file a domain; main/calls/ has the handlers in files of the same names. A call
 * without schema, handler or preload method does not compile.
 */

/** Everything that the window may ask of the main process. */
export interface Calls extends PlanCalls, EvaluationCalls, LibraryCalls, OutputCalls, WindowCalls {}

export type CallName = keyof Calls;
export type Input<K extends CallName> = Parameters<Calls[K]>[0];
export type Output<K extends CallName> = ReturnType<Calls[K]>;

/** What the main process accepts. */
export const inputs: { readonly [K in CallName]: z.ZodType<Input<K>> } = {
  ...planInputs,
  ...evaluationInputs,
  ...libraryInputs,
  ...outputInputs,
  ...windowInputs,
};

/** What the main process tells a window. */
export interface Events {
  /** A command of the menu. */
  command: CommandId;
  /** A plan for this window, whoever asked for it. */
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

export type EventName = keyof Events;

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

export type { Answer, AnswerTold, EvaluationCalls, UsageView } from './evaluation';
export type { BookSummary, LibraryCalls, PackPreview, PackSummary, PriceReport } from './library';
export type { ExportFormat, OutputCalls, Preview, PrintOptions } from './output';
export type {
  FileState,
  NothingToPaste,
  Notice,
  OpenedPlan,
  Opening,
  PlanCalls,
  PlanDraft,
  RecentFile,
  StepMark,
  Template,
  Trail,
} from './plans';
export type { Startup, WindowCalls } from './window';
export { StepMarkSchema } from './plans';
