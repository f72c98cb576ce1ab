import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentOf, formatYaml, patchYaml, readPlan, writePlanJson, writePlanYaml, type PlanEdit } from '#engine/plan';
import { patchInPlace } from '../../../src/engine/plan/writing/patch-yaml.ts';
import { anyPlan, planAndLater } from '../../harness/arbitraries.ts';
import { decorate } from '../../harness/hand-written.ts';

describe('a plan', () => {
  it('is read from its YAML as what was written, and written the same again', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const text = writePlanYaml(plan);
        const read = readPlan(text, 'a.pipedraft.yaml').plan;
        expect(documentOf(read)).toEqual(documentOf(plan));
        expect(writePlanYaml(read)).toBe(text);
        expect(text.endsWith('\n')).toBe(true);
        expect(text).not.toMatch(/\r|[ \t]\n/);
      }),
      { numRuns: 150 },
    );
  });

  it('is read from its JSON as what was written', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const read = readPlan(writePlanJson(plan), 'a.pipedraft.json').plan;
        expect(documentOf(read)).toEqual(documentOf(plan));
      }),
      { numRuns: 100 },
    );
  });

  it('in canonical form is left alone by a save without a change, and by fmt', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const text = writePlanYaml(plan);
        expect(patchYaml(text, plan)).toBe(text);
        expect(formatYaml(text, plan)).toBe(text);
      }),
    );
  });

  it('that was edited is patched in place, and read as what it became', () => {
    fc.assert(
      fc.property(planAndLater, fc.integer(), ({ plan, later }, seed) => {
        const { text } = decorate(writePlanYaml(plan), seed);
        const patched = patchInPlace(text, later);
        expect(patched).toBeDefined();
        expect(documentOf(readPlan(patched ?? '', 'a.pipedraft.yaml').plan)).toEqual(documentOf(later));
      }),
      { numRuns: 150 },
    );
  });

  it('keeps every comment of what was not removed', () => {
    fc.assert(
      fc.property(planAndLater, fc.integer(), ({ plan, edits, later }, seed) => {
        fc.pre(!edits.some(removes));
        const { text, comments } = decorate(writePlanYaml(plan), seed);
        const patched = patchYaml(text, later);
        expect(comments.filter((comment) => !patched.includes(comment))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('goes back to the text it came from, byte by byte, when every edit is undone', () => {
    fc.assert(
      fc.property(planAndLater, fc.integer(), ({ plan }, seed) => {
        const { text } = decorate(writePlanYaml(plan), seed);
        expect(patchYaml(text, readPlan(text, 'a.pipedraft.yaml').plan)).toBe(text);
      }),
      { numRuns: 100 },
    );
  });

  it('is formatted to the same text twice, with all its comments', () => {
    fc.assert(
      fc.property(anyPlan, fc.integer(), (plan, seed) => {
        const { text, comments } = decorate(writePlanYaml(plan), seed);
        const once = formatYaml(text, plan);
        expect(formatYaml(once, plan)).toBe(once);
        expect(documentOf(readPlan(once, 'a.pipedraft.yaml').plan)).toEqual(documentOf(plan));
        expect(comments.filter((comment) => !once.includes(comment))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

/** Whether an edit takes something away, and with it the comments that belong to it. */
function removes(edit: PlanEdit): boolean {
  if (/^remove|rename|change-edge|add-group|group-nodes/.test(edit.type)) return true; // a group takes its nodes out of others
  if (edit.type === 'pin-nodes') return !edit.pinned;
  if (edit.type === 'set-assumption') return edit.value === undefined;
  return 'set' in edit && Object.values(edit.set).includes(undefined as never);
}
