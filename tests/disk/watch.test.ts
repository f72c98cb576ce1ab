import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  fingerprintOf,
  nodeDisk,
  readTextFile,
  saveAtomically,
  watchFile,
  type Disk,
  type FileChange,
  type FileWatch,
  type WatchOptions,
} from '#disk';
import { announcing, diskWith, fault } from '../harness/faulty-disk.ts';
import { ownFolder } from '../harness/folder.ts';
import { HandTimers } from '../harness/fake-timers.ts';

vi.setConfig({ testTimeout: 60_000 }); // a busy machine is no failure

const windows = process.platform === 'win32';

describe('a watch, with the clock and the events in hand,', () => {
  it('tells once that the content changed, with what it is now', async () => {
    const { file, watch, changes } = await watched('old\n');
    writeFileSync(file, 'new\n');
    await watch.check();
    await watch.check();
    expect(changes).toEqual([{ kind: 'changed', fingerprint: await fingerprintOf(file) }]);
  });

  it('tells nothing when only the time changed, or the same content was written as another file', async () => {
    const { folder, file, watch, changes } = await watched('old\n');
    utimesSync(file, 1_000_000, 1_000_000);
    await watch.check();
    writeFileSync(join(folder, 'copy'), 'old\n');
    renameSync(join(folder, 'copy'), file);
    await watch.check();
    expect(changes).toEqual([]);
  });

  it('tells a change that left size and time as they were', async () => {
    const { file, watch, changes, folders } = await watched('old\n');
    utimesSync(file, 1_000_000, 1_000_000);
    await watch.check();
    writeFileSync(file, 'OLD\n');
    utimesSync(file, 1_000_000, 1_000_000);
    await watch.check();
    expect(kinds(changes)).toEqual(['changed']);
    expect(folders.size).toBe(1);
  });

  it('tells a change between reading and watching', async () => {
    const { changes, watch } = await watched('old\n', async (file) => {
      const { fingerprint } = await readTextFile(file);
      writeFileSync(file, 'new\n');
      return { known: fingerprint };
    });
    await watch.check();
    expect(kinds(changes)).toEqual(['changed']);
  });

  it('tells that the file is gone, and that it is back, each once', async () => {
    const { file, watch, changes } = await watched('old\n');
    unlinkSync(file);
    await watch.check();
    await watch.check();
    expect(changes).toEqual([{ kind: 'gone' }]);
    writeFileSync(file, 'old\n');
    await watch.check();
    await watch.check();
    expect(changes).toEqual([{ kind: 'gone' }, { kind: 'back', fingerprint: await fingerprintOf(file) }]);
    writeFileSync(file, 'new\n');
    await watch.check();
    expect(kinds(changes)).toEqual(['gone', 'back', 'changed']);
  });

  it('takes a file that was replaced by a folder for gone', async () => {
    const { file, watch, changes } = await watched('old\n');
    unlinkSync(file);
    mkdirSync(file);
    await watch.check();
    expect(kinds(changes)).toEqual(['gone']);
  });

  it('of a file that is not there yet tells when it comes', async () => {
    const { file, watch, changes } = await watched(undefined);
    await watch.check();
    expect(changes).toEqual([]);
    writeFileSync(file, 'new\n');
    await watch.check();
    expect(kinds(changes)).toEqual(['back']);
  });

  it('tells nothing of what we made known', async () => {
    const { file, watch, changes } = await watched('old\n');
    watch.known((await saveAtomically(file, 'ours\n')).fingerprint);
    await watch.check();
    expect(changes).toEqual([]);
    unlinkSync(file);
    await watch.check();
    watch.known((await saveAtomically(file, 'again\n')).fingerprint);
    await watch.check();
    expect(kinds(changes)).toEqual(['gone']);
  });

  it('tells nothing during a save of ours, however long it takes after the file is in place', async () => {
    const { file, watch, changes, timers } = await watched('old\n');
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    let inPlace = () => {};
    const placed = new Promise<void>((resolve) => (inPlace = resolve));
    const disk = diskWith({
      syncFolder: () => {
        inPlace();
        return held;
      },
    });
    const save = watch.during(saveAtomically(file, 'ours\n', { disk, platform: 'linux' }));
    await placed;
    expect(readFileSync(file, 'utf8')).toBe('ours\n');
    await watch.check();
    expect(changes).toEqual([]);
    release();
    expect((await save).file).toBe(file);
    timers.turn(200);
    await watch.check();
    expect(changes).toEqual([]);
  });

  it('tells what another program did during a save of ours that failed', async () => {
    const { file, watch, changes, timers } = await watched('old\n');
    let fail = (_: Error) => {};
    const failed = watch.during(new Promise<never>((_, reject) => (fail = reject)));
    writeFileSync(file, 'theirs\n');
    await watch.check(); // too early: it keeps quiet
    expect(changes).toEqual([]);
    fail(fault('ENOSPC'));
    await expect(failed).rejects.toThrow('ENOSPC');
    timers.turn(200);
    await eventually(() => expect(kinds(changes)).toEqual(['changed']));
  });

  it('does not take what it read before for a change, when the file was made known meanwhile', async () => {
    let hold: Promise<void> | undefined;
    let reading = () => {};
    const disk = diskWith({
      openToRead: async (path) => {
        const open = await nodeDisk.openToRead(path);
        const stop = hold;
        return {
          ...open,
          close: async () => {
            await open.close();
            if (stop) {
              reading();
              await stop;
            }
          },
        };
      },
    });
    const { file, watch, changes } = await watched('old\n', { disk });
    watch.known((await saveAtomically(file, 'one\n')).fingerprint);
    let release = () => {};
    hold = new Promise<void>((resolve) => (release = resolve));
    const begun = new Promise<void>((resolve) => (reading = resolve));
    const look = watch.check(); // reads version one, and is slow
    await begun;
    hold = undefined;
    watch.known((await saveAtomically(file, 'two\n')).fingerprint);
    release();
    await look;
    expect(changes).toEqual([]);
  });

  it('looks 200 ms after the last of many events, and only at those about its file', async () => {
    let reads = 0;
    const disk = diskWith({
      openToRead: (path) => {
        reads += 1;
        return nodeDisk.openToRead(path);
      },
    });
    const { folder, file, changes, timers, folders } = await watched('old\n', { disk });
    const event = folders.get(folder)?.event;
    const before = reads;
    writeFileSync(file, 'new\n');
    event?.('other.yaml');
    event?.('.plan.yaml.pipedraft-0123456789ab.tmp');
    timers.turn(1000);
    expect(timers.waiting).toBe(0);
    for (let times = 0; times < 5; times += 1) {
      event?.('plan.yaml');
      timers.turn(199);
    }
    expect(reads).toBe(before);
    timers.turn(1);
    await eventually(() => expect(kinds(changes)).toEqual(['changed']));
    expect(reads).toBe(before + 1);
  });

  it('looks when a system leaves the name out, or writes it in another way', async () => {
    const { folder, file, changes, timers, folders } = await watched('old\n', {}, 'Plän.yaml');
    for (const [at, name] of [null, 'PLÄN.yaml', 'Plän.yaml'.normalize('NFD')].entries()) {
      writeFileSync(file, `new ${at}\n`);
      folders.get(folder)?.event(name);
      timers.turn(200);
      await eventually(() => expect(changes).toHaveLength(at + 1));
    }
  });

  it('looks every two seconds where the folder cannot be watched, and reads only what seems to have changed', async () => {
    let reads = 0;
    const disk = diskWith({
      openToRead: (path) => {
        reads += 1;
        return nodeDisk.openToRead(path);
      },
    });
    const timers = new HandTimers();
    const watchFolder = () => {
      throw fault('ENOSPC'); // no watches left
    };
    const { file, changes } = await watched('old\n', { disk, timers, watchFolder });
    const before = reads;
    expect(timers.waiting).toBe(1);
    timers.turn(2000);
    await eventually(() => expect(timers.waiting).toBe(1)); // it looked, and waits again
    expect(reads).toBe(before);
    writeFileSync(file, 'newer\n');
    timers.turn(2000);
    await eventually(() => expect(kinds(changes)).toEqual(['changed']));
    await eventually(() => expect(timers.waiting).toBe(1));
    unlinkSync(file);
    timers.turn(2000);
    await eventually(() => expect(kinds(changes)).toEqual(['changed', 'gone']));
    await eventually(() => expect(timers.waiting).toBe(1));
    writeFileSync(file, 'newest\n');
    timers.turn(2000);
    await eventually(() => expect(kinds(changes)).toEqual(['changed', 'gone', 'back']));
  });

  it('looks on when a watch fails later, and watches again as soon as it can', async () => {
    const { folder, file, changes, timers, folders } = await watched('old\n');
    const first = folders.get(folder);
    first?.fail();
    expect(first?.closed).toBe(true);
    timers.turn(200);
    await eventually(() => expect(folders.get(folder)?.closed).toBe(false));
    expect(folders.get(folder)).not.toBe(first);
    writeFileSync(file, 'new\n');
    folders.get(folder)?.event('plan.yaml');
    timers.turn(200);
    await eventually(() => expect(kinds(changes)).toEqual(['changed']));
  });

  it('watches a folder anew that was replaced by another one', async () => {
    const { folder, file, watch, changes, timers, folders } = await watched('old\n');
    const first = folders.get(folder);
    renameSync(folder, `${folder}-moved`);
    onTestFinished(() => rmSync(`${folder}-moved`, { recursive: true, force: true }));
    first?.event(folder.slice(folder.lastIndexOf('/') + 1)); // systems name the folder itself
    timers.turn(200);
    await eventually(() => expect(kinds(changes)).toEqual(['gone']));
    await eventually(() => expect(timers.waiting).toBe(1));
    mkdirSync(folder);
    writeFileSync(file, 'new\n');
    timers.turn(2000);
    await eventually(() => expect(kinds(changes)).toEqual(['gone', 'back']));
    await watch.check();
    expect(first?.closed).toBe(true);
    expect(folders.get(folder)?.closed).toBe(false);
  });

  it('tells nothing when the disk does not say what is there, and looks again', async () => {
    let broken: string | undefined;
    const disk: Disk = diskWith({ openToRead: (path) => (broken ? Promise.reject(fault(broken)) : nodeDisk.openToRead(path)) });
    const { file, watch, changes, timers } = await watched('old\n', { disk });
    for (const code of ['EIO', 'EACCES', 'EBUSY', 'ETIMEDOUT']) {
      broken = code;
      await watch.check();
      expect(timers.waiting).toBe(1);
    }
    expect(changes).toEqual([]);
    broken = undefined;
    writeFileSync(file, 'newer\n');
    timers.turn(2000);
    await eventually(() => expect(kinds(changes)).toEqual(['changed']));
    await eventually(() => expect(timers.waiting).toBe(0));
  });

  it('tells nothing more when it is closed, also of a look that had begun', async () => {
    const { folder, file, watch, changes, timers, folders } = await watched('old\n');
    writeFileSync(file, 'new\n');
    folders.get(folder)?.event('plan.yaml');
    const look = watch.check();
    watch.close();
    await look;
    await watch.check();
    folders.get(folder)?.event('plan.yaml');
    expect(changes).toEqual([]);
    expect(timers.waiting).toBe(0);
    expect(folders.get(folder)?.closed).toBe(true);
  });

  it('leaves no watch open and no timer waiting, whenever it is closed', async () => {
    const folder = ownFolder();
    writeFileSync(join(folder, 'plan.yaml'), 'old\n');
    // at once (the first call is made by then), and before each of the calls that follow
    for (const last of [0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) {
      const { folders, watchFolder } = hands();
      const timers = new HandTimers();
      let calls = 0;
      const disk = announcing(() => {
        calls += 1;
        if (calls === last) watch.close();
      });
      const watch = watchFile(join(folder, 'plan.yaml'), unexpected, { timers, watchFolder, disk });
      if (last === 0) watch.close();
      await watch.check();
      if (last > calls) watch.close();
      expect(open(folders), `closed before call ${last}`).toEqual([]);
      expect(timers.waiting).toBe(0);
    }
  });

  it('lets a fault of ours be seen', async () => {
    const folder = ownFolder();
    const { watchFolder } = hands();
    writeFileSync(join(folder, 'plan.yaml'), 'old\n');
    const watch = watchFile(
      join(folder, 'plan.yaml'),
      () => {
        throw new TypeError('ours');
      },
      { timers: new HandTimers(), watchFolder },
    );
    await watch.check();
    writeFileSync(join(folder, 'plan.yaml'), 'new\n');
    await expect(watch.check()).rejects.toThrow('ours');
    watch.close();
  });

  it.skipIf(windows)('watches the folder of a link and that of its file, and follows the link when it is turned', async () => {
    const folder = ownFolder();
    for (const name of ['one', 'two']) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, `${name}.yaml`), `${name}\n`);
    }
    mkdirSync(join(folder, 'links'));
    const link = join(folder, 'links', 'plan.yaml');
    symlinkSync('../one/one.yaml', link);
    const { folders, watchFolder } = hands();
    const changes: FileChange[] = [];
    const timers = new HandTimers();
    const watch = watchFile(link, (change) => changes.push(change), { timers, watchFolder });
    await watch.check();
    expect(open(folders)).toEqual([join(folder, 'links'), join(folder, 'one')]);

    writeFileSync(join(folder, 'one', 'one.yaml'), 'new\n');
    folders.get(join(folder, 'one'))?.event('one.yaml');
    timers.turn(200);
    await eventually(() => expect(kinds(changes)).toEqual(['changed']));

    unlinkSync(link);
    symlinkSync('../two/two.yaml', link);
    folders.get(join(folder, 'links'))?.event('plan.yaml');
    timers.turn(200);
    await eventually(() => expect(kinds(changes)).toEqual(['changed', 'changed']));
    expect(open(folders)).toEqual([join(folder, 'links'), join(folder, 'two')]);
    watch.close();
    expect(open(folders)).toEqual([]);
  });
});

describe('a watch on a real folder', () => {
  it('tells of each program that moves another file into place, again and again', async () => {
    const { folder, file, changes } = await really('old\n');
    for (const n of [1, 2, 3]) {
      writeFileSync(join(folder, 'theirs'), `version ${n}\n`);
      renameSync(join(folder, 'theirs'), file);
      await eventually(() => expect(kinds(changes)).toEqual(Array<string>(n).fill('changed')));
    }
    expect(changes.at(-1)).toEqual({ kind: 'changed', fingerprint: await fingerprintOf(file) });
  });

  it('tells of programs that write into the file, remove it and make it again', async () => {
    const { file, changes } = await really('old\n');
    writeFileSync(file, 'new\n');
    await eventually(() => expect(kinds(changes)).toEqual(['changed']));
    unlinkSync(file);
    await eventually(() => expect(kinds(changes)).toEqual(['changed', 'gone']));
    writeFileSync(file, 'newer\n');
    await eventually(() => expect(kinds(changes)).toEqual(['changed', 'gone', 'back']));
  });

  it('tells nothing of our own saves, and still what another program writes after them', async () => {
    const { file, watch, changes } = await really('old\n');
    for (const n of [1, 2, 3]) await watch.during(saveAtomically(file, `ours ${n}\n`));
    writeFileSync(file, 'theirs\n');
    await eventually(() => expect(changes).not.toEqual([]));
    expect(changes).toEqual([{ kind: 'changed', fingerprint: await fingerprintOf(file) }]);
  });

  it.skipIf(windows)('tells when the whole folder goes, and when it comes back', async () => {
    const { folder, file, changes } = await really('old\n');
    renameSync(folder, `${folder}-away`);
    await eventually(() => expect(kinds(changes)).toEqual(['gone']));
    renameSync(`${folder}-away`, folder);
    await eventually(() => expect(kinds(changes)).toEqual(['gone', 'back']));
    writeFileSync(file, 'new\n');
    await eventually(() => expect(kinds(changes)).toEqual(['gone', 'back', 'changed']));
  });
});

interface Hand {
  readonly event: (name: string | null) => void;
  readonly fail: () => void;
  closed: boolean;
}

/** Folder watches whose events the test makes. */
function hands() {
  const folders = new Map<string, Hand>();
  const watchFolder: NonNullable<WatchOptions['watchFolder']> = (folder, event, fail) => {
    const hand: Hand = { event, fail, closed: false };
    folders.set(folder, hand);
    return { close: () => void (hand.closed = true) };
  };
  return { folders, watchFolder };
}

type Extra = WatchOptions | ((file: string) => Promise<WatchOptions>);

/** A watched file that was looked at once. */
async function watched(text: string | undefined, extra: Extra = {}, name = 'plan.yaml') {
  const folder = ownFolder();
  const file = join(folder, name);
  if (text !== undefined) writeFileSync(file, text);
  const timers = new HandTimers();
  const { folders, watchFolder } = hands();
  const changes: FileChange[] = [];
  const options = typeof extra === 'function' ? await extra(file) : extra;
  const watch = closing(watchFile(file, (change) => changes.push(change), { timers, watchFolder, ...options }));
  await watch.check();
  return { folder, file, watch, changes, timers, folders };
}

async function really(text: string) {
  const folder = join(ownFolder(), 'plans');
  mkdirSync(folder);
  const file = join(folder, 'plan.yaml');
  writeFileSync(file, text);
  const changes: FileChange[] = [];
  const watch = closing(watchFile(file, (change) => changes.push(change)));
  await watch.check();
  return { folder, file, watch, changes };
}

function closing(watch: FileWatch): FileWatch {
  onTestFinished(() => watch.close());
  return watch;
}

function unexpected(change: FileChange): never {
  throw new Error(`told ${change.kind}`);
}

/** Waits until it holds. */
function eventually(holds: () => void): Promise<void> {
  return vi.waitFor(holds, { timeout: 30_000, interval: 10 });
}

function kinds(changes: readonly FileChange[]): string[] {
  return changes.map(({ kind }) => kind);
}

function open(folders: ReadonlyMap<string, Hand>): string[] {
  return [...folders].flatMap(([folder, { closed }]) => (closed ? [] : [folder])).sort();
}
