import { z } from 'zod';

/*
 * How plans are scored, as data: resources/scoring/scoring.yaml holds it with the reasoning, a pack can override it.
 */

/** What maturity is told by. */
export const criterionIds = [
  'code-in-repository',
  'automated-release',
  'training-started',
  'runs-tracked',
  'models-registered',
  'deployed-by-pipeline',
  'deployed-from-registry',
  'deployment-watched',
  'quality-watched',
  'retraining-triggered',
] as const;

const share = z.number().min(0).max(1);
/** A source, by its name in the list, and what it says of the matter, in our words. */
const cited = { source: z.string(), says: z.string() };
const part = {
  max: z.number().nonnegative(),
  title: z.string(),
  /** The part's question. */
  asks: z.string(),
  /** Why it counts. */
  because: z.string(),
  /** Why it counts this much. */
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
      /** The month in which it was last looked at. */
      seen: z.string().regex(/^\d{4}-\d{2}$/),
      says: z.string(),
    }),
  ),
  maintainability: z.strictObject({
    'operational-burden': z.strictObject({
      ...part,
      worth: z.record(z.enum(['fully-managed', 'library', 'local', 'managed-cluster', 'self-managed']), share),
    }),
    'technology-spread': z.strictObject({ ...part, few: z.int().positive(), many: z.int().positive() }),
    'native-integration': z.strictObject(part),
    lifecycle: z.strictObject({
      ...part,
      worth: z.record(z.enum(['ga', 'succeeded', 'preview', 'retiring', 'deprecated', 'retired']), share),
      endedSetting: share,
      horizonDays: z.int().positive(),
    }),
    reproducibility: z.strictObject({ ...part, share: z.record(z.enum(['tracking', 'registry', 'dataVersions', 'environments']), share) }),
    definition: z.strictObject({ ...part, share: z.record(z.enum(['repository', 'exportable']), share) }),
    observability: z.strictObject({ ...part, share: z.record(z.enum(['telemetry', 'modelQuality']), share) }),
    delivery: z.strictObject({ ...part, scripts: share }),
    'lock-in': z.strictObject({ ...part, worth: z.record(z.enum(['low', 'medium', 'high']), share) }),
  }),
  integration: z.strictObject({
    'native-edges': z.strictObject(part),
    'estate-fit': z.strictObject(part),
    'estate-use': z.strictObject(part),
  }),
  skills: z.strictObject({
    asks: z.string(),
    because: z.string(),
    weighs: z.string(),
    ...cited,
    met: z.strictObject({ partly: share }),
  }),
  maturity: z.strictObject({
    asks: z.string(),
    because: z.string(),
    source: z.string(),
    /** What each level is called and what the model says of it, from level 0. */
    levels: z.array(z.strictObject({ title: z.string(), says: z.string() })).length(5),
    criteria: z.record(
      z.enum(criterionIds),
      z.strictObject({
        level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
        title: z.string(),
        /** How it is told from a plan's nodes and edges. */
        reads: z.string(),
        says: z.string(),
      }),
    ),
  }),
});
export type Scoring = Readonly<z.infer<typeof ScoringSchema>>;
export type MaintainabilityPart = keyof Scoring['maintainability'];
export type IntegrationPart = keyof Scoring['integration'];
export type CriterionId = (typeof criterionIds)[number];
