import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { limitChecks, LimitChecksSchema } from '#engine/explain';
import { rules } from '#engine/validate';
import { catalog, knowledge } from '../../harness/resources.ts';

const { accounts } = LimitChecksSchema.parse(parse(readFileSync('resources/knowledge/limits.yaml', 'utf8')));
const metas = rules.map(({ meta }) => meta);

describe('limits and dates that texts state', () => {
  it('are each checked by a rule, or there is a reason why not', () => {
    expect(limitChecks({ catalog, entries: knowledge.entries, rules: metas, accounts }).problems).toEqual([]);
  });

  it('are missed when an account is taken away, and an account is missed when its text is', () => {
    const [first, ...others] = accounts;
    if (!first) throw new Error('there are no accounts');
    const without = limitChecks({ catalog, entries: knowledge.entries, rules: metas, accounts: others });
    expect(without.problems.some((problem) => problem.startsWith(first.of))).toBe(true);
    const strange = { of: 'azure-functions', says: '99 GB at most', because: 'It is not said anywhere.' };
    expect(limitChecks({ catalog, entries: knowledge.entries, rules: metas, accounts: [...accounts, strange] }).problems).toEqual([
      'azure-functions, "99 GB at most": no text says it any more',
    ]);
  });

  it('that name a rule name one that there is', () => {
    const wrong = { of: 'azure-functions', says: '1,536 MB at most', checkedBy: 'no-such-rule' };
    const others = accounts.filter(({ of, says }) => of !== wrong.of || says !== wrong.says);
    expect(limitChecks({ catalog, entries: knowledge.entries, rules: metas, accounts: [...others, wrong] }).problems).toEqual([
      'azure-functions, "1,536 MB at most": there is no rule "no-such-rule"',
    ]);
  });
});
