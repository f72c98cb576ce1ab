import { z } from 'zod';
import { AmountSchema, ContextSchema, EdgeSchema, NodeSchema, WaiverSchema } from './schema';

const position = z.tuple([z.number(), z.number()]);

export const PlanChangeSchema = z.strictObject({
  name: z.string().optional(),
  /** `null` takes it away. */
  summary: z.string().nullable().optional(),
  context: ContextSchema.optional(),
  assumptions: z.record(z.string(), AmountSchema).optional(),
  /** Nodes that are new or different; `null` for those that are gone. */
  nodes: z.record(z.string(), NodeSchema.nullable()).optional(),
  /** Ids of all nodes, when their order is another. */
  order: z.array(z.string()).optional(),
  edges: z.array(EdgeSchema).optional(),
  waivers: z.array(WaiverSchema).optional(),
  layout: z.record(z.string(), position.nullable()).optional(),
  own: z.record(z.string(), z.unknown()).optional(),
});
