import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WorkFile, nodeCalls, type Calls } from '../../../src/main/files/work-file.ts';
import { readLines, type WorkLine } from '../../../src/main/files/work-lines.ts';
import { fault } from '../../harness/faulty-disk.ts';
import { ownFolder } from '../../harness/folder.ts';

const line = (name: string): WorkLine => ({ change: { name }, step: null, changes: 1, savedAt: '2026-11-21T10:15:30.000Z' });

describe('a change', () => {
  it('is appended without writing the whole again, and is in the file before the call returns', () => {
    const { file, path } = made();
    file.begin(() => 'whole\n');
    const before = readFileSync(path, 'utf8');
    let size = 0;
    for (const name of ['a', 'b', 'c']) {
      file.append(line(name));
      const now = readFileSync(file.logPath, 'utf8').length;
      expect(now - size).toBeLessThan(250);
      size = now;
    }
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  it('that a full disk takes only a part of leaves those before it as they were', () => {
    let room = Infinity;
    const { file, path } = made({
      write: (fd, bytes) => {
        if (room === 0) throw fault('ENOSPC');
        const taken = nodeCalls.write(fd, bytes.subarray(0, Math.min(room, bytes.length)));
        room -= taken;
        return taken;
      },
    });
    file.begin((run) => run);
    file.append(line('a'));
    room = 20;
    expect(() => file.append(line('b'))).toThrow('ENOSPC');
    expect(file.isOpen).toBe(false);
    const read = readLines(readFileSync(file.logPath, 'utf8'), readFileSync(path, 'utf8'));
    expect(read.lines.map(({ change }) => change.name)).toEqual(['a']);
  });

  it('is written where the files are, and it is known when they are not there any more', async () => {
    const { file, folder } = made();
    file.begin((run) => run);
    file.append(line('a'));
    expect(await file.settle()).toBe(true);
    renameSync(folder, `${folder}-moved`);
    expect(await file.settle()).toBe(false);
    mkdirSync(folder);
    writeFileSync(file.logPath, '');
    expect(await file.settle()).toBe(false);
  });
});

describe('the whole', () => {
  it.each(['open', 'write', 'sync', 'rename'] as const)('stays as it was when writing it anew fails at %s, and leaves nothing', (call) => {
    let fails = false;
    const { file, path, folder } = made({
      [call]: (...args: unknown[]) => {
        if (fails) throw fault('EIO');
        return (nodeCalls[call] as (...all: unknown[]) => unknown)(...args);
      },
    });
    file.begin((run) => run);
    file.append(line('a'));
    const before = readFileSync(path, 'utf8');
    fails = true;
    expect(() => file.begin((run) => run)).toThrow('EIO');
    expect(readFileSync(path, 'utf8')).toBe(before);
    expect(readLines(readFileSync(file.logPath, 'utf8'), before).lines).toHaveLength(1);
    expect(readdirSync(folder)).toHaveLength(2);
  });
});

describe('the end of the work', () => {
  it('is written into the file of changes where nothing can be removed', () => {
    let fails = false;
    const { file, path } = made({
      unlink: (one) => {
        if (fails) throw fault('EROFS');
        nodeCalls.unlink(one);
      },
    });
    file.begin((run) => run);
    file.append(line('a'));
    fails = true;
    file.end();
    expect(readLines(readFileSync(file.logPath, 'utf8'), readFileSync(path, 'utf8')).ended).toBe(true);
    expect(() => file.end()).toThrow('EROFS'); // closed: nothing can say so any more
  });

  it('is fine where nothing is', () => {
    const { file, folder } = made();
    file.end();
    rmSync(folder, { recursive: true, force: true });
    file.end();
  });
});

function made(changes: Partial<Calls> = {}) {
  const folder = join(ownFolder(), 'recovery');
  const path = join(folder, 'a.json');
  return { folder, path, file: new WorkFile(path, { ...nodeCalls, ...changes }) };
}
