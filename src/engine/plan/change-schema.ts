import { z } from 'zod';
import { isOwnKey } from './model';
import { directions } from './vocabulary';
import {
  AmountSchema,
  ContextSchema,
  EdgeSchema,
  ExportsSchema,
  GroupSchema,
  IdSchema,
  NodeSchema,
  NoteSchema,
  PacketSchema,
  RevisionSchema,
  WaiverSchema,
} from './schema';

const position = z.tuple([z.number(), z.number()]);

const place = z.int().nonnegative();
/** Removed edges, by their indices in the list before, and new edges, with their indices in the list after. */
const EdgesChangeSchema = z.strictObject({ gone: z.array(place), added: z.array(z.tuple([place, EdgeSchema])) });

/** Differences between two states of a plan, as a window sends them: it can hold only values that a plan can. */
export const PlanChangeSchema = z.strictObject({
  name: z.string().optional(),
  /** `null` removes it. */
  summary: z.string().nullable().optional(),
  context: ContextSchema.optional(),
  assumptions: z.record(IdSchema, AmountSchema).optional(),
  /** Nodes that are new or different; `null` for those that are gone. */
  nodes: z.record(IdSchema, NodeSchema.nullable()).optional(),
  /** Ids of all nodes, if their order changed. */
  order: z.array(IdSchema).optional(),
  /** All of them, if their order changed. */
  edges: z.union([z.array(EdgeSchema), EdgesChangeSchema]).optional(),
  waivers: z.array(WaiverSchema).optional(),
  /** `null` removes it. */
  exports: ExportsSchema.nullable().optional(),
  /** `null` removes it. */
  packet: PacketSchema.nullable().optional(),
  revisions: z.array(RevisionSchema).nullable().optional(),
  /** Groups and notes that are new or different; `null` for those that are gone. */
  groups: z.record(IdSchema, GroupSchema.nullable()).optional(),
  notes: z.record(IdSchema, NoteSchema.nullable()).optional(),
  /** `null` removes it. */
  direction: z.enum(directions).nullable().optional(),
  layout: z.record(IdSchema, position.nullable()).optional(),
  pinned: z.array(IdSchema).optional(),
  own: z.record(z.string().refine(isOwnKey), z.unknown()).optional(),
  /**
   * A whole new source, or the replaced part of the source before: `of` is the length of that, so that the change is made to no other
   * text. `null` removes the source.
   */
  source: z
    .union([
      z.strictObject({ format: z.enum(['yaml', 'json']), text: z.string() }),
      z.strictObject({ of: place, at: place, gone: z.string(), text: z.string() }),
    ])
    .nullable()
    .optional(),
});
