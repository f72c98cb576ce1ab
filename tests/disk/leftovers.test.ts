import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { cleanLeftovers, nodeDisk, saveAtomically } from '#disk';
import { diskWith, failing, fault } from '../harness/faulty-disk.ts';
import { ownFolder } from '../harness/folder.ts';

vi.setConfig({ testTimeout: 60_000 }); // a busy machine is no failure

const now = new Date('2026-11-21T12:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

it('removes what killed saves left, and nothing else', async () => {
  const folder = ownFolder();
  const old = ['.plan.yaml.pipedraft-0123456789ab.tmp', '.two\nlines.yaml.pipedraft-ffffffffffff.tmp'];
  const others = [
    'plan.yaml',
    'plan.yaml.pipedraft-0123456789ab.tmp',
    '.plan.yaml.tmp',
    '.plan.yaml.0123456789ab.tmp',
    '.plan.yaml.pipedraft-0123456789AB.tmp',
    '.plan.yaml.pipedraft-0123456789a.tmp',
    '.plan.yaml.pipedraft-0123456789ab.tmp.txt',
    '~plan.tmp',
  ];
  for (const name of [...old, ...others]) {
    writeFileSync(join(folder, name), 'x');
    utimesSync(join(folder, name), hoursAgo(25), hoursAgo(25));
  }
  const young = '.plan.yaml.pipedraft-aaaaaaaaaaaa.tmp';
  writeFileSync(join(folder, young), 'x');
  utimesSync(join(folder, young), hoursAgo(23), hoursAgo(23));
  const future = '.plan.yaml.pipedraft-bbbbbbbbbbbb.tmp';
  writeFileSync(join(folder, future), 'x');
  utimesSync(join(folder, future), hoursAgo(-48), hoursAgo(-48));
  mkdirSync(join(folder, '.plan.yaml.pipedraft-cccccccccccc.tmp'));
  utimesSync(join(folder, '.plan.yaml.pipedraft-cccccccccccc.tmp'), hoursAgo(48), hoursAgo(48));

  expect([...(await cleanLeftovers(folder, now))].sort()).toEqual(old.map((name) => join(folder, name)).sort());
  expect(readdirSync(folder).sort()).toEqual([...others, young, future, '.plan.yaml.pipedraft-cccccccccccc.tmp'].sort());
});

it.skipIf(process.platform === 'win32')('leaves a link of such a name, and what it leads to', async () => {
  const folder = ownFolder();
  writeFileSync(join(folder, 'plan.yaml'), 'x');
  symlinkSync('plan.yaml', join(folder, '.plan.yaml.pipedraft-0123456789ab.tmp'));
  expect(await cleanLeftovers(folder, new Date(Date.now() + 1e9))).toEqual([]);
  expect(readdirSync(folder)).toHaveLength(2);
});

it('knows the names that saves really make, of the longest too', async () => {
  const folder = ownFolder();
  for (const name of ['plan.yaml', `${'图'.repeat(80)}.yaml`, 'a b (1).json']) {
    const disk = diskWith({ rename: failing('EIO'), unlink: failing('EIO') });
    await saveAtomically(join(folder, name), 'x', { disk }).catch(() => undefined);
  }
  expect(readdirSync(folder)).toHaveLength(3);
  expect(await cleanLeftovers(folder, new Date(Date.now() + 1e9))).toHaveLength(3);
});

it('finds nothing in a folder that is not there', async () => {
  expect(await cleanLeftovers(join(ownFolder(), 'none'), now)).toEqual([]);
});

/** A name that a save of a process on this machine makes. */
async function nameOf(file: string, process: number): Promise<string> {
  let name = '';
  const disk = diskWith({
    create: (path) => {
      name = basename(path);
      return Promise.reject(fault('EIO'));
    },
  });
  await saveAtomically(file, 'x', { disk }).catch(() => undefined);
  return name.replace(/-\d+-(?=[0-9a-f]{12}\.tmp$)/, `-${process}-`);
}

describe('a leftover that says whose it is', () => {
  it('goes at once when its process has ended, and stays while it runs', async () => {
    const folder = ownFolder();
    const file = join(folder, 'plan.yaml');
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const [dead, alive, mine] = [await nameOf(file, pid), await nameOf(file, process.ppid), await nameOf(file, process.pid)];
    for (const name of [dead, alive, mine]) writeFileSync(join(folder, name), 'half');
    expect([...(await cleanLeftovers(folder, new Date()))].sort()).toEqual([dead, mine].map((name) => join(folder, name)).sort());
    expect(readdirSync(folder)).toEqual([alive]);
    // a process id that was given away again looks like one that runs: a day tells them apart
    expect(await cleanLeftovers(folder, new Date(Date.now() + 2 * 86_400_000))).toEqual([join(folder, alive)]);
  });

  it('of another machine goes after a day only', async () => {
    const folder = ownFolder();
    const name = '.plan.yaml.pipedraft-00000000-1-0123456789ab.tmp';
    writeFileSync(join(folder, name), 'half');
    expect(await cleanLeftovers(folder, new Date())).toEqual([]);
    expect(await cleanLeftovers(folder, new Date(Date.now() + 2 * 86_400_000))).toHaveLength(1);
  });

  it('goes with the next save of its file; those of other files stay', async () => {
    const folder = ownFolder();
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const [own, others] = [await nameOf(join(folder, 'plan.yaml'), pid), await nameOf(join(folder, 'other.yaml'), pid)];
    for (const name of [own, others]) writeFileSync(join(folder, name), 'half');
    await saveAtomically(join(folder, 'plan.yaml'), 'x');
    expect(readdirSync(folder).sort()).toEqual([others, 'plan.yaml'].sort());
  });

  it('is not what a save that is running uses', async () => {
    const folder = ownFolder();
    const file = join(folder, 'plan.yaml');
    const removed: (readonly string[])[] = [];
    const disk = diskWith({
      rename: async (from, to) => {
        removed.push(await cleanLeftovers(folder, new Date(Date.now() + 2 * 86_400_000)));
        await nodeDisk.rename(from, to);
      },
    });
    await saveAtomically(file, 'x', { disk });
    expect(removed).toEqual([[]]);
  });
});
