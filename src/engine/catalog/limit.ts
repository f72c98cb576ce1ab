import { z } from 'zod';
import { edgeKindIds } from '../plan';
import { dayOrMonth, fieldId, id, sentence, SourceSchema } from './source';

/*
 * Limits of services: a quota, a largest size, something that a plan or tier cannot do. A service states them beside its usage fields,
 * and one rule checks them all, so a new limit is an entry of a service's file.
 */

const base = {
  id,
  /** CEL over the usage fields: the settings under which the limit holds. Always, if left out. */
  when: z.string().optional(),
  /** Holds only for a node that answers with a model in real time, whatever else the service can do. */
  serving: z.literal(true).optional(),
  /** Holds only in a plan that asks for answers in real time, and where every node of the service that requests go through has these settings. */
  requests: z.literal(true).optional(),
  /** How a sentence goes on after the node's title. `{amount}` is the plan's amount, `{bound}` the limit. */
  says: sentence,
  because: sentence,
  /** The usage field to change. */
  field: fieldId.optional(),
  /** `error` unless it works in part, or the limit can be raised on request. */
  severity: z.enum(['error', 'warning', 'info']).optional(),
  /** The limit is known, but the source was not seen to say it in so many words. */
  unconfirmed: z.literal(true).optional(),
  /** Other settings that are within the limit, the usual ones first. Those that break another limit are not offered. */
  instead: z
    .array(
      z.strictObject({
        title: sentence,
        /** CEL: the settings for which it is enough. */
        when: z.string().optional(),
        set: z.record(fieldId, z.union([z.number(), z.string(), z.boolean()])),
      }),
    )
    .optional(),
  /** The page that states it. `seen` is the day of the page, or, for a page without one, the day on which its copy was read. */
  source: SourceSchema.extend({ url: z.url({ protocol: /^https$/ }), seen: dayOrMonth }),
};

export const LimitSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('amount'),
    ...base,
    /** CEL over the usage fields; sizes count GB, durations hours. */
    amount: z.string(),
    /** `size` and `duration` are written with their unit, anything else behind the number. */
    unit: z.string(),
    most: z.union([z.number(), z.string()]).optional(),
    least: z.union([z.number(), z.string()]).optional(),
  }),
  /** Settings that only go together in certain ways. */
  z.strictObject({
    kind: z.literal('settings'),
    ...base,
    /** CEL that is true for settings that go together. */
    holds: z.string(),
  }),
  /** A kind of edge that the settings under `when` cannot have. */
  z.strictObject({
    kind: z.literal('edge'),
    ...base,
    edge: z.enum(edgeKindIds),
    direction: z.enum(['in', 'out']),
    /** What the other end does, if the limit is not about all of them: it trains a model, answers in real time, or takes no streams. */
    other: z.enum(['trains', 'answers', 'takes-no-stream']).optional(),
    /** Services at the other end for which it does not hold. */
    except: z.array(id).min(1).optional(),
    /** So many nodes at the other end are fine; one more is beyond the limit. */
    upTo: z.number().int().min(1).optional(),
    /** The other end reads what feeds the node, or what the node writes to, instead. */
    reads: z.enum(['what-feeds-it', 'what-it-writes']).optional(),
  }),
  /** Something that the service offers, though not with the settings under `when`. */
  z.strictObject({ kind: z.literal('need'), ...base, need: z.enum(['manualApproval']) }),
]);
export type Limit = Readonly<z.infer<typeof LimitSchema>>;
export type EdgeLimit = Extract<Limit, { kind: 'edge' }>;
