import { describe, expect, it } from 'vitest';
import type { ExportFile } from '#ipc';
import { foldersOf, treeRows } from '../../../src/renderer/export/file-tree.ts';

const file = (path: string, state: ExportFile['state'] = 'same', gaps = 0): ExportFile => ({ path, state, gaps, isOfSelection: false });
const files = [
  file('README.md'),
  file('adf/pipeline/nightly.json', 'new', 2),
  file('adf/publish_config.json'),
  file('infra/main.bicep', 'changed', 1),
];

describe('the tree of files', () => {
  it('has folders first, then files, each with its level', () => {
    expect(treeRows(files, () => true).map(({ path, name, level }) => [path, name, level])).toEqual([
      ['adf', 'adf', 1],
      ['adf/pipeline', 'pipeline', 2],
      ['adf/pipeline/nightly.json', 'nightly.json', 3],
      ['adf/publish_config.json', 'publish_config.json', 2],
      ['infra', 'infra', 1],
      ['infra/main.bicep', 'main.bicep', 2],
      ['README.md', 'README.md', 1],
    ]);
  });

  it('leaves out what is in a closed folder, and counts it', () => {
    const rows = treeRows(files, (folder) => folder !== 'adf');
    expect(rows.map(({ path }) => path)).toEqual(['adf', 'infra', 'infra/main.bicep', 'README.md']);
    expect(rows[0]).toMatchObject({ isOpen: false, gaps: 2, changes: 1 });
  });

  it('knows the folders above a file', () => {
    expect(foldersOf('a/b/c.yml')).toEqual(['a', 'a/b']);
    expect(foldersOf('README.md')).toEqual([]);
  });
});
