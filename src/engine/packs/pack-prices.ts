import { z } from 'zod';
import { MeterSchema } from '../catalog';

/** Prices that an organisation has agreed, or of what it runs itself: meters of the same shape as those that ship. */
export const PackPricesSchema = z.strictObject({
  /** Month or day for which the prices hold. */
  asOf: z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/, 'must be a month or day such as 2026-09'),
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be a currency such as USD'),
  /** Where the prices are from, as it is shown beside every amount. */
  source: z.strictObject({ title: z.string().min(1), url: z.string() }),
  meters: z.array(MeterSchema.omit({ source: true, asOf: true, retail: true }).partial({ confidence: true })).min(1),
});
export type PackPrices = z.infer<typeof PackPricesSchema>;
