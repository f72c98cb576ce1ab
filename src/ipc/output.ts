import { z } from 'zod';
import { isConversion, type Conversion } from '#engine/format';
import { PlanChangeSchema, type PlanChange } from '#engine/plan';

/* Output of the application: the plan in other formats, PDF and paper. */

export type ExportFormat = 'yaml' | 'json' | 'svg' | 'png' | 'csv';

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

/** Calls that export or print a plan. */
export interface OutputCalls {
  /**
   * Asks for a file, and writes it. Returns the file's name, or `null` if cancelled. `csv` is the cost of the plan.
   * @param conversion the user's rate, for more columns of the cost
   */
  exportPlan(input: { readonly format: ExportFormat; readonly conversion: Conversion | null }): string | null;
  /** Shows the plan's file, or the file that this window wrote last, in the system's file manager. */
  showInFolder(input: { readonly what: 'plan' | 'export' }): void;
  /**
   * Copies a part of the plan, or all of it, as a picture: PNG and SVG beside the text of a plan file.
   * @param change creates the part from an empty plan; `null` for the whole plan, with its marks and costs
   */
  copyPicture(input: { readonly change: PlanChange | null }): void;
  preview(input: PrintOptions): Preview;
  /** Asks for a file, and writes the PDF. */
  printToPdf(input: PrintOptions): string | null;
  /** Sends the pages to the system's print dialog. */
  printToPaper(input: PrintOptions): boolean;
}

const print = z.strictObject({ paper: z.enum(['A4', 'A3', 'Letter']), orientation: z.enum(['portrait', 'landscape']) });

export const outputInputs = {
  exportPlan: z.strictObject({
    format: z.enum(['yaml', 'json', 'svg', 'png', 'csv']),
    conversion: z.custom<Conversion>(isConversion).nullable(),
  }),
  showInFolder: z.strictObject({ what: z.enum(['plan', 'export']) }),
  copyPicture: z.strictObject({ change: PlanChangeSchema.nullable() }),
  preview: print,
  printToPdf: print,
  printToPaper: print,
} satisfies { readonly [K in keyof OutputCalls]: z.ZodType<Parameters<OutputCalls[K]>[0]> };
