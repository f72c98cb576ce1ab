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

/** Calls about price books and packs. */
export interface LibraryCalls {
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
  choosePack: z.strictObject({ again: z.string().max(100).nullable() }),
  addPack: z.void(),
  forgetPack: z.void(),
  removePack: z.strictObject({ pack: z.string().max(100) }),
} satisfies { readonly [K in keyof LibraryCalls]: z.ZodType<Parameters<LibraryCalls[K]>[0]> };
