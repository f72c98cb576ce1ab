import { z } from 'zod';
import type { PriceBookFile, SafeguardsFile, Service, Skill } from '#engine/catalog';
import type { Icon } from '#engine/draw';
import type { NoControl } from '#engine/validate';
import { commandIds, type CommandId } from '#commands';
import type { BookSummary } from './library';
import type { OpenedPlan } from './plans';
import type { KeptPage, Tabs } from './tabs';

/* The window itself: its start, menu, theme, clipboard and end. */

/** Data that a window needs at its start, requested once. */
export interface Startup {
  readonly version: string;
  readonly platform: string;
  readonly services: readonly Service[];
  readonly skills: readonly Skill[];
  /** Why a control edge cannot lead from one service to another, where their ports alone would allow it. */
  readonly noControl: NoControl;
  /** Design decisions about security and reliability that each service leaves open. */
  readonly safeguards: SafeguardsFile;
  readonly icons: Readonly<Record<string, Icon>>;
  /** The price book of this window's plan. */
  readonly priceBook: PriceBookFile;
  /** All price books, newest first. */
  readonly books: readonly BookSummary[];
  /** The plan of this window, if it was opened for one. */
  readonly document: OpenedPlan | null;
  readonly tabs: Tabs;
  /** What the page of this plan had kept before it was closed; `null` if it is new. */
  readonly kept: KeptPage | null;
}

/** Calls about the window itself. */
export interface WindowCalls {
  startup(input: void): Startup;
  /** Actions that are available in the menu now. */
  menuState(input: { readonly enabled: readonly CommandId[]; readonly checked: readonly CommandId[] }): void;
  /** Runs the menu's edit command on the focused text. */
  editText(input: { readonly edit: 'undo' | 'redo' | 'cut' | 'copy' | 'paste' | 'delete' | 'select-all' }): void;
  copyText(input: { readonly text: string }): void;
  setTheme(input: { readonly theme: 'system' | 'light' | 'dark' }): void;
  /** True if the next start shall open the plans that are open at the end. */
  setReopens(input: { readonly reopens: boolean }): void;
  /** All typed text has been sent: the answer to `settle`. */
  settled(input: void): void;
  /** The window is listening to events; earlier ones wait for this. */
  listening(input: void): void;
  /** Closes the window with all its tabs, after asking about unsaved changes. */
  closeWindow(input: void): void;
  /** Opens a page of a source in the browser, after asking. Only addresses in the catalog, the rules, the prices and the help are allowed. */
  openSource(input: { readonly url: string }): boolean;
}

const actionList = z.array(z.enum(commandIds)).max(200);

export const windowInputs = {
  startup: z.void(),
  menuState: z.strictObject({ enabled: actionList, checked: actionList }),
  editText: z.strictObject({ edit: z.enum(['undo', 'redo', 'cut', 'copy', 'paste', 'delete', 'select-all']) }),
  copyText: z.strictObject({ text: z.string().max(8 * 1024 * 1024) }),
  setTheme: z.strictObject({ theme: z.enum(['system', 'light', 'dark']) }),
  setReopens: z.strictObject({ reopens: z.boolean() }),
  settled: z.void(),
  listening: z.void(),
  closeWindow: z.void(),
  openSource: z.strictObject({ url: z.string().max(2000) }),
} satisfies { readonly [K in keyof WindowCalls]: z.ZodType<Parameters<WindowCalls[K]>[0]> };
