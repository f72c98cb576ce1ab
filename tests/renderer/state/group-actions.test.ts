import { describe, expect, it, vi } from 'vitest';
import { emptyPlan, type Plan } from '#engine/plan';
import { CanvasPort, type CanvasActions } from '../../../src/renderer/state/canvas-port.svelte.ts';
import { CatalogView } from '../../../src/renderer/state/catalog-view.svelte.ts';
import { Groups } from '../../../src/renderer/state/groups.svelte.ts';
import { Messages } from '../../../src/renderer/state/messages.svelte.ts';
import { PlanActions } from '../../../src/renderer/state/plan-actions.svelte.ts';
import { PlanEditor } from '../../../src/renderer/state/plan-editor.svelte.ts';
import { Selection } from '../../../src/renderer/state/selection.svelte.ts';

const node = { service: 'docker' };
const plan: Plan = {
  ...emptyPlan('Groups'),
  nodes: { a: node, b: node, c: node, d: { ...node, stage: 'training' } },
  edges: [{ from: 'a', to: 'b', kind: 'data' }],
  groups: { in: { title: 'In', nodes: ['a', 'b'] } },
  notes: { why: { text: 'Why?', at: [0, 500] } },
  layout: { a: [0, 0], b: [0, 112], c: [0, 224], d: [0, 336] },
};

function opened() {
  const editor = new PlanEditor(
    { keep: () => new Promise(() => undefined), evaluate: () => new Promise(() => undefined), soon: () => undefined },
    (one) => one,
    vi.fn(),
  );
  const selection = new Selection();
  const port = new CanvasPort();
  port.register({ focus: () => undefined } as unknown as CanvasActions); // all that is asked of it
  const groups = new Groups(() => editor.placed);
  const catalog = new CatalogView({ services: [], skills: [], noControl: {}, safeguards: { sources: {}, services: {} }, icons: {} });
  const actions = new PlanActions({ editor, selection, catalog, messages: new Messages(), port, groups });
  editor.open({ plan, file: { id: 'a', name: null, folder: null, format: 'yaml', dirty: false }, notice: null });
  return { editor, selection, groups, actions };
}

describe('grouping', () => {
  it('makes a group of what is selected, with an id made of its title, as one step', () => {
    const { editor, actions } = opened();
    actions.groups.add(['c', 'd'], 'Train & serve');
    expect(editor.plan.groups['train-serve']).toEqual({ title: 'Train & serve', nodes: ['c', 'd'] });
    expect(editor.undo()).toBe('Group 2 nodes as “Train & serve”');
    expect(editor.plan).toBe(plan);
  });

  it('puts into a group what is selected beside all of it', () => {
    const { editor, selection, actions } = opened();
    selection.select(['a', 'b', 'c']);
    expect(actions.groups.toJoin).toBe('in');
    actions.groups.join('in');
    expect(editor.plan.groups).toEqual({ in: { title: 'In', nodes: ['a', 'b', 'c'] } });
    selection.select(['a', 'c']);
    expect(actions.groups.toJoin).toBeUndefined();
  });

  it('puts one node into a group or takes it out, and opens a group that can then not be shown as selected', () => {
    const { editor, selection, groups, actions } = opened();
    selection.select(['c']);
    groups.collapse(['in']);
    actions.groups.put(['c'], 'in');
    expect(editor.plan.groups['in']?.nodes).toEqual(['a', 'b', 'c']);
    expect([...groups.collapsed]).toEqual([]);
    actions.groups.put(['c'], undefined);
    expect(editor.plan.groups['in']?.nodes).toEqual(['a', 'b']);
    expect(editor.undo()).toBe('Take 1 node out of 1 group');
    expect(editor.undo()).toBe('Put 1 node into “In”');
    expect(editor.plan).toBe(plan);
  });

  it('takes a group away that is selected whole, and single nodes out of theirs', () => {
    const whole = opened();
    whole.selection.select(['a', 'b', 'c']);
    whole.actions.groups.ungroup();
    expect(whole.editor.plan.groups).toEqual({});
    expect(whole.editor.undoLabel).toBe('Ungroup “In”');

    const one = opened();
    one.selection.select(['a', 'c']);
    one.actions.groups.ungroup();
    expect(one.editor.plan.groups).toEqual({ in: { title: 'In', nodes: ['b'] } });
    expect(one.editor.undoLabel).toBe('Take 1 node out of 1 group');
  });

  it('collapses the groups of what is selected and opens them again, which is no step', () => {
    const { editor, selection, groups, actions } = opened();
    selection.select(['b']);
    actions.groups.toggle();
    expect([...groups.collapsed]).toEqual(['in']);
    expect([...selection.nodes]).toEqual(['a', 'b']);
    actions.groups.toggle();
    expect([...groups.collapsed]).toEqual([]);
    expect(editor.undoLabel).toBeUndefined();
  });

  it('knows the group that is selected, no more and no fewer', () => {
    const { selection, actions } = opened();
    selection.select(['a', 'b']);
    expect(actions.groups.whole).toBe('in');
    selection.select(['a', 'b'], [], ['why']);
    expect(actions.groups.whole).toBeUndefined();
    selection.select(['a']);
    expect(actions.groups.whole).toBeUndefined();
  });

  it('sees the node, not the group, of an open group that has one', () => {
    const { editor, selection, groups, actions } = opened();
    editor.edit('Group', [{ type: 'add-group', id: 'one', group: { nodes: ['c'] } }]);
    selection.select(['c']);
    expect([actions.groups.whole, actions.groups.seen]).toEqual(['one', undefined]);
    groups.collapse(['one']);
    expect(actions.groups.seen).toBe('one');
    selection.select(['a', 'b']);
    expect(actions.groups.seen).toBe('in');
  });

  it('moves a group and leaves the stages of its nodes', () => {
    const { editor, actions } = opened();
    actions.placing.carry({ nodes: { a: [0, 336], b: [0, 448] }, notes: { why: [8, 508] } });
    expect([editor.plan.layout['a'], editor.plan.notes['why']?.at]).toEqual([
      [0, 336],
      [8, 508],
    ]);
    expect(editor.plan.nodes).toBe(plan.nodes);
    editor.undo();
    expect(editor.plan).toBe(plan);
  });
});

describe('notes', () => {
  it('are deleted with the nodes that are selected, as one step', () => {
    const { editor, selection, actions } = opened();
    selection.select(['c'], [], ['why']);
    actions.selection.remove();
    expect(editor.plan.notes).toEqual({});
    expect(editor.undo()).toBe('Delete 1 node and 1 note');
  });

  it('are moved without giving nodes a place that have none', () => {
    const { editor, actions } = opened();
    actions.placing.move({ nodes: {}, notes: { why: [8, 500] } });
    expect(editor.plan.layout).toBe(plan.layout);
    expect(editor.undoLabel).toBe('Move a note');
  });

  it('are in the plan from their first letter on, as one step however long it takes, and are called by what they say', () => {
    const { editor, selection, actions } = opened();
    const id = actions.notes.write(undefined, 'A', [8, 16]);
    expect(Object.keys(editor.plan.notes)).toEqual(['why', 'a']);
    expect(actions.notes.write(id, 'Ask Ana', [8, 16])).toBe('a');
    actions.notes.written('a', 'Ask Ana', true);
    expect(editor.plan.notes).toEqual({ ...plan.notes, 'ask-ana': { text: 'Ask Ana', at: [8, 16] } });
    expect(selection.note).toBe('ask-ana');
    expect(editor.undo()).toBe('Write a note on the canvas');
    expect(editor.plan).toBe(plan);
  });

  it('that come to nothing are no step', () => {
    const { editor, actions } = opened();
    actions.notes.write(undefined, 'A', [8, 16]);
    actions.notes.written('a', '', true);
    expect(editor.plan.notes).toEqual(plan.notes);
    expect(editor.undoLabel).toBeUndefined();
  });

  it('are changed as one step a writing, and go when nothing is left of what they say', () => {
    const { editor, actions } = opened();
    for (const text of ['S', 'So', 'So.']) actions.notes.write('why', text, undefined);
    actions.notes.written('why', 'So.', false);
    actions.notes.write('why', 'Or', undefined);
    actions.notes.written('why', 'Or', false);
    expect(editor.history.steps.map(({ label }) => label)).toEqual(['Change a note', 'Change a note']);
    actions.notes.written('why', '', false);
    expect(editor.plan.notes).toEqual({});
    expect(editor.undo()).toBe('Delete 1 note');
    expect(actions.notes.write('gone', 'x', undefined)).toBe('gone'); // it was deleted meanwhile
    expect(Object.keys(editor.plan.notes)).toEqual(['why']);
  });
});
