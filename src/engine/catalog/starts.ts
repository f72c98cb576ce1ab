import { z } from 'zod';
import { SourceSchema } from './source';

/*
 * Who can start, deploy to and call what: resources/catalog/starts.yaml. Rules, fixes, scores and the lists of the window all ask this one
 * table, by way of the catalog, so that none of them offers what another reports.
 */

const id = z.string().regex(/^[a-z][a-z0-9-]*$/);
const sentence = z.string().min(3);

const cellBase = {
  /** By what, in a sentence; for `no` why not, and what goes between where that is known. */
  how: sentence,
  /** Key of a source. */
  source: id,
  /** The source does not say it in so many words. */
  unconfirmed: z.literal(true).optional(),
};
const CellSchema = z.discriminatedUnion('way', [
  z.strictObject({ way: z.enum(['native', 'rest', 'open']), act: z.enum(['start', 'deploy', 'call']), ...cellBase }),
  z.strictObject({ way: z.literal('no'), ...cellBase }),
]);

export const StartsSchema = z.strictObject({
  sources: z.record(id, SourceSchema.extend({ checked: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) })),
  /** Groups of services that can be started. Each service is in one group. */
  groups: z.array(z.strictObject({ id, title: sentence, services: z.array(id).min(1) })),
  rows: z.array(
    z.strictObject({
      /** The service that starts others. */
      service: id,
      /** A cell for each group. */
      groups: z.record(id, CellSchema),
      /** Cells of services that differ from their group. */
      services: z.record(id, CellSchema).optional(),
    }),
  ),
});
export type StartsFile = Readonly<z.infer<typeof StartsSchema>>;
export type StartSource = StartsFile['sources'][string];

/**
 * How one service starts, deploys to or calls another: by something ready-made (`native`), by a call of its API with code or configuration
 * of one's own (`rest`), in no known way (`no`), or in one
 * that nobody can judge, since the catalog does not know one of the two (`open`).
 */
export type Start = z.infer<typeof CellSchema>;
