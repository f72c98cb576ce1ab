import { z } from 'zod';
import { dayOrMonth, id, sentence, SourceSchema } from './source';

/*
 * Series of virtual machine sizes that have ended or have an announced end: resources/catalog/sizes.yaml. A price book lists the sizes
 * that can still be priced, also those that can no longer be ordered.
 */

export const SizeSeriesSchema = z.strictObject({
  id,
  /** As Microsoft writes it: `Dsv2`. */
  name: z.string().min(1),
  /** A regular expression over the whole name of a size, without `Standard_`. */
  sizes: z.string(),
  /** Hardware of the series, where that says more than its name. */
  hardware: sentence.optional(),
  /** The day from which the sizes are gone. */
  on: dayOrMonth,
  /** True if the end was only announced when last seen. */
  announcedOnly: z.literal(true).optional(),
  /** Regular expressions over the names of the sizes that take their place, the usual series first. */
  successors: z.array(z.string()).min(1),
  /** Name of the series that takes its place, in a sentence. */
  successorName: z.string().min(2),
  source: SourceSchema.extend({ url: z.url({ protocol: /^https$/ }), seen: dayOrMonth }),
});
export type SizeSeries = Readonly<z.infer<typeof SizeSeriesSchema>>;
export const SizesSchema = z.strictObject({ series: z.array(SizeSeriesSchema) });
