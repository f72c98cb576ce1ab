import { z } from 'zod';
import type { SaveText } from '#disk';
import type { Logo } from '#engine/packet';
import { packLimits, type PackFolder } from '#engine/packs';
import { KeptFiles } from './kept-files';
import { daySchema } from './price-book-files';

/** A pack that the user loaded: a copy of its files, so that it works without its folder. */
export interface LoadedPack extends PackFolder {
  readonly id: string;
  /** The organisation's logo, if the pack has one. */
  readonly logo?: Logo;
  /** The folder that it was read from. */
  readonly from: string;
  /** The day that it was loaded, such as `2026-11-21`. */
  readonly on: string;
}

const placeSchema = z.strictObject({ line: z.int(), column: z.int() });

/** Loaded packs. @param folder is created when the first pack is written */
export function packFiles(folder: string, save: SaveText): KeptFiles<LoadedPack> {
  return new KeptFiles<LoadedPack>(folder, save, {
    schema: z.strictObject({
      id: z.string().regex(/^[a-z][a-z0-9-]*$/),
      from: z.string(),
      on: daySchema,
      logo: z.strictObject({ data: z.string(), grey: z.string(), width: z.number(), height: z.number() }).optional(),
      files: z.array(z.strictObject({ path: z.string(), text: z.string() })).max(packLimits.files),
      faults: z.array(z.strictObject({ file: z.string(), message: z.string(), fix: z.string(), place: placeSchema.optional() })),
    }) as z.ZodType<LoadedPack>, // a fault's place is left out, or present; never undefined, which JSON does not have
    idOf: ({ id }) => id,
    prefix: 'pack-',
    mostBytes: packLimits.bytes * 4 + 10_000_000, // as JSON, with every character escaped, and a logo
    what: 'pack',
    again: 'Load its folder again.',
  });
}
