import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { checkInOf, checkInPath, hashOf, readCheckIns, repositoryOf, writeBeside, writeCheckIn } from '#disk';
import { ownFolder } from '../harness/folder.ts';

describe('the record of a check-in', () => {
  const a = { plan: 'a.pipedraft.yaml' };
  const b = { plan: 'plans/b.pipedraft.yaml' };
  const record = { plan: 'pipedraft: 1\nname: Ä\n', beside: { 'b.svg': 'x', 'a.md': 'y' }, files: { 'ml/a.yml': 'z' } };
  const never = () => false;

  it('gives back the text of the plan and the hashes, and is not written again', async () => {
    const folder = ownFolder();
    expect(await readCheckIns(folder)).toEqual({ plans: {}, isDamaged: false });
    await writeCheckIn(folder, await readCheckIns(folder), a, record);
    expect(checkInOf(await readCheckIns(folder), a, never)).toEqual(record);
    const { mtimeMs, ino } = statSync(join(folder, checkInPath));
    await writeCheckIn(folder, await readCheckIns(folder), a, record);
    expect(statSync(join(folder, checkInPath))).toMatchObject({ mtimeMs, ino });
  });

  it('keeps each plan of a folder, also after the file of one was renamed', async () => {
    const folder = ownFolder();
    await writeCheckIn(folder, await readCheckIns(folder), a, record);
    expect(checkInOf(await readCheckIns(folder), b, never)).toBeUndefined();
    await writeCheckIn(folder, await readCheckIns(folder), b, { ...record, plan: 'another' });
    expect(checkInOf(await readCheckIns(folder), a, never)).toEqual(record);
    const renamed = { plan: 'c.pipedraft.yaml', former: 'a.pipedraft.yaml' };
    expect(checkInOf(await readCheckIns(folder), renamed, never)).toEqual(record);
    await writeCheckIn(folder, await readCheckIns(folder), renamed, record);
    expect(Object.keys((await readCheckIns(folder)).plans)).toEqual(['c.pipedraft.yaml', 'plans/b.pipedraft.yaml']);
  });

  it('of an earlier version is that of the plan that it fits', async () => {
    const folder = ownFolder();
    mkdirSync(join(folder, '.pipedraft'));
    const plan = deflateRawSync('name: Ä').toString('base64');
    writeFileSync(join(folder, checkInPath), JSON.stringify({ pipedraftCheckIn: 1, plan, beside: { 'a.svg': 'x' } }));
    const all = await readCheckIns(folder);
    expect(checkInOf(all, a, ({ beside }) => 'a.svg' in beside)).toEqual({ plan: 'name: Ä', beside: { 'a.svg': 'x' }, files: undefined });
    expect(checkInOf(all, b, ({ beside }) => 'b.svg' in beside)).toBeUndefined();
  });

  it.each(['', '<<<<<<< HEAD', '{"pipedraftCheckIn": 1, "plan": "???", "beside": {}}', '{"pipedraftCheckIn": 3}'])(
    'is known to be damaged: %j',
    async (text) => {
      const folder = ownFolder();
      mkdirSync(join(folder, '.pipedraft'));
      writeFileSync(join(folder, checkInPath), text);
      expect(await readCheckIns(folder)).toEqual({ plans: {}, isDamaged: true });
    },
  );
});

describe('a file beside an export', () => {
  const own = (text: string) => text.startsWith('ours');

  it('is written where there is none, and where an earlier one is as it was written', async () => {
    const file = join(ownFolder(), 'plan.svg');
    expect(await writeBeside(file, 'ours 1', undefined, own)).toBe('written');
    expect(await writeBeside(file, 'ours 1', undefined, own)).toBe('same');
    expect(await writeBeside(file, 'ours 2', hashOf('ours 1'), own)).toBe('written');
    expect(readFileSync(file, 'utf8')).toBe('ours 2');
  });

  it('is left alone if somebody edited it, or wrote another one', async () => {
    const file = join(ownFolder(), 'plan.svg');
    writeFileSync(file, 'ours, edited');
    expect(await writeBeside(file, 'ours 2', hashOf('ours 1'), own)).toBe('foreign');
    writeFileSync(file, 'theirs');
    expect(await writeBeside(file, 'ours 2', undefined, own)).toBe('foreign');
    expect(readFileSync(file, 'utf8')).toBe('theirs');
  });

  it('replaces one that an earlier export wrote, without a record of it', async () => {
    const file = join(ownFolder(), 'plan.svg');
    writeFileSync(file, 'ours, from a menu');
    expect(await writeBeside(file, 'ours 2', undefined, own)).toBe('written');
  });

  it('is not written through a link', async () => {
    const folder = ownFolder();
    writeFileSync(join(folder, 'other'), 'ours 1');
    symlinkSync(join(folder, 'other'), join(folder, 'plan.svg'));
    expect(await writeBeside(join(folder, 'plan.svg'), 'ours 2', undefined, own)).toBe('foreign');
    expect(readFileSync(join(folder, 'other'), 'utf8')).toBe('ours 1');
  });
});

describe('the repository of a folder', () => {
  it('is the nearest folder above with .git, which may be a file', async () => {
    const folder = ownFolder();
    const inner = join(folder, 'a', 'b');
    mkdirSync(inner, { recursive: true });
    mkdirSync(join(folder, '.git'));
    expect(await repositoryOf(inner)).toBe(folder);
    writeFileSync(join(folder, 'a', '.git'), 'gitdir: elsewhere\n');
    expect(await repositoryOf(inner)).toBe(join(folder, 'a'));
  });
});
