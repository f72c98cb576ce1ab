import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Keeper } from '../../../src/main/plans/keeper.ts';
import { WorkFile, nodeCalls } from '../../../src/main/files/work-file.ts';
import { readLines, type WorkLine } from '../../../src/main/files/work-lines.ts';
import { fault } from '../../harness/faulty-disk.ts';
import { ownFolder } from '../../harness/folder.ts';
import { HandTimers } from '../../harness/fake-timers.ts';

const line = (name: string): WorkLine => ({ change: { name }, step: null, changes: 1, savedAt: '2026-11-21T10:15:30.000Z' });

describe('a change', () => {
  it('is on the disk before anything else is done, however fast others follow', () => {
    const { keeper, names } = made();
    keeper.add(line('a')); // the whole, which holds it
    expect(names()).toEqual([]);
    for (const name of ['b', 'c', 'd']) {
      keeper.add(line(name));
      expect(names().at(-1)).toBe(name);
    }
  });

  it('is written with all the others when the disk refused it and takes it again; what fails is said until then', () => {
    const { keeper, told, timers, disk, written } = made();
    keeper.add(line('a'));
    disk.fails = true;
    keeper.add(line('b'));
    expect(told).toEqual(['ENOSPC']);
    keeper.add(line('c')); // waits for the next try
    timers.turn(1000);
    timers.turn(2000);
    expect(told).toEqual(['ENOSPC', 'ENOSPC', 'ENOSPC']);
    disk.fails = false;
    timers.turn(3999);
    expect(told).toHaveLength(3);
    timers.turn(1);
    expect(told).toEqual(['ENOSPC', 'ENOSPC', 'ENOSPC', undefined]);
    expect(written()).toBe(2); // at first, and now
  });

  it('is written with all the others when its folder is gone', async () => {
    const { keeper, timers, folder, settled } = made();
    keeper.add(line('a'));
    rmSync(folder, { recursive: true });
    timers.turn(200);
    await settled();
    expect(readdirSync(folder)).toHaveLength(2);
  });
});

describe('the end of the work', () => {
  it('stops what was to be tried again', () => {
    const { keeper, disk, timers, told, folder } = made();
    disk.fails = true;
    keeper.add(line('a'));
    disk.fails = false;
    keeper.forget();
    timers.turn(60_000);
    expect(told).toEqual(['ENOSPC', undefined]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that failed is not tried again once there is new work', () => {
    const { keeper, disk, timers, folder } = made();
    keeper.add(line('a'));
    keeper.close();
    disk.stays = true;
    keeper.forget();
    keeper.add(line('b'));
    disk.stays = false;
    timers.turn(60_000);
    expect(readdirSync(folder)).toHaveLength(2);
  });
});

it('makes sure on demand that the work is on the disk, or throws', async () => {
  const { keeper, disk } = made();
  await keeper.flush();
  keeper.add(line('a'));
  await keeper.flush();
  disk.fails = true;
  keeper.add(line('b'));
  await expect(keeper.flush()).rejects.toThrow('ENOSPC');
  disk.fails = false;
  await keeper.flush();
  keeper.close();
});

function made() {
  const folder = join(ownFolder(), 'recovery');
  const disk = { fails: false, stays: false };
  let writes = 0;
  const file = new WorkFile(join(folder, 'a.json'), {
    ...nodeCalls,
    write: (fd, bytes) => {
      if (disk.fails) throw fault('ENOSPC');
      return nodeCalls.write(fd, bytes);
    },
    unlink: (path) => {
      if (disk.stays) throw fault('EACCES');
      nodeCalls.unlink(path);
    },
  });
  const timers = new HandTimers();
  const told: (string | undefined)[] = [];
  let settling: Promise<unknown> = Promise.resolve();
  const settle = file.settle.bind(file);
  file.settle = () => {
    const now = settle();
    settling = now;
    return now;
  };
  const keeper = new Keeper(file, {
    timers,
    textOf: (run) => {
      if (!disk.fails) writes += 1;
      return run;
    },
    tell: (error) => told.push(error instanceof Error ? error.message.split(':')[0] : undefined),
  });
  const names = () => readLines(readFileSync(file.logPath, 'utf8'), readFileSync(file.path, 'utf8')).lines.map(({ change }) => change.name);
  return { keeper, folder, disk, timers, told, names, written: () => writes, settled: () => settling };
}
