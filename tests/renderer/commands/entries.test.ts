import { describe, expect, it } from 'vitest';
import { commandTable } from '#commands';
import type { Service } from '#engine/catalog';
import { entriesFor, keyOf, type Entry } from '../../../src/renderer/commands/entries.ts';

const nodes = [
  { id: 'copy', title: 'Copy orders', service: 'Azure Data Factory Copy activity' },
  { id: 'train', title: 'Train', service: 'Azure ML pipelines' },
];
const noServices = () => [];
const view = { id: 1, document: 'plan.yaml', name: 'Copying', query: 'copy', viewport: null };
function titleOf(entry: Entry): string {
  switch (entry.type) {
    case 'node':
      return entry.node.title;
    case 'view':
      return entry.view.name;
    case 'service':
      return `Add ${entry.service.name}`;
    case 'action':
      return entry.action.title;
  }
}
const titles = (entries: readonly Entry[]) => entries.map(titleOf);

describe('the command palette', () => {
  it('lists every action but itself, grouped as the menus are', () => {
    const all = entriesFor('', nodes, [], noServices);
    expect(all.map(keyOf).toSorted()).toEqual(commandTable.flatMap(({ id }) => (id === 'palette' ? [] : [`action ${id}`])).toSorted());
    expect([...new Set(all.map(({ group }) => group))]).toEqual(['File', 'Edit', 'Plan', 'View', 'Help']);
  });

  it('puts exact names first, and finds commandTable by other words', () => {
    expect(titles(entriesFor('copy', [], [], noServices))[0]).toBe('Copy');
    expect(titles(entriesFor('open', [], [], noServices))[0]).toBe('Open…');
    expect(titles(entriesFor('mend', [], [], noServices))).toEqual(['Fix this finding']);
    expect(titles(entriesFor('dark mode', [], [], noServices))).toEqual([
      'Dark theme',
      'Switch between light and dark',
      'Theme of the system',
    ]);
    expect(entriesFor('nothing is called so', nodes, [], noServices)).toEqual([]);
  });

  it('lists the nodes to go to after the commandTable, found by title, id and service', () => {
    const found = entriesFor('copy', nodes, [view], noServices);
    expect(found.at(-2)).toMatchObject({ type: 'view', group: 'Saved views' });
    expect(found.at(-1)).toMatchObject({ type: 'node', node: { id: 'copy' }, group: 'Go to a node' });
    expect(titles(entriesFor('ml pipelines', nodes, [], noServices))).toEqual(['Train']);
  });

  it('offers services to add, last, and first after the word “add”', () => {
    const asked: string[] = [];
    const services = (words: string) => {
      asked.push(words);
      return Array.from({ length: 9 }, (_, at) => ({ id: `s${at}`, name: `Service ${at}` })) as unknown as Service[];
    };
    const found = entriesFor('copy', nodes, [], services);
    expect(titles(found)[0]).toBe('Copy');
    expect(found.slice(-6).map(titleOf)).toEqual([0, 1, 2, 3, 4, 5].map((at) => `Add Service ${at}`));
    expect(titles(entriesFor('Add copy', nodes, [], services))[0]).toBe('Add Service 0');
    expect(titles(entriesFor('add a service', nodes, [], services))[0]).toMatch(/^Add a service/);
    expect(asked).toEqual(['copy', 'copy', 'a service']);
  });
});
