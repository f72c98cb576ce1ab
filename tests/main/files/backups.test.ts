import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { saveAtomically } from '#disk';
import { UserError } from '#engine/errors';
import { Backups } from '../../../src/main/files/backups.ts';
import { ownFolder } from '../../harness/folder.ts';

vi.setConfig({ testTimeout: 60_000 }); // a busy machine is no failure

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 10, minute, 30, 123));

describe('a backup', () => {
  it('holds what the file held when it was opened, under a name that says which file and when', async () => {
    const { folder, session } = made();
    const path = await session().keepOnce('/plans/churn.pipedraft.yaml', 'as opened\n', at(15));
    expect(path.slice(folder.length + 1)).toMatch(/^churn-[0-9a-f]{12}-20261121T101530123Z\.pipedraft\.yaml$/);
    expect(readFileSync(path, 'utf8')).toBe('as opened\n');
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('is made once a session of each document', async () => {
    const { folder, session } = made();
    const backups = session();
    const first = await backups.keepOnce('/plans/a.yaml', 'one\n', at(1));
    expect(
      await Promise.all([backups.keepOnce('/plans/a.yaml', 'two\n', at(2)), backups.keepOnce('/plans/a.yaml', 'three\n', at(3))]),
    ).toEqual([first, first]);
    await backups.keepOnce('/other/a.yaml', 'other\n', at(4));
    expect(readdirSync(folder)).toHaveLength(2);
    await session().keepOnce('/plans/a.yaml', 'next session\n', at(5));
    expect(readdirSync(folder)).toHaveLength(3);
    expect(readFileSync(first, 'utf8')).toBe('one\n');
  });

  it('is kept ten times a document, the newest', async () => {
    const { folder, session } = made();
    await session().keepOnce('/other/a.yaml', 'other\n', at(0));
    for (let minute = 1; minute <= 13; minute += 1) await session().keepOnce('/plans/a.yaml', `${minute}\n`, at(minute));
    const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(texts.sort()).toEqual(['10\n', '11\n', '12\n', '13\n', '4\n', '5\n', '6\n', '7\n', '8\n', '9\n', 'other\n']);
  });

  it('leaves other files in the folder alone', async () => {
    const { folder, session } = made();
    const first = await session().keepOnce('/plans/a.yaml', 'one\n', at(0));
    const notes = first.replace(/-\d{8}T.*$/, '-notes.txt');
    writeFileSync(notes, 'mine');
    for (let minute = 1; minute <= 12; minute += 1) await session().keepOnce('/plans/a.yaml', `${minute}\n`, at(minute));
    expect(readdirSync(folder)).toHaveLength(11);
    expect(existsSync(notes)).toBe(true);
  });

  it('can be opened as a plan, whatever the file was called', async () => {
    const { session } = made();
    const backups = session();
    for (const [file, name] of [
      ['/plans/a.pipedraft.json', /^a-.*\.pipedraft\.json$/],
      ['/plans/b.JSON', /^b-.*\.pipedraft\.json$/],
      ['/plans/c.yml', /^c-.*\.pipedraft\.yaml$/],
      ['/plans/d', /^d-.*\.pipedraft\.yaml$/],
      ['/plans/.pipedraft.yaml', /^plan-.*\.pipedraft\.yaml$/],
    ] as const)
      expect((await backups.keepOnce(file, 'x\n', at(1))).split('/').at(-1)).toMatch(name);
    const long = await backups.keepOnce(`/plans/${'图'.repeat(80)}.yaml`, 'long\n', at(1));
    expect(readFileSync(long, 'utf8')).toBe('long\n');
  });

  it('knows a document by its path in small letters where the system does', async () => {
    const { folder } = made();
    for (const platform of ['win32', 'darwin', 'linux'] as const) {
      const inside = join(folder, platform);
      const backups = new Backups(inside, saveAtomically, { platform });
      await backups.keepOnce('/Plans/A.yaml', 'one\n', at(1));
      await backups.keepOnce('/plans/a.yaml', 'two\n', at(2));
      expect(readdirSync(inside)).toHaveLength(platform === 'linux' ? 2 : 1);
    }
  });

  it('that failed is told, and made at the next save', async () => {
    const { folder } = made();
    let fail = true;
    const backups = new Backups(folder, async (file, text) => {
      if (fail) throw new UserError('The disk is full.', 'Make room.');
      await saveAtomically(file, text);
    });
    await expect(backups.keepOnce('/plans/a.yaml', 'one\n', at(1))).rejects.toThrow('The disk is full.');
    fail = false;
    expect(readFileSync(await backups.keepOnce('/plans/a.yaml', 'one\n', at(2)), 'utf8')).toBe('one\n');
  });

  it('in a folder that cannot be made is refused in words', async () => {
    const file = join(ownFolder(), 'file');
    writeFileSync(file, 'x');
    await expect(new Backups(join(file, 'backups'), saveAtomically).keepOnce('/a.yaml', 'x', at(1))).rejects.toBeInstanceOf(UserError);
  });

  it.skipIf(process.platform === 'win32')('is in a folder that only its owner may enter', async () => {
    const { folder, session } = made();
    await session().keepOnce('/plans/a.yaml', 'x', at(1));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });
});

function made() {
  const folder = join(ownFolder(), 'backups');
  return { folder, session: () => new Backups(folder, saveAtomically, { platform: 'linux' }) };
}
