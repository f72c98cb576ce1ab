import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyPlan } from '../../harness/arbitraries.ts';
import { inputOf } from './harness.ts';
import { check } from './pptx-checks.ts';

it('slides of any plan are whole, legible and glued', () => {
  let checked = 0;
  fc.assert(
    fc.property(anyPlan, (plan) => {
      fc.pre(Object.keys(plan.nodes).length > 0);
      check(inputOf(plan));
      checked += 1;
    }),
    { numRuns: 300 },
  );
  expect(checked).toBeGreaterThanOrEqual(300);
});
