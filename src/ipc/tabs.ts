import { z } from 'zod';

/* The tabs of a window: each holds a plan, and its page is asked for only while it is awake. */

/** A tab as its window shows it. */
export interface TabView {
  readonly id: number;
  /** Name of the file, or of a plan that has none. */
  readonly name: string;
  /** End of the folder that tells it from another tab of the same name; `null` if the name does. */
  readonly where: string | null;
  /** Path of the file; `null` if there is none. */
  readonly path: string | null;
  /** True if it has unsaved changes. */
  readonly dirty: boolean;
  readonly isShown: boolean;
}

/** The tabs of a window, from left to right. */
export interface Tabs {
  readonly tabs: readonly TabView[];
  /** True if a tab was closed that can be opened again. */
  readonly canReopen: boolean;
}

/** What a page hands over before it is closed, and gets back when it is loaded again. */
export interface KeptPage {
  /** Ids of what is selected. */
  readonly selected: { readonly nodes: readonly string[]; readonly edges: readonly string[]; readonly notes: readonly string[] };
  /** The part of the canvas that is seen; `null` if the canvas is not drawn. */
  readonly viewport: { readonly x: number; readonly y: number; readonly zoom: number } | null;
}

/** Calls about tabs. `tab: null` is the tab that asks. */
export interface TabCalls {
  showTab(input: { readonly tab: number }): void;
  /** Shows the tab after or before the shown one; after the last comes the first. */
  showTabBeside(input: { readonly step: 1 | -1 }): void;
  /** @param input.to its new place among the tabs, counted from 0 */
  moveTab(input: { readonly tab: number; readonly to: number }): void;
  /** Closes tabs, after asking about unsaved changes. */
  closeTabs(input: { readonly tab: number | null; readonly which: 'this' | 'others' | 'right' }): void;
  /**
   * Moves a tab to another window: the one whose tabs are at a point of the screen, else a new one.
   * @param input.at in screen units; `null` for a new window beside the present one
   */
  moveTabOut(input: { readonly tab: number | null; readonly at: { readonly x: number; readonly y: number } | null }): void;
  /** Opens the file of the tab that was closed last. */
  reopenTab(input: void): void;
  /** Opens a window with an empty tab. */
  newWindow(input: void): void;
  copyTabPath(input: { readonly tab: number }): void;
  showTabFile(input: { readonly tab: number }): void;
  /** The answer to `rest`: what to keep of the page; `null` if it cannot be closed now. */
  resting(input: { readonly kept: KeptPage | null }): void;
}

const id = z.int().nonnegative();
const ids = z.array(z.string().max(1000)).max(10_000);
const place = z.int().min(-100_000).max(100_000);

export const tabInputs = {
  showTab: z.strictObject({ tab: id }),
  showTabBeside: z.strictObject({ step: z.union([z.literal(1), z.literal(-1)]) }),
  moveTab: z.strictObject({ tab: id, to: z.int().min(0).max(1000) }),
  closeTabs: z.strictObject({ tab: id.nullable(), which: z.enum(['this', 'others', 'right']) }),
  moveTabOut: z.strictObject({ tab: id.nullable(), at: z.strictObject({ x: place, y: place }).nullable() }),
  reopenTab: z.void(),
  newWindow: z.void(),
  copyTabPath: z.strictObject({ tab: id }),
  showTabFile: z.strictObject({ tab: id }),
  resting: z.strictObject({
    kept: z
      .strictObject({
        selected: z.strictObject({ nodes: ids, edges: ids, notes: ids }),
        viewport: z.strictObject({ x: z.number(), y: z.number(), zoom: z.number().positive() }).nullable(),
      })
      .nullable(),
  }),
} satisfies { readonly [K in keyof TabCalls]: z.ZodType<Parameters<TabCalls[K]>[0]> };
