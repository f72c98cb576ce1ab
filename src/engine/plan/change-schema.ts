import { z } from 'zod';
import { isOwnKey } from './model';
import { AmountSchema, ContextSchema, EdgeSchema, GroupSchema, IdSchema, NodeSchema, NoteSchema, WaiverSchema } from './schema';

const position = z.tuple([z.number(), z.number()]);

const place = z.int().nonnegative();
/** Which edges are gone, by their places in the list before, and which are new, with their places in the list after. */
const EdgesChangeSchema = z.strictObject({ gone: z.array(place), added: z.array(z.tuple([place, EdgeSchema])) });

/** What differs between two states of a plan, as it comes from a window: it holds nothing that a plan could not. */
export const PlanChangeSchema = z.strictObject({
  name: z.string().optional(),
  /** `null` takes it away. */
  summary: z.string().nullable().optional(),
  context: ContextSchema.optional(),
  assumptions: z.record(IdSchema, AmountSchema).optional(),
  /** Nodes that are new or different; `null` for those that are gone. */
  nodes: z.record(IdSchema, NodeSchema.nullable()).optional(),
  /** Ids of all nodes, when their order is another. */
  order: z.array(IdSchema).optional(),
  /** All of them where they stand in another order. */
  edges: z.union([z.array(EdgeSchema), EdgesChangeSchema]).optional(),
  waivers: z.array(WaiverSchema).optional(),
  /** Groups and notes that are new or different; `null` for those that are gone. */
  groups: z.record(IdSchema, GroupSchema.nullable()).optional(),
  notes: z.record(IdSchema, NoteSchema.nullable()).optional(),
  layout: z.record(IdSchema, position.nullable()).optional(),
  pinned: z.array(IdSchema).optional(),
  own: z.record(z.string().refine(isOwnKey), z.unknown()).optional(),
});
