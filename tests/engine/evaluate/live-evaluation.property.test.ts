import { describe, expect, it } from 'vitest';
import { evaluate, LiveEvaluation, type Evaluation } from '#engine/evaluate';
import { applyEdits, type Plan } from '#engine/plan';
import { rules } from '#engine/validate';
import { hostilePlan, joinedPlan } from '../../../bench/plans.ts';
import { editWalk } from '../../harness/edit-walk.ts';
import { book, catalog, scoring } from '../../harness/resources.ts';

const today = '2026-11-21';
const seed = Number(process.env['PIPEDRAFT_SEED'] ?? 1);
/** Steps of each walk; more by hand: `PIPEDRAFT_STEPS=2000 npx vitest run tests/engine/evaluate/live-evaluation.property.test.ts`. */
const steps = Number(process.env['PIPEDRAFT_STEPS'] ?? 30);

const report = (fault: Error) => {
  throw fault;
};
const base = { catalog, book, scoring, rules, today, report };

function data({ findings, scores, cost, packs }: Evaluation): unknown {
  return { findings, scores, cost, packs };
}

/** Walks through a plan's states and compares each evaluation with one that knows nothing of the states before. */
function walk(start: Plan, walkSeed: number): void {
  const live = new LiveEvaluation();
  live.evaluate({ ...base, plan: start });
  const names: string[] = [];
  for (const { name, plan } of editWalk(start, walkSeed, steps)) {
    names.push(name);
    const followed = live.evaluate({ ...base, plan });
    // a plan that shares nothing, so that no value kept for its parts can hide what went wrong
    const whole = evaluate({ ...base, plan: structuredClone(plan) });
    const fixes = ({ fixesOf }: Evaluation) =>
      whole.findings.filter((_, at) => at % 17 === names.length % 17).map(({ key }) => fixesOf(key));
    expect(fixes(followed)).toEqual(fixes(whole));
    expect(data(followed), `step ${names.length} of seed ${walkSeed}, after: ${names.slice(-5).join(', ')}`).toEqual(data(whole));
  }
}

describe('an evaluation that follows edits', () => {
  it.each([seed, seed + 1000])('is that of the whole plan: joined plans, seed %i', (walkSeed) => walk(joinedPlan(90), walkSeed));
  it.each([seed, seed + 1000])('is that of the whole plan: plans full of mistakes, seed %i', (walkSeed) =>
    walk(hostilePlan(50, walkSeed), walkSeed),
  );
  it('is that of the whole plan from the start, also where nodes belong to others', () => {
    for (const one of [1042, ...Array.from({ length: 12 }, (_, at) => seed + at)]) {
      const plan = hostilePlan(40, one);
      expect(data(new LiveEvaluation().evaluate({ ...base, plan })), `seed ${one}`).toEqual(data(evaluate({ ...base, plan })));
    }
  });
  it('keeps what did not change', () => {
    const plan = joinedPlan(60);
    const live = new LiveEvaluation();
    const before = live.evaluate({ ...base, plan });
    const after = live.evaluate({ ...base, plan: applyEdits(plan, [{ type: 'move-nodes', to: { 'shared-monitor': [7, 7] } }]) });
    expect(after.findings).toBe(before.findings);
    expect(after.scores).toBe(before.scores);
    expect(after.cost).toBe(before.cost);
    const titled = live.evaluate({
      ...base,
      plan: applyEdits(plan, [{ type: 'change-node', id: 'shared-monitor', set: { title: 'New' } }]),
    });
    expect(titled.cost).toBe(before.cost);
    expect(titled.findings.filter((finding) => before.findings.includes(finding)).length).toBeGreaterThan(before.findings.length / 2);
  });
  it('is that of the whole plan: a plan that starts empty', () => walk({ ...joinedPlan(2), nodes: {}, edges: [] }, seed));
});
