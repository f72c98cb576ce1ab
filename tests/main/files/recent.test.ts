import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { saveAtomically } from '#disk';
import { UserError } from '#engine/errors';
import { RecentFiles } from '../../../src/main/files/recent.ts';
import { ownFolder } from '../../harness/folder.ts';

vi.setConfig({ testTimeout: 60_000 }); // a busy machine is no failure

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 10, minute));

describe('recent files', () => {
  it('are none at first, and reading them makes no file', async () => {
    const { file, recent } = made();
    expect(await recent.list()).toEqual([]);
    expect(existsSync(dirname(file))).toBe(false);
  });

  it('are there after a restart, newest first, and missing ones are marked', async () => {
    const { file, recent } = made();
    const there = join(ownFolder(), 'there.yaml');
    writeFileSync(there, 'x');
    await recent.add(there, at(1));
    await recent.add('/gone/b.yaml', at(2));
    expect(await new RecentFiles(file, saveAtomically).list()).toEqual([
      { path: '/gone/b.yaml', openedAt: at(2).toISOString(), missing: true },
      { path: there, openedAt: at(1).toISOString(), missing: false },
    ]);
  });

  it('move to the top when they are opened again', async () => {
    const { recent } = made();
    for (const [minute, name] of ['a', 'b', 'a'].entries()) await recent.add(`/plans/${name}.yaml`, at(minute));
    expect(await paths(recent)).toEqual(['/plans/a.yaml', '/plans/b.yaml']);
  });

  it('are one entry for two ways to write a path where the system says so', async () => {
    for (const [platform, count] of [
      ['win32', 1],
      ['darwin', 1],
      ['linux', 2],
    ] as const) {
      const { recent } = made({ platform });
      await recent.add('/Plans/A.yaml', at(1));
      await recent.add('/plans/a.yaml', at(2));
      expect(await paths(recent)).toHaveLength(count);
      await recent.remove('/PLANS/A.YAML');
      expect(await paths(recent)).toHaveLength(platform === 'linux' ? 2 : 0);
    }
  });

  it('are twelve at most', async () => {
    const { recent } = made();
    for (let minute = 1; minute <= 15; minute += 1) await recent.add(`/plans/${minute}.yaml`, at(minute));
    expect(await paths(recent)).toEqual([15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4].map((minute) => `/plans/${minute}.yaml`));
  });

  it('are all kept when they are added at the same time', async () => {
    const { recent } = made();
    await Promise.all([1, 2, 3, 4].map((minute) => recent.add(`/plans/${minute}.yaml`, at(minute))));
    expect(await paths(recent)).toHaveLength(4);
  });

  it('can be taken off, one and all', async () => {
    const { recent } = made();
    await recent.add('/plans/a.yaml', at(1));
    await recent.add('/plans/b.yaml', at(2));
    await recent.remove('/plans/a.yaml');
    expect(await paths(recent)).toEqual(['/plans/b.yaml']);
    await recent.clear();
    expect(await paths(recent)).toEqual([]);
  });

  it('stay as they were when the list cannot be written, and later ones can be added', async () => {
    let fail = false;
    const { file } = made();
    const recent = new RecentFiles(file, async (path, text) => {
      if (fail) throw new UserError('The disk is full.', 'Make room.');
      await saveAtomically(path, text);
    });
    await recent.add('/plans/a.yaml', at(1));
    fail = true;
    await expect(recent.add('/plans/b.yaml', at(2))).rejects.toThrow('The disk is full.');
    fail = false;
    await recent.add('/plans/c.yaml', at(3));
    expect(await paths(recent)).toEqual(['/plans/c.yaml', '/plans/a.yaml']);
  });

  it.each([
    ['torn', '{"version": 1, "files": [{"pa'],
    ['empty', ''],
    ['binary', Buffer.from([0xff, 0x00, 0x80])],
    ['of another shape', '{"version": 1, "files": [{"path": 7}]}'],
    ['of another version', '{"version": 2, "files": []}'],
    ['a list', '[]'],
  ])('begin anew when the list is %s, which is kept aside and told', async (_, content) => {
    const told: UserError[] = [];
    const { file, recent } = made({ broken: (error: UserError) => told.push(error) });
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    expect(await recent.list()).toEqual([]);
    expect(readFileSync(`${file}.broken`)).toEqual(Buffer.from(content as string));
    expect(told).toHaveLength(1);
    expect(told[0]?.fix).toContain(`${file}.broken`);

    await recent.add('/plans/a.yaml', at(1));
    expect(await paths(recent)).toEqual(['/plans/a.yaml']);
    writeFileSync(file, content);
    await recent.add('/plans/b.yaml', at(2)); // not over the broken one either
    expect(await paths(recent)).toEqual(['/plans/b.yaml']);
    expect(readdirSync(dirname(file)).sort()).toEqual(['recent.json', 'recent.json.broken', 'recent.json.broken-2']);
  });

  it('in a folder that cannot be are refused in words', async () => {
    const blocked = join(ownFolder(), 'blocked');
    writeFileSync(blocked, 'x');
    const recent = new RecentFiles(join(blocked, 'recent.json'), saveAtomically);
    await expect(recent.add('/plans/a.yaml', at(1))).rejects.toBeInstanceOf(UserError);
  });
});

function made(options: ConstructorParameters<typeof RecentFiles>[2] = {}) {
  const file = join(ownFolder(), 'user-data', 'recent.json');
  return { file, recent: new RecentFiles(file, saveAtomically, { platform: 'linux', ...options }) };
}

async function paths(recent: RecentFiles): Promise<string[]> {
  return (await recent.list()).map(({ path }) => path);
}
