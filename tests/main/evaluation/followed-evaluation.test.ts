import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { evaluate } from '#engine/evaluate';
import { applyEdits, type Plan } from '#engine/plan';
import { rules } from '#engine/validate';
import { joinedPlan } from '../../../bench/plans.ts';
import { FollowedEvaluation } from '../../../src/main/evaluation/followed-evaluation.ts';
import { book, catalog, scoring } from '../../harness/resources.ts';

const base = { catalog, book, scoring, rules, today: '2026-11-21' };
const start = joinedPlan(30);
const moved = (plan: Plan, to: number) => applyEdits(plan, [{ type: 'move-nodes', to: { 'shared-monitor': [to, to] } }]);

describe('the evaluation of a window', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is of the whole plan until nothing was asked for a moment, and then works out what edits touch', () => {
    const followed = new FollowedEvaluation();
    const first = followed.evaluate({ ...base, plan: start });
    const second = followed.evaluate({ ...base, plan: moved(start, 100) });
    expect(second.findings).not.toBe(first.findings);
    vi.runAllTimers();
    const third = followed.evaluate({ ...base, plan: moved(start, 200) });
    const fourth = followed.evaluate({ ...base, plan: moved(start, 300) });
    expect(fourth.findings).toBe(third.findings);
    expect(fourth.findings).toEqual(evaluate({ ...base, plan: moved(start, 300) }).findings);
  });

  it('is of the whole plan again after a change that touches most nodes', () => {
    const followed = new FollowedEvaluation();
    followed.evaluate({ ...base, plan: start });
    vi.runAllTimers();
    const before = followed.evaluate({ ...base, plan: moved(start, 100) });
    const elsewhere = { ...start, context: { ...start.context, region: 'northeurope' } };
    const after = followed.evaluate({ ...base, plan: elsewhere });
    expect(after.findings).not.toBe(before.findings);
    expect(after.findings).toEqual(evaluate({ ...base, plan: elsewhere }).findings);
  });

  it('prepares for nothing once it is stopped', () => {
    const followed = new FollowedEvaluation();
    followed.evaluate({ ...base, plan: start });
    followed.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
