import { z } from 'zod';
import type { SaveText } from '#disk';
import { PriceBookSchema, type PriceBookFile } from '#engine/catalog';
import { KeptFiles } from './kept-files';

/** A price book that the user loaded. */
export interface LoadedBook {
  readonly book: PriceBookFile;
  /** Name of the file with its prices. */
  readonly from: string;
  /** The day that it was loaded, such as `2026-11-21`. */
  readonly on: string;
}

export const daySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** Loaded price books. @param folder is created when the first book is written */
export function priceBookFiles(folder: string, save: SaveText): KeptFiles<LoadedBook> {
  return new KeptFiles<LoadedBook>(folder, save, {
    schema: z.strictObject({ from: z.string(), on: daySchema, book: PriceBookSchema }),
    idOf: ({ book }) => book.id,
    prefix: 'prices-',
    mostBytes: 64 * 1024 * 1024, // a book of every meter in every region is a tenth of this
    what: 'price book',
    again: 'Load its prices again.',
  });
}
