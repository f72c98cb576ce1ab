import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { saveAtomically } from '#disk';
import { ExportFolders } from '../../../src/main/files/export-folders.ts';
import { ownFolder } from '../../harness/folder.ts';

function made(platform: NodeJS.Platform = 'linux') {
  const file = join(ownFolder(), 'own', 'export-folders.json');
  return { file, folders: new ExportFolders(file, saveAtomically, platform) };
}

describe('the folders of exports', () => {
  it('are unknown at first, and there after a restart', async () => {
    const { file, folders } = made();
    expect(await folders.of('/plans/a.yaml')).toBeUndefined();
    await folders.remember('/plans/a.yaml', '/work/a');
    await folders.remember('/plans/b.yaml', '/work/b');
    await folders.remember('/plans/a.yaml', '/work/c');
    const again = new ExportFolders(file, saveAtomically, 'linux');
    expect([await again.of('/plans/a.yaml'), await again.of('/plans/b.yaml')]).toEqual(['/work/c', '/work/b']);
  });

  it('are those of one plan however its path is written, where the system says so', async () => {
    const { folders } = made('win32');
    await folders.remember('C:\\Plans\\A.yaml', 'C:\\Work');
    expect(await folders.of('c:\\plans\\a.yaml')).toBe('C:\\Work');
  });

  it('start anew if the list is torn', async () => {
    const { file, folders } = made();
    await folders.remember('/plans/a.yaml', '/work/a');
    writeFileSync(file, '{');
    expect(await folders.of('/plans/a.yaml')).toBeUndefined();
    await folders.remember('/plans/a.yaml', '/work/b');
    expect(await folders.of('/plans/a.yaml')).toBe('/work/b');
  });

  it('are kept for changes that come at once', async () => {
    const { folders } = made();
    await Promise.all(['a', 'b', 'c'].map((name) => folders.remember(`/plans/${name}.yaml`, `/work/${name}`)));
    expect(await Promise.all(['a', 'b', 'c'].map((name) => folders.of(`/plans/${name}.yaml`)))).toEqual(['/work/a', '/work/b', '/work/c']);
  });
});
