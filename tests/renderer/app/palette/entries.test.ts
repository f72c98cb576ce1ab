import { describe, expect, it } from 'vitest';
import { actions } from '#actions';
import { entriesFor, keyOf, type Entry } from '../../../../src/renderer/app/palette/entries.ts';

const nodes = [
  { id: 'copy', title: 'Copy orders', service: 'Azure Data Factory Copy activity' },
  { id: 'train', title: 'Train', service: 'Azure ML pipelines' },
];
const view = { id: 1, document: 'plan.yaml', name: 'Copying', query: 'copy', viewport: null };
const titles = (entries: readonly Entry[]) =>
  entries.map((entry) => (entry.type === 'node' ? entry.node.title : entry.type === 'view' ? entry.view.name : entry.action.title));

describe('the command palette', () => {
  it('lists every action but itself, grouped as the menus are', () => {
    const all = entriesFor('', nodes, []);
    expect(all.map(keyOf).toSorted()).toEqual(actions.flatMap(({ id }) => (id === 'palette' ? [] : [`action ${id}`])).toSorted());
    expect([...new Set(all.map(({ group }) => group))]).toEqual(['File', 'Edit', 'Plan', 'View', 'Help']);
  });

  it('puts exact names first, and finds actions by other words', () => {
    expect(titles(entriesFor('copy', [], []))[0]).toBe('Copy');
    expect(titles(entriesFor('open', [], []))[0]).toBe('Open…');
    expect(titles(entriesFor('mend', [], []))).toEqual(['Fix this finding']);
    expect(titles(entriesFor('dark mode', [], []))).toEqual(['Switch between light and dark']);
    expect(entriesFor('nothing is called so', nodes, [])).toEqual([]);
  });

  it('lists the nodes to go to after the actions, found by title, id and service', () => {
    const found = entriesFor('copy', nodes, [view]);
    expect(found.at(-2)).toMatchObject({ type: 'view', group: 'Saved views' });
    expect(found.at(-1)).toMatchObject({ type: 'node', node: { id: 'copy' }, group: 'Go to a node' });
    expect(titles(entriesFor('ml pipelines', nodes, []))).toEqual(['Train']);
  });
});
