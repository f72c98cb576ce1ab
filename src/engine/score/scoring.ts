import { z } from 'zod';
import { criterionIds } from './criterion-ids';

/* The scoring of plans, as data: resources/scoring/scoring.yaml holds it with the reasoning, a pack can override it. */

const share = z.number().min(0).max(1);
/** The amount at which a part has lost everything. */
const many = z.number().positive();
/** A source, by its name in the list, and its statement, in our words. */
const cited = { source: z.string(), says: z.string() };
const part = {
  max: z.number().nonnegative(),
  title: z.string(),
  /** The part's question. */
  asks: z.string(),
  /** The reason why it counts. */
  because: z.string(),
  /** The reason for its weight. */
  weighs: z.string(),
  ...cited,
  also: z.array(z.strictObject(cited)).optional(),
};

export const ScoringSchema = z.strictObject({
  version: z.literal(1),
  sources: z.record(
    z.string(),
    z.strictObject({
      title: z.string(),
      url: z.string().optional(),
      /** The month of the last review. */
      seen: z.string().regex(/^\d{4}-\d{2}$/),
      says: z.string(),
    }),
  ),
  maintainability: z.strictObject({
    soundness: z.strictObject({ ...part, first: share, further: share, fewTraces: share.lt(1) }),
    'operational-burden': z.strictObject({
      ...part,
      many,
      worth: z.record(z.enum(['fully-managed', 'library', 'local', 'managed-cluster', 'self-managed']), share),
    }),
    'technology-spread': z.strictObject({ ...part, few: z.int().positive(), many: z.int().positive() }),
    'native-integration': z.strictObject({ ...part, many }),
    lifecycle: z.strictObject({
      ...part,
      worth: z.record(z.enum(['ga', 'succeeded', 'preview', 'retiring', 'deprecated', 'retired']), share),
      endedSetting: share,
      half: many,
      horizonDays: z.int().positive(),
    }),
    reproducibility: z.strictObject({ ...part, share: z.record(z.enum(['tracking', 'registry', 'dataVersions', 'environments']), share) }),
    definition: z.strictObject({ ...part, many }),
    observability: z.strictObject({ ...part, share: z.record(z.enum(['telemetry', 'modelQuality']), share) }),
    delivery: z.strictObject({ ...part, scripts: share }),
    'lock-in': z.strictObject({ ...part, many, worth: z.record(z.enum(['low', 'medium', 'high']), share) }),
  }),
  integration: z.strictObject({
    'native-edges': z.strictObject({ ...part, many }),
    'estate-fit': z.strictObject({ ...part, many }),
    'estate-use': z.strictObject(part),
  }),
  skills: z.strictObject({
    asks: z.string(),
    because: z.string(),
    weighs: z.string(),
    ...cited,
    /** Points out of 100 that a missing skill costs. */
    missing: z.number().min(0).max(100),
    met: z.strictObject({ partly: share }),
  }),
  maturity: z.strictObject({
    asks: z.string(),
    because: z.string(),
    source: z.string(),
    /** Title of each level and the model's description of it, from level 0. */
    levels: z.array(z.strictObject({ title: z.string(), says: z.string() })).length(5),
    criteria: z.record(
      z.enum(criterionIds),
      z.strictObject({
        level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
        title: z.string(),
        /** The way in which it is read from a plan's nodes and edges. */
        reads: z.string(),
        says: z.string(),
      }),
    ),
  }),
});
export type Scoring = Readonly<z.infer<typeof ScoringSchema>>;
export type MaintainabilityPart = keyof Scoring['maintainability'];
export type IntegrationPart = keyof Scoring['integration'];
