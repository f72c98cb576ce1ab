import { z } from 'zod';
import { MeterSchema } from '../catalog';

/** Prices that an organisation has agreed, or of its own services: meters of the same shape as the built-in ones. */
export const PackPricesSchema = z.strictObject({
  /** Month or day for which the prices are valid. */
  asOf: z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/, 'must be a month or day such as 2026-09'),
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be a currency such as USD'),
  /** Source of the prices, as shown beside every amount. */
  source: z.strictObject({ title: z.string().min(1), url: z.string() }),
  meters: z.array(MeterSchema.omit({ source: true, asOf: true, retail: true }).partial({ confidence: true })).min(1),
});
export type PackPrices = z.infer<typeof PackPricesSchema>;
