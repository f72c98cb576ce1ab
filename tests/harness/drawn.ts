import { evaluate } from '#engine/evaluate';
import { readPlan, type Plan } from '#engine/plan';
import { rules } from '#engine/validate';
import { hostilePlan, joinedPlan } from '../../bench/plans.ts';
import { book, catalog, examples, icons, scoring } from './resources.ts';

/** Input of a drawing, for a plan evaluated with the shipped catalog, prices and rules. */
export function drawnFrom(plan: Plan) {
  return { plan, catalog, icons, ...evaluate({ plan, catalog, book, scoring, rules, today: '2026-11-21' }) };
}

/** Plans of every kind: the shipped ones, an empty one, one node, many nodes, and one with every kind of problem. */
export const manyPlans: readonly (readonly [name: string, plan: Plan])[] = [
  ...examples.map(({ file, text }) => [file, readPlan(text, file).plan] as const),
  ['nothing', { ...joinedPlan(2), name: 'Nothing', nodes: {}, edges: [] }],
  ['one node', { ...joinedPlan(2), name: 'One node', nodes: { only: { service: 'azure-storage' } }, edges: [] }],
  ['500 nodes', joinedPlan(500)],
  ['hostile', hostilePlan(80)],
];
