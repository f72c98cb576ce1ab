export { validate, ruleFailed, waiverRule, lineOf } from './validate';
export { rules } from './rules/index';
export { families, severities } from './rule';
export type { Rule, RuleMeta, RuleInput, Fix, Found, Severity, Family } from './rule';
export type { Finding, Validation } from './finding';
