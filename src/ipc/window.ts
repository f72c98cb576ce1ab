import { z } from 'zod';
import type { PriceBookFile, Service, Skill } from '#engine/catalog';
import type { Icon } from '#engine/draw';
import { commandIds, type CommandId } from '#commands';
import type { BookSummary } from './library';
import type { OpenedPlan } from './plans';

/* The window itself: its start, menu, theme, clipboard and end. */

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

/** Calls about the window itself. */
export interface WindowCalls {
  startup(input: void): Startup;
  /** What the menu can do now. */
  menuState(input: { readonly enabled: readonly CommandId[]; readonly checked: readonly CommandId[] }): void;
  /** Does to the focused text what the menu was asked for. */
  editText(input: { readonly edit: 'undo' | 'redo' | 'cut' | 'copy' | 'paste' | 'delete' | 'select-all' }): void;
  copyText(input: { readonly text: string }): void;
  setTheme(input: { readonly theme: 'system' | 'light' | 'dark' }): void;
  /** Everything that was typed has been sent: the answer to `settle`. */
  settled(input: void): void;
  /** The window hears events from now on; what was to be told before waits for this. */
  listening(input: void): void;
  closeWindow(input: void): void;
  /** Opens a page of a source in the browser, after asking. Only addresses that the catalog, the rules and the prices name. */
  openSource(input: { readonly url: string }): boolean;
}

const actionList = z.array(z.enum(commandIds)).max(200);

export const windowInputs = {
  startup: z.void(),
  menuState: z.strictObject({ enabled: actionList, checked: actionList }),
  editText: z.strictObject({ edit: z.enum(['undo', 'redo', 'cut', 'copy', 'paste', 'delete', 'select-all']) }),
  copyText: z.strictObject({ text: z.string().max(8 * 1024 * 1024) }),
  setTheme: z.strictObject({ theme: z.enum(['system', 'light', 'dark']) }),
  settled: z.void(),
  listening: z.void(),
  closeWindow: z.void(),
  openSource: z.strictObject({ url: z.string().max(2000) }),
} satisfies { readonly [K in keyof WindowCalls]: z.ZodType<Parameters<WindowCalls[K]>[0]> };
