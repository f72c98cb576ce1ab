import { z } from 'zod';
import { safeguards, safeguardValues, type Safeguard } from '../plan';
import { fieldId, id, sentence, SourceSchema } from './source';

/*
 * Security and reliability of services: resources/catalog/safeguards.yaml. It says which design decisions a service leaves to the team and
 * which it has settled, and the availability that is promised for it. Rules and the inspector ask this one table.
 */

const setting = z.union([z.number(), z.string(), z.boolean()]);

/** How a service has one safeguard; one of `choose`, `always`, `by` and `never` at least. */
const cellSchema = (safeguard: Safeguard) => {
  const value = z.enum(safeguardValues(safeguard) as [string, ...string[]]);
  return z
    .strictObject({
      /** The team decides. */
      choose: z.literal(true).optional(),
      /** The value that it has in any case. */
      always: value.optional(),
      /** The value that it has where the team decides on nothing better. */
      least: value.optional(),
      /** CEL over the usage fields: true means that it has the best value. */
      by: z.string().optional(),
      /** CEL over the usage fields: the settings under which the best value is on offer. */
      when: z.string().optional(),
      /** Usage values that make `by` or `when` true. */
      set: z.record(fieldId, setting).optional(),
      /** Those usage values, in a few words. */
      words: sentence.optional(),
      /** The reason why the best value is never on offer. */
      never: sentence.optional(),
      source: id.optional(),
      unconfirmed: z.literal(true).optional(),
    })
    .refine(({ choose, always, by, never }) => Boolean(choose ?? always ?? by ?? never), 'must say how the service has it');
};

const PromiseSchema = z
  .strictObject({
    /** Promised availability, in percent of a month. */
    percent: z.number().min(90).max(100).optional(),
    /** The reason why nothing is promised. */
    none: sentence.optional(),
    /** CEL over the usage fields: the settings under which it holds. */
    when: z.string().optional(),
    /** Holds only where the node has the best value of this safeguard. */
    safeguard: z.enum(safeguards.map((one) => one.id) as [Safeguard, ...Safeguard[]]).optional(),
    /** Usage values that come with a promise. */
    set: z.record(fieldId, setting).optional(),
    words: sentence.optional(),
    unconfirmed: z.literal(true).optional(),
  })
  .refine(({ percent, none }) => (percent === undefined) !== (none === undefined), 'must say either a percentage or why there is none');

export const SafeguardsSchema = z.strictObject({
  sources: z.record(id, SourceSchema),
  services: z.record(
    id,
    z.strictObject({
      source: id,
      /** What is lost with it, for services that hold something. */
      keeps: z.enum(['data', 'secrets', 'images', 'telemetry']).optional(),
      ...(Object.fromEntries(safeguards.map((one) => [one.id, cellSchema(one.id).optional()])) as Record<
        Safeguard,
        z.ZodOptional<ReturnType<typeof cellSchema>>
      >),
      /** The first that holds is the one that counts. */
      sla: z.array(PromiseSchema).min(1).optional(),
      /** A service that runs on a number of machines which the plan states. */
      machines: z
        .strictObject({
          /** The usage field that counts them. */
          count: fieldId,
          /** The team's own machines: at 0 others own them. */
          owned: z.literal(true).optional(),
          /** Usage values with which one may fail. */
          set: z.record(fieldId, setting).optional(),
        })
        .optional(),
    }),
  ),
});
export type SafeguardsFile = Readonly<z.infer<typeof SafeguardsSchema>>;
export type SafeguardEntry = SafeguardsFile['services'][string];
export type SafeguardCell = NonNullable<SafeguardEntry[Safeguard]>;
export type AvailabilityPromise = NonNullable<SafeguardEntry['sla']>[number];
