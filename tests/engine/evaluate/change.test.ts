import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '#engine/evaluate';
import { applyEdits, emptyPlan, type Plan, type PlanEdit } from '#engine/plan';
import { rules } from '#engine/validate';
import { applyEvaluationChange, evaluationChangeBetween, type EvaluationData } from '#engine/evaluate/change';
import { placedPlan } from '../../../bench/canvas/plans.ts';
import { anyPlan } from '../../harness/arbitraries.ts';
import { book, catalog, scoring } from '../../harness/resources.ts';

function judged(plan: Plan): EvaluationData {
  const { findings, scores, cost, packs } = evaluate({ plan, catalog, book, scoring, rules, today: '2026-11-21' });
  return { findings, scores, cost, packs };
}

/** As it is after it has crossed between processes. */
const sent = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T;

const add = (id: string, service: string): PlanEdit => ({ type: 'add-node', id, node: { service }, place: 'free' });

describe('the change between two evaluations', () => {
  it('turns the one into the other, whatever the plans are', () => {
    fc.assert(
      fc.property(anyPlan, anyPlan, (one, other) => {
        const [before, after] = [judged(one), judged(other)];
        expect(applyEvaluationChange(sent(before), sent(evaluationChangeBetween(before, after)))).toEqual(sent(after));
      }),
      { numRuns: 60 },
    );
  });

  it('is nothing where nothing changed', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const { order, ...rest } = evaluationChangeBetween(judged(plan), judged(structuredClone(plan)));
        expect({ order: { ...order, at: 0 }, ...rest }).toEqual({ order: { at: 0, gone: 0, keys: [] }, findings: [] });
      }),
      { numRuns: 30 },
    );
  });

  it('names one node when one node was changed, and the rest keeps its objects', () => {
    const plan = applyEdits(emptyPlan('Two'), [add('store', 'azure-storage'), add('train', 'azure-ml-compute')]);
    const before = judged(plan);
    const after = judged(applyEdits(plan, [{ type: 'set-usage', id: 'train', set: { hoursPerMonth: 99 } }]));
    const change = evaluationChangeBetween(before, after);
    expect(change.cost).toMatchObject({ map: { nodes: { map: { train: { map: {} } } } } });
    expect(JSON.stringify(change.cost)).not.toContain('store');
    const told = applyEvaluationChange(before, change);
    expect(told.cost.nodes['store']).toBe(before.cost.nodes['store']);
    expect(told.findings.filter((finding) => before.findings.includes(finding)).length).toBeGreaterThan(0);
  });

  it('counts findings anew that stand after a new one, without telling them again', () => {
    const plan = applyEdits(emptyPlan('Two'), [add('train', 'azure-ml-compute')]);
    const before = judged(plan);
    const after = judged(applyEdits(plan, [{ type: 'add-edge', edge: { from: 'train', to: 'gone', kind: 'data' } }]));
    const change = evaluationChangeBetween(before, after);
    expect(after.findings.length).toBeGreaterThan(change.findings.length);
    expect(applyEvaluationChange(before, change).findings.map(({ number }) => number)).toEqual(after.findings.map((_, at) => at + 1));
  });

  it('is below 10 kB for one title of 5,000 nodes, and names no node that is as before', () => {
    const { plan } = placedPlan(5000, 0);
    const before = judged(plan);
    for (const id of ['c0-release', Object.keys(plan.nodes)[2500] as string]) {
      const change = evaluationChangeBetween(before, judged(applyEdits(plan, [{ type: 'change-node', id, set: { title: 'Sea' } }])));
      expect(JSON.stringify(change).length).toBeLessThan(10_000);
    }
    const hours = Object.keys(plan.nodes).find((one) => plan.nodes[one]?.usage?.['hoursPerMonth'] !== undefined) as string;
    const used = evaluationChangeBetween(before, judged(applyEdits(plan, [{ type: 'set-usage', id: hours, set: { hoursPerMonth: 99 } }])));
    expect(JSON.stringify(used).length).toBeLessThan(10_000);
  });
});
