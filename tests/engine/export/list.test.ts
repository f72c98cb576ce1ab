import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exporters } from '#engine/export';
import { catalog } from '../../harness/resources.ts';
import { root } from './harness.ts';

/* The list of exporters is kept by hand: nothing may be missing in it. */

const folder = join(root, 'src', 'engine', 'export');
/** Folders without exporters of their own. */
const shared = ['emit', 'parts'];

describe('the list of exporters', () => {
  it('has a row of every folder', () => {
    const list = readFileSync(join(folder, 'exporters.ts'), 'utf8');
    const folders = readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory() && !shared.includes(name));
    expect(folders.filter((name) => !list.includes(`from './${name}/`))).toEqual([]);
  });

  it('has each id once, and a page for each but the cost table', () => {
    const ids = exporters.map(({ meta }) => meta.id);
    expect([...new Set(ids)]).toEqual(ids);
    const pages = readFileSync(join(root, 'docs', 'exporting.md'), 'utf8');
    const without = ids.filter((id) => !existsSync(join(root, 'docs', 'exporting', `${id}.md`)));
    expect(without).toEqual(['synapse', 'csv']); // adf.md is the page of both factories
    expect(ids.filter((id) => !without.includes(id) && !pages.includes(`(exporting/${id}.md)`))).toEqual([]);
  });

  it('names services of the catalog only', () => {
    const unknown = exporters.flatMap(({ meta }) => meta.services.filter((id) => !catalog.get(id)).map((id) => `${meta.id}: ${id}`));
    expect(unknown).toEqual([]);
  });
});
