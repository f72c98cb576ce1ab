export { validate, ruleFailed, waiverRule, lineOf } from './validate';
export { noControl } from './questions/control-edges';
export type { NoControl } from './questions/control-edges';
export { fixAll } from './fixes/fix-all';
export type { FixAll, FixStep, Judges } from './fixes/fix-all';
export { rules } from './rules/index';
export { families, pillars, severities } from './rule';
export type {
  Rule,
  RuleMeta,
  Scope,
  RuleInput,
  Fix,
  Found,
  Severity,
  Family,
  Pillar,
  PackInUse,
  MissingValue,
  MissingValues,
} from './rule';
export type { Finding, Validation } from './finding';
export { LiveValidation } from './live/live-validation';
export type { LiveInput } from './live/live-rule';
export { addCostChanges, liveCost } from './live/live-cost';
