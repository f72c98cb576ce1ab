import { z } from 'zod';
import type { PackReport } from '#engine/packs';
import type { BookComparison } from '#engine/score';

/* Price books and packs. */

/** A price book, as a list shows it. */
export interface BookSummary {
  readonly id: string;
  readonly title: string;
  readonly asOf: string;
  readonly currency: string;
  /** Number of its prices. */
  readonly meters: number;
  /** Regions with prices of their own. */
  readonly regions: readonly string[];
  /** The file that it was loaded from and the day; `null` if it ships with Pipedraft. */
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

/** What the administrator's policy permits. */
export interface Permitted {
  readonly packs: boolean;
  readonly prices: boolean;
}

/** The pack in a folder, before it is added. */
export interface PackPreview {
  readonly from: string;
  readonly report: PackReport;
  /** Version of the library's pack that it replaces; `null` if there is none. */
  readonly replaces: string | null;
}

/** A pack that the configuration file of a plan's project names. */
export interface ProjectPack {
  /** As the file names it. */
  readonly folder: string;
  /** The pack's name; the folder if it cannot be read. */
  readonly name: string;
  readonly version: string | null;
  /** `changed`: the folder holds something else than what was loaded. */
  readonly state: 'loaded' | 'changed' | 'missing' | 'unreadable';
  /** Why it is unreadable. */
  readonly fault: { readonly problem: string; readonly fix: string } | null;
}

/** What the configuration file of a plan's project adds to evaluations. */
export interface ProjectLibrary {
  /** Name of the configuration file. */
  readonly file: string;
  /** In the order in which they apply; empty if the administrator does not permit packs. */
  readonly packs: readonly ProjectPack[];
  /** The price file, as the configuration file names it, and whether prices of a file with this name are loaded. */
  readonly prices: {
    readonly name: string;
    readonly isLoaded: boolean;
    /** Why the file cannot be read. */
    readonly fault: { readonly problem: string; readonly fix: string } | null;
  } | null;
  /** Why the configuration file cannot be used. */
  readonly fault: { readonly problem: string; readonly fix: string } | null;
}

/** The prices in a file, before they are added. */
export interface PriceReport {
  /** File name. */
  readonly file: string;
  /** Proposed id, title and day of the book. */
  readonly id: string;
  readonly title: string;
  readonly asOf: string;
  readonly currency: string;
  readonly rows: number;
  readonly taken: readonly { readonly meter: string; readonly name: string; readonly regions: readonly string[] }[];
  /** Number of prices that stay those of the base book. */
  readonly kept: number;
  readonly base: { readonly title: string; readonly currency: string };
  /** Number of unused rows. */
  readonly skipped: number;
  /** Reasons for unused rows, the most frequent first, with the first rows of each. */
  readonly reasons: readonly {
    readonly because: string;
    readonly count: number;
    readonly rows: readonly { readonly row: number; readonly what: string }[];
  }[];
  /** Number of further reasons. */
  readonly otherReasons: number;
  /** True if more rows were not fetched. */
  readonly isPart: boolean;
  /** The newest day from which a price is valid. */
  readonly newest: string | null;
}

/** Calls about price books and packs. */
export interface LibraryCalls {
  /** The plan's cost with another price book or region. `null` if another revision was evaluated last, or the book is gone. */
  comparePrices(input: { readonly revision: number; readonly book: string; readonly region: string | null }): BookComparison | null;
  /** Asks for a file of prices and returns its preview; nothing is added yet. `null` if cancelled. */
  choosePrices(input: void): PriceReport | null;
  /** The preview of the chosen file with another day for its prices. */
  pricesAsOf(input: { readonly asOf: string }): PriceReport;
  /** Adds the chosen file's prices to the library, for all plans. */
  addPrices(input: { readonly id: string; readonly title: string; readonly asOf: string }): BookSummary;
  /** Drops the chosen file. */
  forgetPrices(input: void): void;
  /** Removes loaded prices, after asking. Returns true if they are gone. */
  removePrices(input: { readonly book: string }): boolean;
  /** The packs of the library, in the order in which they are applied. */
  packs(input: void): readonly PackSummary[];
  /** Asks for the folder of a pack, or reads a library pack again, and returns a preview; nothing is added yet. `null` if cancelled. */
  choosePack(input: { readonly again: string | null }): PackPreview | null;
  /** What the project of the window's plan names. `null` if it names nothing, or the plan has no file. */
  project(input: void): ProjectLibrary | null;
  /** Reads a pack that the project names, by its place, and returns a preview; nothing is added yet. */
  chooseProjectPack(input: { readonly at: number }): PackPreview;
  /** Reads the price file that the project names and returns its preview; nothing is added yet. */
  chooseProjectPrices(input: void): PriceReport;
  /** Adds the chosen pack to the library, for all plans. */
  addPack(input: void): readonly PackSummary[];
  /** Whether packs and prices may be loaded on this computer. */
  permitted(input: void): Permitted;
  /** Drops the chosen pack. */
  forgetPack(input: void): void;
  /** Removes a pack, after asking. Returns the remaining packs; `null` if cancelled. */
  removePack(input: { readonly pack: string }): readonly PackSummary[] | null;
}

const bookId = z.string().max(64);

export const libraryInputs = {
  comparePrices: z.strictObject({ revision: z.int().nonnegative(), book: bookId, region: z.string().max(100).nullable() }),
  choosePrices: z.void(),
  pricesAsOf: z.strictObject({ asOf: z.iso.date() }),
  addPrices: z.strictObject({ id: z.string().max(1000), title: z.string().max(1000), asOf: z.iso.date() }),
  forgetPrices: z.void(),
  removePrices: z.strictObject({ book: bookId }),
  packs: z.void(),
  permitted: z.void(),
  choosePack: z.strictObject({ again: z.string().max(100).nullable() }),
  project: z.void(),
  chooseProjectPack: z.strictObject({ at: z.int().nonnegative() }),
  chooseProjectPrices: z.void(),
  addPack: z.void(),
  forgetPack: z.void(),
  removePack: z.strictObject({ pack: z.string().max(100) }),
} satisfies { readonly [K in keyof LibraryCalls]: z.ZodType<Parameters<LibraryCalls[K]>[0]> };
