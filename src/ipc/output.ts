import { z } from 'zod';
import { isConversion, type Conversion } from '#engine/format';
import type { Logo, Organisation } from '#engine/packet';
import { PacketSchema, PlanChangeSchema, type NodeId, type NoteId, type PacketPlan, type PlanChange } from '#engine/plan';

/* Output of the application: the plan in other formats, its packet as a file and on paper. */

export type ExportFormat = 'yaml' | 'json' | 'csv';

export type PictureScale = 1 | 2 | 3 | 4;

/** A picture of the plan, of a part of it, or of a sheet of its packet. */
export interface PictureRequest {
  readonly shows:
    | { readonly of: 'plan' }
    | { readonly of: 'selection'; readonly nodes: readonly NodeId[]; readonly notes: readonly NoteId[] }
    | { readonly of: 'sheet'; readonly number: number; readonly packet: PacketPlan };
  readonly format: 'png' | 'svg';
  /** Of a PNG: pixels for each unit of the plan, or for each 1/96 inch of a sheet. */
  readonly scale: PictureScale;
  readonly isTransparent: boolean;
  /** A sheet has its title block instead of these three. */
  readonly hasTitle: boolean;
  readonly hasDate: boolean;
  readonly hasLegend: boolean;
  /** Of an SVG: `outlines` look the same in every program, `text` can be searched. */
  readonly letters: 'outlines' | 'text';
  /** True for an SVG that can be opened as the plan again. */
  readonly carriesPlan: boolean;
}

/** What there is to know of a picture before it is written. */
export interface PictureFacts {
  /** In pixels, for every scale. */
  readonly sizes: readonly {
    readonly scale: PictureScale;
    readonly width: number;
    readonly height: number;
    /** The reason that a PNG of this size is not painted. */
    readonly refused: { readonly problem: string; readonly fix: string } | null;
  }[];
  /** Titles of the packet's sheets, if the picture is one of them. */
  readonly sheets: readonly string[];
  /** Characters that no font of the drawing has. */
  readonly missing: readonly string[];
  /** The picture as a page of this application that a frame can show; `null` if it is too large for that. */
  readonly preview: string | null;
}

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
  /** Draws a picture, and says how large it is. Returns `null` if it was cancelled. */
  pictureFacts(input: PictureRequest): PictureFacts | null;
  /** Asks for a file, and writes a picture. Returns the file's name, or `null` if cancelled. */
  savePicture(input: PictureRequest): string | null;
  /**
   * Copies a picture: PNG and SVG beside the text of a plan file. Returns false if it was cancelled.
   * @param change creates the part of the plan that is copied as text from an empty plan; `null` for the whole plan
   */
  copyPicture(input: { readonly picture: PictureRequest; readonly change: PlanChange | null }): boolean;
  /** Cancels the picture that is being made. */
  cancelPicture(input: void): void;
  /** Lays the packet out. Returns `null` if it was cancelled, or if a later preview replaced it. */
  preview(input: PacketPlan): Preview | null;
  /** Options that need fewer sheets. Returns none if it was cancelled. */
  packetOffers(input: PacketPlan): readonly PacketOffer[];
  /** Asks for a file, and writes the packet. Returns the file's name, or `null` if cancelled. */
  savePacket(input: { readonly packet: PacketPlan; readonly format: 'pdf' | 'html' }): string | null;
  /** Sends the sheets to the system's print dialog. Returns `null` if it was cancelled. */
  printPacket(input: PacketPlan): boolean | null;
  /**
   * Sets the state since which the packet shows changes: a file that the user is asked for, a revision that git knows, or what the plan was
   * compared with last. `none` goes back to the revision of the packet. Returns the state in words; `null` if there is none.
   */
  packetEarlier(input: { readonly wanted: 'choose' | 'compared' | 'none' | { readonly revision: string } }): string | null;
  /**
   * Says whose packets they are, for all windows, unless a pack says it. Returns what packs say of it, each with its name.
   * @param input the user's own; `null` for none
   */
  organisation(input: Organisation | null): { readonly name: string | null; readonly logo: string | null };
  /** Asks for a picture, and makes a logo of it. Returns `null` if cancelled. */
  chooseLogo(input: void): Logo | null;
  /** Cancels what is being made of the packet. */
  cancelPacket(input: void): void;
}

/** The picture is one that `chooseLogo` made; a window may have kept it for long. */
const base64 = z
  .string()
  .max(4_000_000)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/);
const OrganisationSchema: z.ZodType<Organisation> = z.strictObject({
  name: z.string().max(200).optional(),
  logo: z.strictObject({ data: base64, grey: base64, width: z.int().min(1), height: z.int().min(1) }).optional(),
});

const PictureSchema: z.ZodType<PictureRequest> = z.strictObject({
  shows: z.discriminatedUnion('of', [
    z.strictObject({ of: z.literal('plan') }),
    z.strictObject({ of: z.literal('selection'), nodes: z.array(z.string()), notes: z.array(z.string()) }),
    z.strictObject({ of: z.literal('sheet'), number: z.number().int().min(1), packet: PacketSchema }),
  ]),
  format: z.enum(['png', 'svg']),
  scale: z.literal([1, 2, 3, 4]),
  isTransparent: z.boolean(),
  hasTitle: z.boolean(),
  hasDate: z.boolean(),
  hasLegend: z.boolean(),
  letters: z.enum(['outlines', 'text']),
  carriesPlan: z.boolean(),
});

export const outputInputs = {
  exportPlan: z.strictObject({
    format: z.enum(['yaml', 'json', 'csv']),
    conversion: z.custom<Conversion>(isConversion).nullable(),
  }),
  showInFolder: z.strictObject({ what: z.enum(['plan', 'export']) }),
  pictureFacts: PictureSchema,
  savePicture: PictureSchema,
  cancelPicture: z.void(),
  copyPicture: z.strictObject({ picture: PictureSchema, change: PlanChangeSchema.nullable() }),
  preview: PacketSchema,
  packetOffers: PacketSchema,
  savePacket: z.strictObject({ packet: PacketSchema, format: z.enum(['pdf', 'html']) }),
  printPacket: PacketSchema,
  packetEarlier: z.strictObject({
    wanted: z.union([z.enum(['choose', 'compared', 'none']), z.strictObject({ revision: z.string().min(1).max(300) })]),
  }),
  organisation: OrganisationSchema.nullable(),
  chooseLogo: z.void(),
  cancelPacket: z.void(),
} satisfies { readonly [K in keyof OutputCalls]: z.ZodType<Parameters<OutputCalls[K]>[0]> };
