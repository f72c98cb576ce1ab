import { z } from 'zod';

/*
 * How plans are scored, as data: resources/scoring/scoring.yaml holds it with the reasoning, a pack can override it.
 */

const share = z.number().min(0).max(1);
const part = { max: z.number().nonnegative(), title: z.string(), because: z.string(), source: z.string() };

export const ScoringSchema = z.strictObject({
  version: z.literal(1),
  sources: z.record(z.string(), z.strictObject({ title: z.string(), url: z.string().optional() })),
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
  skills: z.strictObject({ because: z.string(), source: z.string(), met: z.strictObject({ partly: share }) }),
});
export type Scoring = Readonly<z.infer<typeof ScoringSchema>>;
export type MaintainabilityPart = keyof Scoring['maintainability'];
export type IntegrationPart = keyof Scoring['integration'];
