import { z } from 'zod';

/*
 * A price book: a dated set of unit prices in one currency. One YAML file each under resources/pricing/.
 */

const id = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/);
/** A price with more digits is a slip, and would make every sum meaningless. */
const price = z.number().nonnegative().max(1e9, 'must be 1,000,000,000 at most');

const TierSchema = z.strictObject({
  /** The monthly quantity, in the meter's unit, from which the price applies. */
  from: z.number().nonnegative().max(1e12, 'must be 1,000,000,000,000 at most'),
  price,
});

const MachineSchema = z.strictObject({
  /** The size as Azure Resource Manager names it: `Standard_D4s_v5`. */
  sku: z.string(),
  vcpus: z.int().positive(),
  memoryGb: z.number().positive(),
  gpu: z.strictObject({ model: z.string(), count: z.int().positive().optional() }).optional(),
  /** Databricks units an hour on a node of this size, without Photon. Left out where not published. */
  dbuPerHour: z.number().positive().optional(),
});
export type Machine = Readonly<z.infer<typeof MachineSchema>>;

/** The row of an Azure Retail Prices API answer that holds a meter's price. */
const RetailSchema = z.strictObject({
  serviceName: z.string(),
  productName: z.string().optional(),
  skuName: z.string().optional(),
  meterName: z.string().optional(),
  armSkuName: z.string().optional(),
  armRegionName: z.string().optional(),
  unitOfMeasure: z.string(),
  type: z.string().optional(),
  /** The row's price times this is the price of one of our units. */
  multiply: z.number().positive().optional(),
  divide: z.number().positive().optional(),
});

export const MeterSchema = z.strictObject({
  id,
  /** Group of the meter on the price page. */
  group: z.string(),
  name: z.string(),
  /** The meter's unit; `factor` is a multiplier of another price, not money. */
  unit: z.string(),
  /** The first paid price for one unit. */
  price,
  /** The region that `price` is from; `global` and `zone1` (North America and Europe) apply to every region. */
  region: z.string(),
  /** The same price in other regions. */
  regions: z.record(z.string(), price).optional(),
  /** Steps of regions where they are not those below in proportion; the first price is the one in `regions`. */
  regionTiers: z.record(z.string(), z.array(TierSchema).min(1)).optional(),
  /** Graduated steps: each price holds for the quantity from its `from` to the next. Left out for a single price. */
  tiers: z.array(TierSchema).min(2).optional(),
  /** Units a month that are free, once for a plan. */
  free: z.strictObject({ quantity: z.number().positive(), note: z.string() }).optional(),
  /** Free units a month by plan name, where the grant depends on the licence. */
  freeByPlan: z.record(z.string(), z.number()).optional(),
  /** Meters with the same name here share one grant. */
  freeTogether: id.optional(),
  machine: MachineSchema.optional(),
  /** The same unit under a savings plan of one or three years. Shown, never used for the estimate. */
  savingsPlan: z.strictObject({ oneYear: price, threeYears: price }).optional(),
  retail: RetailSchema.optional(),
  /** Why no cost line of the catalog charges it. */
  unused: z.string().min(3).optional(),
  /** Key into the book's sources. */
  source: z.string(),
  /** Year, month or day that the price was read. */
  asOf: z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/),
  confidence: z.enum(['high', 'medium', 'low']),
  note: z.string().optional(),
});
export type Meter = Readonly<z.infer<typeof MeterSchema>>;

export const PriceBookSchema = z.strictObject({
  id,
  title: z.string(),
  /** Month or day for which the prices are valid. */
  asOf: z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/),
  compiled: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  currency: z.string().regex(/^[A-Z]{3}$/),
  hoursPerMonth: z.number().positive(),
  daysPerMonth: z.number().positive(),
  /** Regions that replace each other where one has no price of its own. */
  baseRegions: z.array(z.string()).min(1),
  /** An organisation's own prices have no page. */
  sources: z.record(z.string(), z.strictObject({ title: z.string(), url: z.string().optional() })),
  meters: z.array(MeterSchema).min(1),
});
/** The file's content. */
export type PriceBookFile = Readonly<z.infer<typeof PriceBookSchema>>;
