import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { swapEdits } from '#engine/catalog';
import { consequenceOf, evaluate, type EvaluateInput } from '#engine/evaluate';
import { applyEdits, changeBetween, readPlan, type Plan } from '#engine/plan';
import { rules } from '#engine/validate';
import { anyPlan } from '../../harness/arbitraries.ts';
import { deepFreeze } from '../../harness/deep-freeze.ts';
import { book, catalog, scoring } from '../../harness/resources.ts';

const inputOf = (plan: Plan): EvaluateInput => ({ plan, catalog, book, scoring, rules, today: '2026-11-21' });
const template = join(import.meta.dirname, '..', '..', '..', 'resources', 'examples', 'template-code.pipedraft.yaml');
const plan = deepFreeze(readPlan(readFileSync(template, 'utf8'), template).plan);
const [first = ''] = Object.keys(plan.nodes);

describe('what a change comes to', () => {
  it('is nothing for a change of nothing', () => {
    const input = inputOf(plan);
    const { cost, scores, added, gone, lostEdges } = consequenceOf(input, evaluate(input), { change: {} });
    expect(cost.after).toEqual(cost.before);
    for (const { before, after } of Object.values(scores)) expect(after).toBe(before);
    expect([added, gone, lostEdges]).toEqual([[], [], []]);
  });

  it('of a swap is what the engine says of the plan after it, edges that cannot stay among it', () => {
    const input = inputOf(plan);
    const before = evaluate(input);
    for (const to of ['azure-ml-pipelines', 'github-actions', 'adf-pipelines'].filter((id) => catalog.get(id))) {
      const node = Object.keys(plan.nodes).find((id) => plan.nodes[id]?.service === 'azure-data-factory') ?? first;
      const edits = swapEdits(plan, catalog, node, to);
      const after = evaluate(inputOf(applyEdits(plan, edits)));
      const told = consequenceOf(input, before, { swap: { node, to } });
      expect(told.cost.after.likely).toBe(after.cost.monthly.likely);
      expect(told.scores.maintainability.after).toBe(after.scores.maintainability.value);
      expect(told.lostEdges).toHaveLength(plan.edges.length - applyEdits(plan, edits).edges.length);
    }
  });

  it('keeps the books: findings before, less those that go, with those that come, are the findings after', () => {
    fc.assert(
      fc.property(anyPlan, anyPlan, (from, to) => {
        const input = inputOf(from);
        const before = evaluate(input);
        const { added, gone } = consequenceOf(input, before, { change: changeBetween(from, to) });
        const open = ({ findings }: typeof before) => findings.filter(({ waived }) => !waived);
        const [had, has] = [open(before), open(evaluate(inputOf(to)))];
        expect(had.length - gone.length + added.length).toBe(has.length);
        for (const { key } of added) {
          expect(has.map((finding) => finding.key)).toContain(key);
          expect(had.map((finding) => finding.key)).not.toContain(key);
        }
      }),
      { numRuns: 60 },
    );
  });
});
