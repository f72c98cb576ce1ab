/** Criteria of maturity. */
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
export type CriterionId = (typeof criterionIds)[number];
