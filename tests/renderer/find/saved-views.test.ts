import { describe, expect, it } from 'vitest';
import type { WindowDatabase, SavedView } from '../../../src/renderer/storage/database.ts';
import { SavedViews } from '../../../src/renderer/find/saved-views.svelte.ts';

/** The table of views, in memory. */
function tableOf(rows: SavedView[] = []) {
  return {
    rows,
    where: ({ document }: { document: string }) => ({ toArray: () => Promise.resolve(rows.filter((row) => row.document === document)) }),
    add: (row: Omit<SavedView, 'id'>) => Promise.resolve(rows.push({ ...row, id: rows.length + 1 })),
    update: (id: number, set: Partial<SavedView>) => {
      const at = rows.findIndex((row) => row.id === id);
      if (at >= 0) rows[at] = { ...(rows[at] as SavedView), ...set };
      return Promise.resolve(1);
    },
    delete: (id: number) => {
      rows.splice(
        rows.findIndex((row) => row.id === id),
        1,
      );
      return Promise.resolve();
    },
  };
}

async function viewsOf(document: string | undefined, table = tableOf()) {
  const failures: unknown[] = [];
  const views = new SavedViews({ savedViews: table } as unknown as WindowDatabase, (error) => failures.push(error)); // nothing else of it is used
  await views.read(document);
  return { views, table, failures };
}
const errors = { query: 'is:error', viewport: null };

describe('saved views', () => {
  it('are kept by name for the plan that is open, and read again with it', async () => {
    const { views, table } = await viewsOf('a.yaml');
    await views.save('To fix', errors);
    await views.save('Costly', { query: 'cost:>500', viewport: { x: 1, y: 2, zoom: 1 } });
    expect(views.list.map(({ name }) => name)).toEqual(['Costly', 'To fix']);
    await views.read('b.yaml');
    expect(views.list).toEqual([]);
    expect((await viewsOf('a.yaml', table)).views.list).toHaveLength(2);
  });

  it('are replaced by one of the same name', async () => {
    const { views } = await viewsOf('a.yaml');
    await views.save('To fix', errors);
    await views.save('To fix', { query: 'is:warning', viewport: null });
    expect(views.list.map(({ query }) => query)).toEqual(['is:warning']);
  });

  it('are renamed, but not to a name that is taken, and removed', async () => {
    const { views } = await viewsOf('a.yaml');
    await views.save('One', errors);
    await views.save('Two', errors);
    const [one] = views.list as [SavedView];
    expect(await views.rename(one, 'Two')).toBe(false);
    expect(await views.rename(one, 'Three')).toBe(true);
    await views.remove(views.list.find(({ name }) => name === 'Two') as SavedView);
    expect(views.list.map(({ name }) => name)).toEqual(['Three']);
  });

  it('say when they cannot be written, and are none while the plan was never saved', async () => {
    const table = { ...tableOf(), add: () => Promise.reject(new Error('full')) };
    const { views, failures } = await viewsOf('a.yaml', table);
    await views.save('One', errors);
    expect(failures).toHaveLength(1);
    const unsaved = await viewsOf(undefined);
    await unsaved.views.save('One', errors);
    expect(unsaved.table.rows).toEqual([]);
  });
});
