import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  PlanChangeSchema,
  applyChange,
  applyEdits,
  carriedOver,
  changeBetween,
  planText,
  readPlan,
  sameContent,
  samePlan,
  sharing,
  sourceOf,
  sourceText,
  writePlanYaml,
  type Plan,
} from '#engine/plan';
import { planAndLater } from '../../harness/arbitraries';

const written = `# who pays for this?
pipedraft: 1
name: Churn
nodes:
  store: {service: azure-blob-storage} # cheap
  train:
    service: azure-machine-learning
edges:
  - {from: store, to: train, kind: data}
`;
const read = (text: string): Plan => readPlan(text, 'churn.pipedraft.yaml').plan;
const withText = (text: string, plan = read(text)): Plan => ({ ...plan, source: sourceOf(text, 'yaml') });
const textAfter = (plan: Plan) => plan.source && sourceText(plan.source);

describe('the source of a plan', () => {
  it('is the text that a plan is written over, before that of the opened file', () => {
    const renamed = { ...withText(written), name: 'Leavers' };
    expect(planText(renamed, 'yaml', { text: 'pipedraft: 1\nname: Other\n', format: 'yaml' })).toBe(written.replace('Churn', 'Leavers'));
  });

  it('is not used for a file of the other format', () => {
    expect(planText(withText(written), 'json', undefined)).toMatch(/^\{/);
  });

  it('makes plans different that say the same', () => {
    const one = withText(written);
    const other = withText(written.replace('# cheap', '# dear'), one);
    expect(samePlan(one, other)).toBe(false);
    expect(sameContent(one, other)).toBe(true);
    expect(samePlan(one, withText(written, one))).toBe(true);
  });

  it('is sent as the part that was replaced', () => {
    const long = `${written}x-note: ${'word '.repeat(10_000)}\n`;
    const before = withText(long);
    const after = withText(long.replace('# cheap', '# dear'), before);
    const change = changeBetween(before, after);
    expect(change).toEqual({ source: { of: long.length, at: long.indexOf('cheap'), gone: 'cheap', text: 'dear' } });
    expect(PlanChangeSchema.parse(change)).toEqual(change);
  });

  it('shares the pieces that an edit leaves alone', () => {
    const long = `${written}x-note: ${'word '.repeat(10_000)}\n`;
    const before = withText(long);
    const after = applyChange(before, changeBetween(before, withText(long.replace('# cheap', '# dear'), before)));
    expect(textAfter(after)).toBe(long.replace('# cheap', '# dear'));
    expect(after.source?.pieces.slice(1)).toEqual(before.source?.pieces.slice(1));
  });

  it('stays as it is when a change was made to another text', () => {
    const one = withText(written);
    const change = changeBetween(one, { ...withText(written.replace('# cheap', '# dear'), one), name: 'Leavers' });
    const elsewhere = withText(`# another file\n${written}`, one);
    expect(textAfter(applyChange(elsewhere, change))).toBe(textAfter(elsewhere));
    expect(applyChange(elsewhere, change).name).toBe('Leavers');
    const sameLength = withText(written.replace('# cheap', '# noble'), one);
    expect(textAfter(applyChange(sameLength, change))).toBe(textAfter(sameLength));
  });

  it('is turned into any other and back by changes', () => {
    const part = fc.array(fc.constantFrom('a', 'b\n', 'cc', 'd'.repeat(3000)), { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(part, part, part, (first, second, third) => {
        const [a, b, c] = [first, second, third].map((text) => withText(text, read(written))) as [Plan, Plan, Plan];
        const there = applyChange(applyChange(a, changeBetween(a, b)), changeBetween(b, c));
        expect(textAfter(there)).toBe(third);
        expect(textAfter(applyChange(there, changeBetween(c, a)))).toBe(first);
      }),
    );
  });
});

describe('a plan that was read from a text', () => {
  it('shares everything equal with the plan before', () => {
    fc.assert(
      fc.property(planAndLater, ({ plan, later }) => {
        const again = sharing(plan, read(writePlanYaml(later)));
        expect(sameContent(again, read(writePlanYaml(later)))).toBe(true);
        for (const [id, node] of Object.entries(again.nodes)) if (later.nodes[id] === plan.nodes[id]) expect(node).toBe(plan.nodes[id]);
      }),
    );
    const before = read(written);
    expect(changeBetween(before, sharing(before, read(written)))).toEqual({});
  });

  it('brings what it changes into a plan that was edited meanwhile', () => {
    const before = read(written);
    const typed = sharing(
      before,
      read(written.replace('  - {from: store, to: train, kind: data}', '  - {from: train, to: store, kind: model}')),
    );
    const edited = applyEdits(before, [
      { type: 'change-node', id: 'train', set: { title: 'Train' } },
      { type: 'add-edge', edge: { from: 'store', to: 'train', kind: 'control' } },
    ]);
    const both = carriedOver(edited, before, typed);
    expect(both.nodes['train']?.title).toBe('Train');
    expect(both.edges.map(({ from, to, kind }) => `${from}/${to}/${kind}`)).toEqual(['store/train/control', 'train/store/model']);
  });

  it('is what the text says if nothing was edited meanwhile', () => {
    fc.assert(
      fc.property(planAndLater, ({ plan, later }) => {
        expect(carriedOver(plan, plan, later)).toBe(later);
      }),
    );
  });
});
