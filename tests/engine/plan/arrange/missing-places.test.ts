import { expect, it } from 'vitest';
import { MissingPlaces, arrangeMissing, type Plan } from '#engine/plan';
import { aPlan } from '../../../harness/small-catalog.ts';

const plan = aPlan({ a: { service: 'x', stage: 'training' }, b: { service: 'x', stage: 'compute' } }, ['a data b'], {
  layout: { a: [8, 8] },
});
const noStage = () => undefined;
const renamed: Plan = { ...plan, nodes: { ...plan.nodes, a: { service: 'x', stage: 'training', title: 'Another' } } };

it('places are kept while only words change, and are those that laying out anew gives', () => {
  const places = new MissingPlaces();
  const first = places.in(plan, noStage);
  expect(first).toEqual(arrangeMissing(plan, noStage));
  const second = places.in(renamed, noStage);
  expect(second).toEqual(arrangeMissing(renamed, noStage));
  expect(second.layout).toBe(first.layout);
});

it.each<[string, Plan]>([
  ['an edge goes', { ...plan, edges: [] }],
  ['a node changes its stage', { ...plan, nodes: { ...plan.nodes, b: { service: 'x', stage: 'experimentation' } } }],
  ['a node comes', { ...plan, nodes: { ...plan.nodes, c: { service: 'x' } } }],
  ['a node moves', { ...plan, layout: { a: [800, 8] } }],
])('when %s, they are found anew', (_, changed) => {
  const places = new MissingPlaces();
  places.in(plan, noStage);
  expect(places.in(changed, noStage)).toEqual(arrangeMissing(changed, noStage));
});

it('a plan that has all its places is the same plan', () => {
  const whole = { ...plan, layout: { a: [0, 0], b: [0, 112] } } satisfies Plan;
  expect(new MissingPlaces().in(whole, noStage)).toBe(whole);
});
