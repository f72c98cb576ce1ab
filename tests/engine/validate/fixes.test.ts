import { describe, expect, it } from 'vitest';
import { applyEdits } from '#engine/plan';
import { rules, validate } from '#engine/validate';
import { casesOf, inputOf, readCase } from '../../harness/rule-cases.ts';

describe.each(rules)('every fix of $meta.id', (rule) => {
  it.each(casesOf(rule.meta.id).filter((name) => name.startsWith('invalid-')))(
    'removes the finding that it is offered for, and brings no error that was not there: %s',
    (name) => {
      const plan = readCase(rule.meta.id, name);
      const fails = (fault: Error) => {
        throw fault;
      };
      const { findings: before, fixesOf } = validate(inputOf(plan), rules, fails);
      for (const finding of before.filter((one) => one.rule === rule.meta.id)) {
        for (const fix of fixesOf(finding.key)) {
          const { findings: after } = validate(inputOf(applyEdits(plan, fix.edits)), rules);
          expect(
            after.map(({ key }) => key),
            fix.title,
          ).not.toContain(finding.key);
          const errors = new Set(before.filter(({ severity }) => severity === 'error').map(({ rule: id, message }) => `${id} ${message}`));
          expect(
            after
              .filter(({ severity, rule: id, message }) => severity === 'error' && !errors.has(`${id} ${message}`))
              .map(({ message }) => message),
            fix.title,
          ).toEqual([]);
        }
      }
    },
  );
});
