import fc from 'fast-check';
import { applyEdits, type Plan } from '#engine/plan';
import { anyPlan, editsOf } from './arbitraries.ts';

/** A plan, and what two people made of it. */
export interface History {
  readonly base: Plan;
  readonly ours: Plan;
  readonly theirs: Plan;
}

export const history: fc.Arbitrary<History> = anyPlan.chain((base) =>
  fc.record({ base: fc.constant(base), ours: later(base), theirs: later(base) }),
);

/** A plan after some edits, or the plan itself. */
function later(base: Plan): fc.Arbitrary<Plan> {
  const once = editsOf(base).map((edits) => applyEdits(base, edits));
  const twice = once.chain((plan) => editsOf(plan).map((edits) => applyEdits(plan, edits)));
  return fc.oneof({ weight: 5, arbitrary: once }, { weight: 1, arbitrary: fc.constant(base) }, { weight: 3, arbitrary: twice });
}
