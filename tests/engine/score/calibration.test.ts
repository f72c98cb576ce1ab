import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { evaluate } from '#engine/evaluate';
import { exampleDay, kendallTau, overall, rankedPlan, RankedPlansSchema } from '#engine/explain';
import { readPlan } from '#engine/plan';
import { rules } from '#engine/validate';
import { book, catalog, examples, scoring } from '../../harness/resources.ts';

const file = join(import.meta.dirname, '../../../resources/scoring/calibration.yaml');
const ranked = RankedPlansSchema.parse(parse(readFileSync(file, 'utf8')));

const figures = ranked.map((rank) => {
  const name = `${rank.plan}.pipedraft.yaml`;
  const { plan } = readPlan(examples.find((one) => one.file === name)?.text ?? '', name);
  for (const id of [...(rank.without ?? []), ...Object.keys(rank.instead ?? {})])
    expect(plan.nodes[id], `${rank.title}: ${id}`).toBeDefined();
  const { scores } = evaluate({ plan: rankedPlan(rank, plan), catalog, book, scoring, rules, today: exampleDay });
  return { title: rank.title, bad: rank.because.startsWith('Known bad'), figure: overall(scores) };
});

it('the scores agree with plans that were ranked by hand', () => {
  expect(figures.filter(({ bad }) => bad)).toHaveLength(10);
  expect(figures.filter(({ bad }) => !bad).length).toBeGreaterThanOrEqual(12);
  expect(kendallTau(figures.map(({ figure }) => figure)), JSON.stringify(figures)).toBeGreaterThanOrEqual(0.8);
});

it('the measure of agreement is 1 for the same order, -1 for the opposite, and less for what is even', () => {
  expect(kendallTau([4, 3, 2, 1])).toBe(1);
  expect(kendallTau([1, 2, 3, 4])).toBe(-1);
  expect(kendallTau([4, 3, 3, 1])).toBeCloseTo(5 / Math.sqrt(30), 12);
  expect(kendallTau([1, 1])).toBe(0);
});
