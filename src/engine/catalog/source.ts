import { z } from 'zod';

/* Parts that the schemas of the catalog share. */

export const id = z.string().regex(/^[a-z][a-z0-9-]*$/);
export const fieldId = z.string().regex(/^[a-z][A-Za-z0-9]*$/);
export const sentence = z.string().min(3);
/** A day, or only the month where no more is published. */
export const dayOrMonth = z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/);

export const SourceSchema = z.strictObject({
  title: sentence,
  url: z.url({ protocol: /^https$/ }).optional(),
  /** The section of the guide, if that is the source. */
  section: z.string().optional(),
  /** The source's statement, in our words. */
  fact: sentence.optional(),
  /** The day of the page or copy that was read, if known. */
  seen: dayOrMonth.optional(),
});
export type Source = Readonly<z.infer<typeof SourceSchema>>;
