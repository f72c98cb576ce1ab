import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { saveAtomically } from '#disk';
import { UserError } from '#engine/errors';
import { plansBelow, PlanList } from '../../../src/main/known-plans/plan-list.ts';
import { ownFolder } from '../../harness/folder.ts';

const made = () => new PlanList(join(ownFolder(), 'known-plans.json'), saveAtomically, 'linux');

it('remembers files and folders, each once', async () => {
  const list = made();
  expect(await list.read()).toEqual({ folders: [], files: [] });
  await Promise.all([list.addFile('/a.yaml'), list.addFolder('/plans'), list.addFile('/b.yaml'), list.addFolder('/plans')]);
  await list.addFile('/a.yaml');
  expect(await list.read()).toEqual({ folders: ['/plans'], files: ['/a.yaml', '/b.yaml'] });
  await list.removeFolder('/plans');
  expect(await new PlanList(list.file, saveAtomically, 'linux').read()).toEqual({ folders: [], files: ['/a.yaml', '/b.yaml'] });
});

it('starts anew when its file is torn', async () => {
  const list = made();
  await list.addFile('/a.yaml');
  writeFileSync(list.file, '{"version":');
  expect(await list.read()).toEqual({ folders: [], files: [] });
});

it('finds the plans below a folder, but not in those of programs, and goes in no circles', async () => {
  const folder = ownFolder();
  for (const inside of ['a/b', 'node_modules/x', '.git']) mkdirSync(join(folder, inside), { recursive: true });
  for (const file of [
    'one.pipedraft.yaml',
    'a/b/two.pipedraft.json',
    'node_modules/x/no.pipedraft.yaml',
    '.git/no.pipedraft.yaml',
    'a/._three.pipedraft.yaml',
    'a/other.yaml',
  ])
    writeFileSync(join(folder, file), '');
  symlinkSync(folder, join(folder, 'a', 'again'));
  const { files, isCut } = await plansBelow(folder);
  expect(files.map((file) => relative(folder, file).replaceAll('\\', '/'))).toEqual(['one.pipedraft.yaml', 'a/b/two.pipedraft.json']);
  expect(isCut).toBe(false);
  expect(await plansBelow(folder, { plans: 1, folders: 10 })).toMatchObject({ files: [join(folder, 'one.pipedraft.yaml')], isCut: true });
  expect(await plansBelow(folder, { plans: 9, folders: 1 })).toMatchObject({ isCut: true });
});

it('says that a folder cannot be read', async () => {
  await expect(plansBelow(join(ownFolder(), 'gone'))).rejects.toBeInstanceOf(UserError);
});
