import { z } from 'zod';
import { isConversion, type Conversion } from '#engine/format';
import { PacketSchema, PlanChangeSchema, type PacketPlan, type PlanChange } from '#engine/plan';

/* Output of the application: the plan in other formats, its packet as a file and on paper. */

export type ExportFormat = 'yaml' | 'json' | 'svg' | 'png' | 'csv';

/** The sheets as they will be printed, as a page of this application that a frame can show. */
export interface Preview {
  readonly url: string;
  /** Titles of the sheets; sheet 1 has the anchor `sheet-1` in the page. */
  readonly sheets: readonly string[];
  /** Of every sheet, in points. */
  readonly size: { readonly width: number; readonly height: number };
  readonly orientation: 'portrait' | 'landscape';
  /** Sheets that show a piece of the plan; 0 if one shows all of it legibly. */
  readonly detailSheets: number;
  /** Size of the drawing's smallest text where it is legible, in points; `null` if no part shows the plan legibly. */
  readonly smallestText: number | null;
  /** Characters that no font of the packet has. */
  readonly missing: readonly string[];
}

/** Other options, and how many sheets they give. */
export interface PacketOffer {
  readonly set: PacketPlan;
  readonly sheets: number;
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
  /** Lays the packet out. Returns `null` if it was cancelled, or if a later preview replaced it. */
  preview(input: PacketPlan): Preview | null;
  /** Options that need fewer sheets. Returns none if it was cancelled. */
  packetOffers(input: PacketPlan): readonly PacketOffer[];
  /** Asks for a file, and writes the packet. Returns the file's name, or `null` if cancelled. */
  savePacket(input: { readonly packet: PacketPlan; readonly format: 'pdf' | 'html' }): string | null;
  /** Sends the sheets to the system's print dialog. Returns `null` if it was cancelled. */
  printPacket(input: PacketPlan): boolean | null;
  /**
   * Asks for a file with an earlier state of the plan, since which the packet shows changes, or goes back to the revision of the packet.
   * Returns the file's name; `null` if there is none.
   */
  packetEarlier(input: { readonly wanted: 'choose' | 'none' }): string | null;
  /** Cancels what is being made of the packet. */
  cancelPacket(input: void): void;
}

export const outputInputs = {
  exportPlan: z.strictObject({
    format: z.enum(['yaml', 'json', 'svg', 'png', 'csv']),
    conversion: z.custom<Conversion>(isConversion).nullable(),
  }),
  showInFolder: z.strictObject({ what: z.enum(['plan', 'export']) }),
  copyPicture: z.strictObject({ change: PlanChangeSchema.nullable() }),
  preview: PacketSchema,
  packetOffers: PacketSchema,
  savePacket: z.strictObject({ packet: PacketSchema, format: z.enum(['pdf', 'html']) }),
  printPacket: PacketSchema,
  packetEarlier: z.strictObject({ wanted: z.enum(['choose', 'none']) }),
  cancelPacket: z.void(),
} satisfies { readonly [K in keyof OutputCalls]: z.ZodType<Parameters<OutputCalls[K]>[0]> };
