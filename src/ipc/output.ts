import { z } from 'zod';

/* What leaves the application: exported files, PDF and paper. */

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

/** Calls that write or print what is made of a plan. */
export interface OutputCalls {
  /** Asks where, and writes. The file's name, or `null` when cancelled. */
  exportPlan(input: { readonly format: ExportFormat }): string | null;
  preview(input: PrintOptions): Preview;
  /** Asks where, and writes the PDF. */
  printToPdf(input: PrintOptions): string | null;
  /** Sends the pages to the system's print dialog. */
  printToPaper(input: PrintOptions): boolean;
}

const print = z.strictObject({ paper: z.enum(['A4', 'A3', 'Letter']), orientation: z.enum(['portrait', 'landscape']) });

export const outputInputs = {
  exportPlan: z.strictObject({ format: z.enum(['yaml', 'json', 'svg', 'png']) }),
  preview: print,
  printToPdf: print,
  printToPaper: print,
} satisfies { readonly [K in keyof OutputCalls]: z.ZodType<Parameters<OutputCalls[K]>[0]> };
