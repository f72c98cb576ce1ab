import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evaluate } from '#engine/evaluate';
import type { Plan } from '#engine/plan';
import { rules } from '#engine/validate';
import { anyPlan } from '../../harness/arbitraries.ts';
import { book, catalog, scoring } from '../../harness/resources.ts';

it('says the same of a plan whatever is grouped in it and noted on it', () => {
  // as the command prints it: fixes that are worked out later are functions, and no two are the same
  const told = (plan: Plan) =>
    JSON.parse(JSON.stringify(evaluate({ plan, catalog, book, scoring, rules, today: '2026-11-21' }))) as unknown;
  fc.assert(
    fc.property(anyPlan, (plan) => {
      fc.pre(Object.keys(plan.groups).length > 0 && Object.keys(plan.notes).length > 0);
      expect(told(plan)).toEqual(told({ ...plan, groups: {}, notes: {} }));
    }),
    { numRuns: 60 },
  );
});
