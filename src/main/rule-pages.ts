import { rulePage, type RulePage } from '#engine/explain';
import { ruleFailed, rules, waiverRule } from '#engine/validate';
import { knowledge, ruleExamples } from '#resources';
import { judge } from './evaluation';
import type { Library } from './library/library';

/** The page of a rule, as docs/rules/ has it; `null` for a rule that there is not. */
export function pageOf(rule: string, library: Library): RulePage | null {
  const meta = [...rules.map((one) => one.meta), ruleFailed, waiverRule].find(({ id }) => id === rule);
  return meta
    ? rulePage(meta, { examples: examplesOf(rule), knowledge, judge: (plan, today) => judge(plan, library.judgement(plan), today) })
    : null;
}

/** An example of a rule's page, as YAML. */
export function exampleText(rule: string, which: 'wrong' | 'right'): string | undefined {
  return examplesOf(rule)?.[which];
}

function examplesOf(rule: string) {
  return Object.hasOwn(ruleExamples, rule) ? ruleExamples[rule] : undefined;
}
