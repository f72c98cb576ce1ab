import { describe, expect, it } from 'vitest';
import { applyEdits, emptyPlan, type Plan } from '#engine/plan';
import { clipOf, pasteEdits } from '../../../src/renderer/state/clip';

const plan: Plan = {
  ...emptyPlan('Churn'),
  assumptions: { runs: 22, other: 3 },
  nodes: { copy: { service: 'a', usage: { runsPerMonth: '$runs' } }, lake: { service: 'b' }, train: { service: 'c' } },
  edges: [
    { from: 'copy', to: 'lake', kind: 'data' },
    { from: 'lake', to: 'train', kind: 'data' },
  ],
  layout: { copy: [0, 0], lake: [0, 112], train: [0, 224] },
};
const clip = clipOf(plan, ['copy', 'lake']);

describe('a part of a plan', () => {
  it('has its nodes, the edges between them and the assumptions they refer to', () => {
    expect(Object.keys(clip.nodes)).toEqual(['copy', 'lake']);
    expect(clip.edges).toEqual([{ from: 'copy', to: 'lake', kind: 'data' }]);
    expect(clip.assumptions).toEqual({ runs: 22 });
  });

  it('is put beside itself with ids of its own', () => {
    const { edits, ids } = pasteEdits(plan, clip, [24, 24]);
    const after = applyEdits(plan, edits);
    expect(ids).toEqual(['copy-2', 'lake-2']);
    expect(after.edges).toContainEqual({ from: 'copy-2', to: 'lake-2', kind: 'data' });
    expect(after.layout['copy-2']).toEqual([24, 24]);
    expect(after.nodes['copy-2']).toEqual(plan.nodes['copy']);
  });

  it('keeps a group of which all nodes are taken, under an id of its own, and the notes that are taken', () => {
    const grouped: Plan = {
      ...plan,
      groups: { all: { title: 'All', nodes: ['copy', 'lake'] }, part: { nodes: ['train'] } },
      notes: { why: { text: 'Why?', at: [0, 400] }, other: { text: 'Other', at: [0, 0] } },
    };
    const part = clipOf(grouped, ['copy', 'lake'], ['why']);
    expect([Object.keys(part.groups), Object.keys(part.notes)]).toEqual([['all'], ['why']]);
    const { edits, notes } = pasteEdits(grouped, part, [24, 24]);
    const after = applyEdits(grouped, edits);
    expect(after.groups['all-2']).toEqual({ title: 'All', nodes: ['copy-2', 'lake-2'] });
    expect(after.groups['all']).toEqual(grouped.groups['all']);
    expect([notes, after.notes['why-2']]).toEqual([['why-2'], { text: 'Why?', at: [24, 424] }]);
    expect(clipOf(grouped, ['copy'])).toMatchObject({ groups: {}, notes: {} });
  });

  it('brings its assumptions along, but not over those of the same name', () => {
    const other = { ...emptyPlan('Other'), assumptions: { runs: 4 } };
    expect(applyEdits(other, pasteEdits(other, clip, [24, 24]).edits).assumptions).toEqual({ runs: 4 });
    expect(applyEdits(emptyPlan('New'), pasteEdits(emptyPlan('New'), clip, [24, 24]).edits).assumptions).toEqual({ runs: 22 });
  });
});
