import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergePlans, mergeTexts } from '#engine/merge';
import { patchYaml, readPlan, sameContent, writePlanJson, writePlanYaml, type Plan } from '#engine/plan';
import { decorate } from '../../harness/hand-written.ts';
import { history } from '../../harness/histories.ts';
import { sideOf } from '../../harness/conflict-marks.ts';
import { catalog } from '../../harness/resources.ts';

/* The laws of merging texts. */

/** Texts as people keep them: the base with comments and blank lines, the sides written over it. */
const texts = fc.record({ history, seed: fc.nat() }).map(({ history: { base, ours, theirs }, seed }) => {
  const { text } = decorate(writePlanYaml(base), seed);
  return { plans: { base, ours, theirs }, base: text, ours: patchYaml(text, ours), theirs: patchYaml(text, theirs) };
});
const read = (text: string, format: 'yaml' | 'json' = 'yaml'): Plan => readPlan(text, `plan.${format}`).plan;

describe('merged texts', () => {
  it('are the bytes of the side that changed something, if only one did', () => {
    fc.assert(
      fc.property(texts, ({ base, ours }) => {
        expect(mergeTexts({ base, ours, theirs: base }, catalog, { format: 'yaml' })).toEqual(clean(ours));
        expect(mergeTexts({ base, ours: base, theirs: ours }, catalog, { format: 'yaml' })).toEqual(clean(ours));
        expect(mergeTexts({ base, ours, theirs: ours }, catalog, { format: 'yaml' })).toEqual(clean(ours));
      }),
      { numRuns: 100 },
    );
  });

  it('say what the merged plans say, with either side taken between the marks', () => {
    let marked = 0;
    fc.assert(
      fc.property(texts, fc.constantFrom(7, 9, 32), ({ plans, ...all }, markerSize) => {
        const { plan, other, conflicts } = mergePlans(plans, catalog);
        const merged = mergeTexts(all, catalog, { format: 'yaml', markerSize });
        expect(merged.how).toBe('plan');
        expect(merged.conflicts).toEqual(conflicts);
        expectSame(read(sideOf(merged.text, 'ours', markerSize)), plan);
        expectSame(read(sideOf(merged.text, 'theirs', markerSize)), other);
        if (conflicts.length > 0) marked += 1;
        expect(merged.text.includes(`${'<'.repeat(markerSize)} ours\n`)).toBe(conflicts.length > 0);
      }),
      { numRuns: 250 },
    );
    expect(marked).toBeGreaterThan(20);
  });

  it('of JSON do as well', () => {
    fc.assert(
      fc.property(history, (plans) => {
        const { plan, other } = mergePlans(plans, catalog);
        const [base, ours, theirs] = [plans.base, plans.ours, plans.theirs].map(writePlanJson) as [string, string, string];
        const merged = mergeTexts({ base, ours, theirs }, catalog, { format: 'json' });
        expectSame(read(sideOf(merged.text, 'ours'), 'json'), plan);
        expectSame(read(sideOf(merged.text, 'theirs'), 'json'), other);
      }),
      { numRuns: 100 },
    );
  });
});

function clean(text: string): unknown {
  return { how: 'plan', text, conflicts: [], overruled: [] };
}

function expectSame(plan: Plan, expected: Plan): void {
  if (!sameContent(plan, expected)) expect(writePlanYaml(plan)).toBe(writePlanYaml(expected));
}
