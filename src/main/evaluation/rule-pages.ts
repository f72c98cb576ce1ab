import { evaluate } from '#engine/evaluate';
import { rulePage, type RulePage } from '#engine/explain';
import { ruleFailed, rules as shipped, waiverRule, type Rule } from '#engine/validate';
import { catalog, knowledge, priceBook, ruleExamples, scoring } from '#resources';

/** The page of a rule, with its examples evaluated by what ships, as in docs/rules/; `null` for an unknown rule. */
export function pageOf(rule: string, rules: readonly Rule[]): RulePage | null {
  const meta = [...rules.map((one) => one.meta), ruleFailed, waiverRule].find(({ id }) => id === rule);
  return meta
    ? rulePage(meta, {
        examples: examplesOf(rule),
        knowledge,
        evaluate: (plan, today, packs) => evaluate({ plan, catalog, book: priceBook, scoring, rules: shipped, packs, today, factors: [1] }),
      })
    : null;
}

/** An example of a rule's page, as YAML. */
export function exampleText(rule: string, which: 'wrong' | 'right'): string | undefined {
  return examplesOf(rule)?.[which];
}

function examplesOf(rule: string) {
  return Object.hasOwn(ruleExamples, rule) ? ruleExamples[rule] : undefined;
}
