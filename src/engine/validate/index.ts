export { validate, ruleFailed, waiverRule, lineOf } from './validate';
export { fixAll } from './fixes/fix-all';
export type { FixAll, FixStep, Judges } from './fixes/fix-all';
export { rules } from './rules/index';
export { families, severities } from './rule';
export type { Rule, RuleMeta, RuleInput, Fix, Found, Severity, Family, PackInUse } from './rule';
export type { Finding, Validation } from './finding';
