import { expect, it } from 'vitest';
import { emptyPlan, limits, type Plan } from '#engine/plan';
import { outgrown } from '../../../src/renderer/state/outgrown.ts';

const withNodes = (count: number): Plan => ({
  ...emptyPlan('Churn'),
  nodes: Object.fromEntries(Array.from({ length: count }, (_, at) => [`n${at}`, { service: 'docker' }])),
});

it('a step is refused with which the plan could not be opened again, and no other', () => {
  const [full, more, most] = [withNodes(limits.nodes), withNodes(limits.nodes + 1), withNodes(limits.nodes + 2)];
  expect(outgrown(emptyPlan('Churn'), full)).toBeUndefined();
  expect(outgrown(full, more)?.refused).toEqual({
    problem: 'The plan would have 100,001 nodes, more than the 100,000 that a plan can have.',
    fix: 'Nothing was changed. Start another plan for the rest.',
  });
  expect(outgrown(most, more)).toBeUndefined(); // it gets smaller
});
