import raw from 'virtual:pipedraft-resources/rule-examples';
import type { RuleExamples } from '#engine/explain';

/** A wrong and a right plan for each rule, by its id. */
export const ruleExamples: Readonly<Record<string, RuleExamples>> = raw;
