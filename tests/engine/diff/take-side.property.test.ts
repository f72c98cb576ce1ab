import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canTakeKeys, diffPlans, takeKeys, takeSide, type PlanDiff } from '#engine/diff';
import { applyChange, changeBetween, documentOf, readPlan, writePlanYaml, type Plan } from '#engine/plan';
import { anyPlan, planAndLater } from '../../harness/arbitraries.ts';
import { catalog } from '../../harness/resources.ts';

/* The laws of taking changes back. */

const diff = (before: Plan, after: Plan): PlanDiff => diffPlans(before, after, catalog);
const twoPlans = fc.oneof(
  planAndLater.map(({ plan, later }) => [plan, later] as const),
  fc.tuple(anyPlan, anyPlan),
);

/** The differences, in words that a failure can show. */
const between = (a: Plan, b: Plan) =>
  diff(a, b).changes.map(({ kind, part, id, keys }) => [kind, part, id, JSON.stringify(keys)].join(' '));

/** Takes changes back with those that they need. */
function taken(original: Plan, after: Plan, chosen: readonly number[]): Plan {
  const compared = { original, after, diff: diff(original, after) };
  const first = takeSide(compared, chosen);
  if ('plan' in first) return first.plan;
  expect(first.refused.needs.length, first.refused.problem).toBeGreaterThan(chosen.length);
  const second = takeSide(compared, first.refused.needs);
  if (!('plan' in second)) throw new Error(`still refused: ${second.refused.problem}`);
  return second.plan;
}

describe('taking the other side', () => {
  it('of all changes gives the other plan', () => {
    fc.assert(
      fc.property(twoPlans, ([before, after]) => {
        const all = diff(before, after).changes.map((_, index) => index);
        expect(between(before, taken(before, after, all))).toEqual([]);
      }),
    );
  });

  it('of one change after the other gives the other plan, too', () => {
    fc.assert(
      fc.property(twoPlans, fc.nat(), ([before, after], pick) => {
        let plan = after;
        let count = diff(before, plan).changes.length;
        for (let step = 0; count > 0; step += 1) {
          plan = taken(before, plan, [(pick + step) % count]);
          const left = diff(before, plan).changes.length;
          expect(step, between(before, plan).join('\n')).toBeLessThan(200);
          count = left;
        }
        expect(between(before, plan)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('gives a plan that can be written and read, by a change of plain data', () => {
    fc.assert(
      fc.property(twoPlans, fc.nat(), ([before, after], pick) => {
        const { changes } = diff(before, after);
        if (changes.length === 0) return;
        const plan = taken(before, after, [pick % changes.length]);
        expect(documentOf(readPlan(writePlanYaml(plan), 'taken.yaml').plan)).toEqual(documentOf(plan));
        const change = JSON.parse(JSON.stringify(changeBetween(after, plan))) as ReturnType<typeof changeBetween>;
        expect(documentOf(applyChange(after, change))).toEqual(documentOf(plan));
      }),
    );
  });
});

describe('taking some keys of a change', () => {
  it('leaves its other keys, and every other change', () => {
    let taken = 0;
    fc.assert(
      fc.property(twoPlans, fc.nat(), fc.nat(), ([original, after], pick, picked) => {
        const whole = { original, after, diff: diff(original, after) };
        const { changes } = whole.diff;
        const several = [...changes.keys()].filter((index) => changes[index] && canTakeKeys(changes[index]));
        const at = several[pick % Math.max(1, several.length)];
        const change = at === undefined ? undefined : changes[at];
        if (at === undefined || !change) return;
        const keys = [...change.keys.keys()].filter((index) => ((picked >> (index % 30)) & 1) === 1);
        const outcome = takeKeys(whole, at, keys);
        if (!('plan' in outcome)) return;
        taken += 1;
        const left = diff(original, outcome.plan).changes;
        const paths = (list: PlanDiff['changes'][number]['keys']) => list.map(({ path }) => path.join('.')).sort();
        const same = left.find(({ part, id }) => part === change.part && id === change.id);
        expect(paths(same?.keys ?? [])).toEqual(paths(change.keys.filter((_, index) => !keys.includes(index))));
        const others = (list: PlanDiff['changes']) =>
          list.filter((one) => one.part !== change.part || one.id !== change.id).map(({ part, kind, id }) => [part, kind, id].join(' '));
        expect(others(left)).toEqual(others(changes));
        expect(documentOf(readPlan(writePlanYaml(outcome.plan), 'taken.yaml').plan)).toEqual(documentOf(outcome.plan));
      }),
      { numRuns: 300 },
    );
    expect(taken).toBeGreaterThan(50);
  });
});
