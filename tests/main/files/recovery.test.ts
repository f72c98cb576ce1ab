import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { saveAtomically } from '#disk';
import { PlanProblems, UserError } from '#engine/errors';
import { documentOf, emptyPlan, type Plan } from '#engine/plan';
import { RecoveryStore, planOf, type RecoveryEntry } from '../../../src/main/files/recovery.ts';
import { fault } from '../../harness/faulty-disk.ts';
import { ownFolder } from '../../harness/folder.ts';

vi.setConfig({ testTimeout: 60_000 }); // a busy machine is no failure

const plan: Plan = {
  ...emptyPlan('Churn'),
  nodes: { train: { service: 'azure-ml', title: 'Train' } },
  layout: { train: [40, 80] },
  own: { 'x-team': 'blue' },
};
const entry: RecoveryEntry = {
  id: '7d3f4c52-0000-4000-8000-000000000001',
  file: '/plans/churn.pipedraft.yaml',
  format: 'yaml',
  base: { text: '# by hand\npipedraft: 1\nname: Churn\n', sha256: 'a'.repeat(64) },
  holds: 'a'.repeat(64),
  plan: documentOf(plan),
  label: 'Churn',
  changes: 3,
  savedAt: '2026-11-21T10:15:30.000Z',
  app: '0.1.0',
};

describe('unsaved work', () => {
  it('is there again after a restart, as it was', async () => {
    const { folder, store } = made();
    await store.write(entry);
    const unsaved: RecoveryEntry = { ...entry, id: 'b', file: null, base: null, format: 'json', savedAt: '2026-11-21T10:15:31.000Z' };
    await store.write(unsaved);
    const { entries, broken } = await new RecoveryStore(folder, saveAtomically).list();
    expect(entries).toEqual([unsaved, entry]); // newest first
    expect(broken).toEqual([]);
    expect(documentOf(planOf(entry))).toEqual(documentOf(plan));
  });

  it('is one JSON file a document, which says its version', async () => {
    const { folder, store } = made();
    await store.write(entry);
    await store.write({ ...entry, changes: 4 });
    expect(readdirSync(folder)).toEqual([`${entry.id}.json`]);
    expect(JSON.parse(readFileSync(join(folder, `${entry.id}.json`), 'utf8'))).toEqual({ version: 1, ...entry, changes: 4 });
  });

  it.skipIf(process.platform === 'win32')('is in a folder that only its owner may enter', async () => {
    const { folder, store } = made();
    await store.write(entry);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('is saved with the saver it is given, and what was kept before stays when that fails', async () => {
    const { folder } = made();
    let fail = false;
    const store = new RecoveryStore(folder, async (file, text) => {
      if (fail) throw new UserError('The disk is full.', 'Make room.');
      await saveAtomically(file, text);
    });
    await store.write(entry);
    fail = true;
    await expect(store.write({ ...entry, changes: 4 })).rejects.toThrow('The disk is full.');
    expect((await store.list()).entries).toEqual([entry]);
  });

  it('of a plan that cannot be read is kept, and says what is wrong with it', async () => {
    const { store } = made();
    const odd = { ...entry, plan: { pipedraft: 1, name: '', nodes: { train: {} } } };
    await store.write(odd);
    const { entries } = await store.list();
    expect(entries).toEqual([odd]);
    expect(() => planOf(entries[0] ?? entry)).toThrow(PlanProblems);
  });

  it('is forgotten when it is removed, and removing what is not there is fine', async () => {
    const { folder, store } = made();
    await store.remove(entry.id);
    await store.write(entry);
    await store.remove(entry.id);
    expect(readdirSync(folder)).toEqual([]);
    expect(await store.list()).toEqual({ entries: [], broken: [] });
  });

  it('that is being written when it is removed does not come back', async () => {
    const { folder } = made();
    const slow = new SlowSaver();
    const store = new RecoveryStore(folder, slow.save);
    const first = store.write(entry);
    await slow.begun;
    const waiting = store.write({ ...entry, changes: 4 });
    const removed = store.remove(entry.id);
    slow.release();
    await Promise.all([first, waiting, removed]);
    expect(slow.texts).toHaveLength(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is written newest last, and not more often than the disk can', async () => {
    const { folder } = made();
    const slow = new SlowSaver();
    const store = new RecoveryStore(folder, slow.save);
    const writes = [1, 2, 3, 4].map((changes) => store.write({ ...entry, changes }));
    await slow.begun;
    slow.release();
    await Promise.all(writes);
    expect(slow.texts.map((text) => (JSON.parse(text) as RecoveryEntry).changes)).toEqual([1, 4]);
  });

  it('has an id that cannot lead out of the folder', async () => {
    const { folder, store } = made();
    for (const id of ['../x', 'a/b', 'a\\b', '', '.', 'a.b', 'x'.repeat(65)]) {
      await expect(store.write({ ...entry, id })).rejects.toThrow(TypeError);
      await expect(store.remove(id)).rejects.toThrow(TypeError);
    }
    expect(existsSync(folder)).toBe(false);
  });
});

describe('flushing', () => {
  it('waits for everything that was asked for', async () => {
    const { folder } = made();
    const slow = new SlowSaver();
    const store = new RecoveryStore(folder, slow.save);
    await store.flush();
    const writes = [store.write(entry), store.write({ ...entry, changes: 4 }), store.write({ ...entry, id: 'b' })];
    await slow.begun;
    slow.release();
    await store.flush();
    expect((await store.list()).entries.map(({ changes }) => changes)).toEqual([4, 3]);
    await Promise.all(writes);
  });

  it('fails when the newest work is not on the disk, and not for older work that was written over', async () => {
    const { folder } = made();
    const fails = [true, false, true];
    const store = new RecoveryStore(folder, async (file, text) => {
      if (fails.shift()) throw new UserError('The disk is full.', 'Make room.');
      await saveAtomically(file, text);
    });
    const first = Promise.allSettled([store.write(entry), store.write({ ...entry, changes: 4 })]);
    await store.flush();
    expect((await first).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    const second = Promise.allSettled([store.write({ ...entry, changes: 5 })]);
    await expect(store.flush()).rejects.toThrow('The disk is full.');
    await second;
    await store.flush(); // told once
  });
});

describe('a flush under way', () => {
  it('does not fail for work that was written over before it ended', async () => {
    const { folder } = made();
    const slow = new SlowSaver();
    let fails = true;
    const store = new RecoveryStore(folder, async (file, text) => {
      const failing = fails;
      fails = false;
      await slow.save(file, text);
      if (failing) throw new UserError('The disk is full.', 'Make room.');
    });
    const first = Promise.allSettled([store.write(entry)]);
    await slow.begun;
    const flushed = store.flush();
    const second = store.write({ ...entry, changes: 4 });
    slow.release();
    await flushed;
    await second;
    expect((await first)[0].status).toBe('rejected');
  });
});

describe('a recovery file that cannot be restored', () => {
  const good = { version: 1, ...entry };
  it.each([
    ['torn', JSON.stringify(good).slice(0, 100), /it is torn/],
    ['empty', '', /it is torn/],
    ['binary', Buffer.from([0xff, 0xfe, 0x00, 0x80]), /it is torn/],
    ['of another program', '{"hello": "world"}', /it holds something else/],
    ['a list', '[]', /it holds something else/],
    ['null', 'null', /it holds something else/],
    ['without a field', JSON.stringify({ ...good, base: undefined }), /it holds something else/],
    ['with a field too many', JSON.stringify({ ...good, more: 1 }), /it holds something else/],
    ['of another document', JSON.stringify({ ...good, id: 'other' }), /it holds something else/],
    ['of version 0', JSON.stringify({ ...good, version: 0 }), /it holds something else/],
  ])('since it is %s is set aside and told, and the others are restored', async (_, content, why) => {
    const { folder, store } = made();
    await store.write({ ...entry, id: 'good' });
    writeFileSync(join(folder, `${entry.id}.json`), content);
    const { entries, broken } = await store.list();
    expect(entries.map(({ id }) => id)).toEqual(['good']);
    const kept = join(folder, `${entry.id}.broken`);
    expect(broken).toEqual([{ id: entry.id, file: kept, error: expect.any(UserError) }]);
    expect(broken[0]?.error.problem).toMatch(why);
    expect(broken[0]?.error.fix).toContain(kept);
    expect(readFileSync(kept)).toEqual(Buffer.from(content as string));
    expect((await store.list()).broken).toEqual([]); // told once
    expect(readdirSync(folder).sort()).toEqual([`${entry.id}.broken`, 'good.json']);
  });

  it('does not replace one that was set aside before', async () => {
    const { folder, store } = made();
    mkdirSync(folder);
    for (const n of [1, 2, 3]) {
      writeFileSync(join(folder, 'a.json'), `torn ${n}`);
      await store.list();
    }
    expect(readdirSync(folder).sort()).toEqual(['a.broken', 'a.broken-2', 'a.broken-3']);
    expect(readFileSync(join(folder, 'a.broken'), 'utf8')).toBe('torn 1');
  });

  it('since a newer version wrote it is told, and left for that version', async () => {
    const { folder, store } = made();
    mkdirSync(folder);
    writeFileSync(join(folder, 'a.json'), JSON.stringify({ ...good, id: 'a', version: 2, more: 1 }));
    const { entries, broken } = await store.list();
    expect(entries).toEqual([]);
    expect(broken[0]?.error.problem).toMatch(/newer version of Pipedraft/);
    expect(readdirSync(folder)).toEqual(['a.json']);
  });

  it('is told apart from temporary files, folders and others', async () => {
    const { folder, store } = made();
    mkdirSync(join(folder, 'folder.json'), { recursive: true });
    for (const name of ['.a.json.pipedraft-0123456789ab.tmp', 'a.broken', 'notes.txt', '.hidden.json'])
      writeFileSync(join(folder, name), 'x');
    const before = readdirSync(folder);
    expect(await store.list()).toEqual({ entries: [], broken: [] });
    expect(readdirSync(folder)).toEqual(before);
  });
});

it('a folder that cannot be made or read is told in words', async () => {
  const file = join(ownFolder(), 'file');
  writeFileSync(file, 'x');
  const store = new RecoveryStore(join(file, 'recovery'), saveAtomically);
  await expect(store.write(entry)).rejects.toBeInstanceOf(UserError);
  await expect(store.list()).rejects.toBeInstanceOf(UserError);
  await expect(new RecoveryStore(ownFolder(), () => Promise.reject(fault('EIO'))).write(entry)).rejects.toThrow('EIO');
});

function made() {
  const folder = join(ownFolder(), 'recovery');
  return { folder, store: new RecoveryStore(folder, saveAtomically) };
}

/** A saver whose first save takes until the test releases it. */
class SlowSaver {
  readonly texts: string[] = [];
  release = () => {};
  #begin = () => {};
  readonly begun = new Promise<void>((resolve) => (this.#begin = resolve));
  readonly #held = new Promise<void>((resolve) => (this.release = resolve));

  readonly save = async (file: string, text: string): Promise<void> => {
    this.texts.push(text);
    this.#begin();
    await this.#held;
    await saveAtomically(file, text);
  };
}
