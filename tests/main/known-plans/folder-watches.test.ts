import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Timers, WatchFolder } from '#disk';
import { FolderWatches } from '../../../src/main/known-plans/folder-watches.ts';
import { ownFolder } from '../../harness/folder.ts';

/* Folders that are watched for plans. */

/** A system whose events the test sends, and whose clock it moves. */
function system() {
  const events = new Map<string, { event: (name: string | null) => void; fail: () => void }>();
  const waiting = new Set<() => void>();
  const watchFolder: WatchFolder = (folder, event, fail) => {
    if (folder.includes('refused')) throw new Error('no more watches');
    events.set(folder, { event, fail });
    return { close: () => void events.delete(folder) };
  };
  const timers: Timers = {
    after: (_, call) => {
      waiting.add(call);
      return () => waiting.delete(call);
    },
  };
  const quiet = () => {
    const calls = [...waiting];
    waiting.clear();
    for (const call of calls) call();
  };
  return { events, waiting, watchFolder, timers, quiet };
}

describe('watched folders', () => {
  it('are those that were named last, up to a limit', () => {
    const { events, watchFolder, timers } = system();
    const watches = new FolderWatches({ changed: () => {}, watchFolder, timers, most: 2 });
    expect(watches.aim(['/a', '/b'])).toBe(true);
    expect(watches.aim(['/b', '/c', '/d'])).toBe(false);
    expect([...events.keys()]).toEqual(['/b', '/c']);
    expect(watches.aim(['/refused'])).toBe(false);
    watches.close();
    expect(events.size).toBe(0);
  });

  it('tell once of a burst in which a plan changed, and not of other files', async () => {
    const changed = vi.fn();
    const { events, waiting, watchFolder, timers, quiet } = system();
    const folder = ownFolder();
    const watches = new FolderWatches({ changed, watchFolder, timers });
    watches.aim([folder]);
    const { event } = events.get(folder) ?? { event: () => {} };
    for (const name of ['log.txt', 'a.pipedraft.yaml', 'a.pipedraft.yaml', 'b.pipedraft.json']) event(name);
    expect(waiting.size).toBe(1);
    quiet();
    await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(1));
    event('log.txt');
    event('._a.pipedraft.yaml');
    quiet();
    event('c.pipedraft.yaml');
    quiet();
    await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(2));
    expect(waiting.size).toBe(0); // nothing runs while nothing happens
  });

  it('tell of folders that come and go, and of more names than are looked at', async () => {
    const changed = vi.fn();
    const { events, watchFolder, timers, quiet } = system();
    const folder = ownFolder();
    mkdirSync(join(folder, 'new'));
    const watches = new FolderWatches({ changed, watchFolder, timers });
    watches.aim([folder, join(folder, 'old')]);
    for (const name of ['new', 'old', null]) {
      changed.mockClear();
      events.get(folder)?.event(name);
      quiet();
      await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(1));
    }
    changed.mockClear();
    for (let at = 0; at < 41; at += 1) events.get(folder)?.event(`log-${at}`);
    quiet();
    await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(1));
    changed.mockClear();
    events.get(folder)?.fail();
    quiet();
    await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(1));
    expect(watches.count).toBe(1);
  });

  it('tell nothing once they are closed', () => {
    const changed = vi.fn();
    const { events, watchFolder, timers, quiet } = system();
    const watches = new FolderWatches({ changed, watchFolder, timers });
    watches.aim(['/a']);
    events.get('/a')?.event('a.pipedraft.yaml');
    watches.close();
    quiet();
    expect(changed).not.toHaveBeenCalled();
  });

  it('see the files of a real disk', async () => {
    const folder = ownFolder();
    const changed = vi.fn();
    const watches = new FolderWatches({ changed });
    onTestFinished(() => watches.close());
    watches.aim([folder]);
    const steps = [
      () => writeFileSync(join(folder, 'a.pipedraft.yaml'), 'a'),
      () => writeFileSync(join(folder, 'a.pipedraft.yaml'), 'b'),
      () => renameSync(join(folder, 'a.pipedraft.yaml'), join(folder, 'b.pipedraft.yaml')),
      () => rmSync(join(folder, 'b.pipedraft.yaml')),
    ];
    for (const step of steps) {
      changed.mockClear();
      step();
      await vi.waitFor(() => expect(changed).toHaveBeenCalled(), 10_000);
    }
  });
});
