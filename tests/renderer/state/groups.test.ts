import { describe, expect, it } from 'vitest';
import { emptyPlan, type Plan } from '#engine/plan';
import { Groups } from '../../../src/renderer/state/groups.svelte.ts';

const node = { service: 'docker' };
const plan: Plan = {
  ...emptyPlan('Groups'),
  nodes: { a: node, b: node, c: node, d: node },
  edges: [
    { from: 'a', to: 'b', kind: 'data' },
    { from: 'a', to: 'c', kind: 'data' },
    { from: 'b', to: 'c', kind: 'data' },
    { from: 'c', to: 'd', kind: 'data' },
  ],
  groups: { in: { title: 'In', nodes: ['a', 'b'] }, out: { nodes: ['d'] } },
  layout: { a: [0, 0], b: [0, 112], c: [0, 224], d: [0, 336] },
};
function collapsed(...ids: string[]): Groups {
  const groups = new Groups(() => plan);
  groups.collapse(ids);
  return groups;
}

describe('collapsed groups', () => {
  it('are none to begin with, and the plan is shown as it is', () => {
    expect(collapsed().shown).toBe(plan);
    expect(collapsed().inPlaceOf(Object.keys(plan.nodes))).toEqual(['a', 'b', 'c', 'd']);
  });

  it('are drawn as blocks that stand for their nodes', () => {
    const groups = collapsed('in');
    expect(Object.keys(groups.shown.nodes)).toEqual(['group:in', 'c', 'd']);
    expect(['a', 'c'].map((id) => groups.standsFor(id))).toEqual(['group:in', 'c']);
    expect(['group:in', 'c', 'note:x'].map((id) => groups.membersOf(id))).toEqual([['a', 'b'], ['c'], []]);
    expect(groups.inPlaceOf(['c', 'b', 'd', 'a'])).toEqual(['c', 'group:in', 'd']);
  });

  it('have lines that stand for their edges', () => {
    const groups = collapsed('in');
    expect(groups.edgesOf('group:in/c/data')).toEqual(['a/c/data', 'b/c/data']);
    expect(groups.edgesOf('c/d/data')).toEqual(['c/d/data']);
    expect(['a/c/data', 'a/b/data', 'c/d/data'].map((id) => groups.lineOf(id))).toEqual(['group:in/c/data', undefined, 'c/d/data']);
    expect([...groups.linesShownAs(new Set(['a/c/data', 'c/d/data', 'a/b/data']))]).toEqual(['c/d/data']);
    expect([...groups.linesShownAs(new Set(['a/c/data', 'b/c/data']))]).toEqual(['group:in/c/data']);
  });

  it('are selected when all of their nodes are', () => {
    const groups = collapsed('in', 'out');
    expect([...groups.shownAs(new Set(['a', 'b', 'c']))]).toEqual(['c', 'group:in']);
    expect([...groups.shownAs(new Set(['a', 'd']))]).toEqual(['group:out']);
    expect(groups.wholeIn(new Set(['a', 'b', 'c']))).toEqual(['in']);
    expect(groups.holding(new Set(['a', 'c']))).toEqual(['in']);
  });

  it('open when some of their nodes are chosen and others are not', () => {
    const groups = collapsed('in', 'out');
    groups.openParted(new Set(['a', 'b', 'd']));
    expect([...groups.collapsed]).toEqual(['in', 'out']);
    groups.openParted(new Set(['b', 'd']));
    expect([...groups.collapsed]).toEqual(['out']);
  });

  it('open around what is looked for', () => {
    const groups = collapsed('in', 'out');
    groups.openAround(['c', 'd']);
    expect([...groups.collapsed]).toEqual(['in']);
  });

  it('are those that were so when the plan was last looked at, as far as they are still there', () => {
    const groups = new Groups(() => plan);
    groups.start(['in', 'gone']);
    expect([...groups.collapsed]).toEqual(['in']);
    expect(groups.toggled).toBe(0); // nobody did anything that would have to be kept
    groups.collapse(['in']);
    expect(groups.toggled).toBe(0);
    groups.open(['in']);
    expect(groups.toggled).toBe(1);
  });
});
