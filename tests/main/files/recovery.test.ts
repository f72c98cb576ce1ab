import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { UserError } from '#engine/errors';
import { applyEdits, changeBetween, documentOf, emptyPlan, samePlan, type Plan } from '#engine/plan';
import { RecoveryStore } from '../../../src/main/files/recovery.ts';
import { textOf, type Work } from '../../../src/main/files/recovery-entry.ts';
import type { WorkLine } from '../../../src/main/files/work-lines.ts';
import { planAndLater } from '../../harness/arbitraries.ts';
import { ownFolder } from '../../harness/folder.ts';

vi.setConfig({ testTimeout: 60_000 }); // a busy machine is no failure

const plan: Plan = {
  ...emptyPlan('Churn'),
  nodes: { train: { service: 'azure-ml', title: 'Train' } },
  layout: { train: [40, 80] },
  own: { 'x-team': 'blue' },
};
const work: Work = {
  id: '7d3f4c52-0000-4000-8000-000000000001',
  file: '/plans/churn.pipedraft.yaml',
  format: 'yaml',
  base: { text: '# by hand\npipedraft: 1\nname: Churn\n', sha256: 'a'.repeat(64) },
  holds: 'a'.repeat(64),
  trail: { from: plan, step: null, changes: [] },
  changes: 3,
  savedAt: '2026-11-21T10:15:30.000Z',
  app: '0.1.0',
};
const renamed = (number: number): WorkLine => ({
  change: { name: `Churn ${number}` },
  step: { number, time: number * 1000, label: 'Rename' },
  changes: number,
  savedAt: `2026-11-21T10:16:0${number}.000Z`,
});

describe('unsaved work', () => {
  it('is there again after a restart, as it was after the last change', async () => {
    const { store, keep } = made();
    const file = keep(work);
    for (const number of [1, 2]) file.append(renamed(number));
    keep({ ...work, id: 'b', file: null, base: null, format: 'json', savedAt: '2026-11-21T10:15:31.000Z' });
    const { entries, broken } = await store.list();
    expect(broken).toEqual([]);
    expect(entries.map(({ id }) => id)).toEqual([work.id, 'b']); // newest first
    const { id, file: path, base, holds, app } = work;
    expect(entries[0]).toMatchObject({ id, file: path, base, holds, app, changes: 2, savedAt: '2026-11-21T10:16:02.000Z' });
    expect(entries[0]?.plan).toEqual({ ...plan, name: 'Churn 2' });
    expect(entries[0]?.trail.changes.map(({ step }) => step?.number)).toEqual([1, 2]);
    expect(entries[0]?.trail.from).toEqual(plan);
  });

  it('of the first version, which wrote the whole plan, is restored too', async () => {
    const { folder, store } = made();
    mkdirSync(folder);
    writeFileSync(join(folder, 'old.json'), first({ id: 'old' }));
    const { entries, broken } = await store.list();
    expect(broken).toEqual([]);
    expect(entries).toMatchObject([{ id: 'old', changes: 3 }]);
    expect(samePlan(entries[0]?.plan ?? emptyPlan(''), plan)).toBe(true);
  });

  it('is the plan, to the order of its edges and nodes, after any changes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(planAndLater, { minLength: 1, maxLength: 4 }), async (sources) => {
        const { store, keep } = made();
        let now = sources[0]?.plan ?? plan;
        const file = keep({ ...work, trail: { from: now, step: null, changes: [] } });
        for (const [at, { later, edits }] of sources.entries()) {
          const next = at % 2 === 0 ? later : applyEdits(now, edits);
          file.append({ ...renamed(1), change: changeBetween(now, next) });
          now = next;
        }
        const { entries, broken } = await store.list();
        expect(broken).toEqual([]);
        expect(entries[0]?.plan).toEqual(JSON.parse(JSON.stringify(now)));
        expect(Object.keys(entries[0]?.plan.nodes ?? {})).toEqual(Object.keys(now.nodes));
      }),
      { numRuns: 30 },
    );
  });

  it('cut off after any byte is what it was after some of its changes, and after all but the last at worst', async () => {
    const { folder, store, keep } = made();
    const file = keep(work);
    const names = ['Churn', ...[1, 2, 3, 4].map((number) => `Churn ${number}`)];
    for (const number of [1, 2, 3, 4]) file.append(renamed(number));
    file.close();
    const log = join(folder, `${work.id}.log`);
    const whole = readFileSync(log);
    const ends = [0, ...[...whole.entries()].flatMap(([at, byte]) => (byte === 10 ? [at + 1] : []))];
    for (let length = 0; length <= whole.length; length += 1) {
      writeFileSync(log, whole.subarray(0, length));
      const { entries, broken } = await store.list();
      const done = ends.filter((end) => end <= length).length - 1;
      expect([broken.length, entries[0]?.plan.name]).toEqual([0, names[done]]);
    }
  });

  it('that is written anew starts from the changes so far; lines of before are passed over', async () => {
    const { folder, store, keep } = made();
    keep(work).append(renamed(1));
    const old = readFileSync(join(folder, `${work.id}.log`));
    const file = keep({ ...work, trail: { ...work.trail, changes: [{ change: { name: 'Anew' }, step: null }] } });
    writeFileSync(join(folder, `${work.id}.log`), old); // killed before it was emptied
    expect((await store.list()).entries[0]?.plan.name).toBe('Anew');
    file.append(renamed(1));
    expect((await store.list()).entries[0]?.plan.name).toBe('Churn 1');
  });

  it.skipIf(process.platform === 'win32')('is in a folder that only its owner may enter', () => {
    const { folder, keep } = made();
    keep(work);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777)).toEqual([0o600, 0o600]);
  });

  it('is gone when it has ended, and so is what a killed program left', async () => {
    const { folder, store, keep } = made();
    const file = keep(work);
    file.append(renamed(1));
    file.end();
    file.end(); // once more does no harm
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(join(folder, 'a.log'), 'changes of work that was saved');
    writeFileSync(join(folder, '.a.json.pipedraft-0123456789ab.tmp'), 'half');
    expect(await store.list()).toEqual({ entries: [], broken: [] });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('has an id that cannot lead out of the folder', () => {
    const { folder, store } = made();
    for (const id of ['../x', 'a/b', 'a\\b', '', '.', 'a.b', 'x'.repeat(65)]) expect(() => store.workOn(id)).toThrow(TypeError);
    expect(existsSync(folder)).toBe(false);
  });
});

describe('a recovery file that cannot be restored', () => {
  const good = { ...(JSON.parse(textOf(work, 'r')) as object) };
  it.each([
    ['torn', JSON.stringify(good).slice(0, 100), /it is torn/],
    ['empty', '', /it is empty/],
    ['binary', Buffer.from([0xff, 0xfe, 0x00, 0x80]), /it is torn/],
    ['of another program', '{"hello": "world"}', /it holds something else/],
    ['a list', '[]', /it holds something else/],
    ['null', 'null', /it holds something else/],
    ['without a field', JSON.stringify({ ...good, base: undefined }), /it holds something else/],
    ['with a field too many', JSON.stringify({ ...good, more: 1 }), /it holds something else/],
    ['of another document', JSON.stringify({ ...good, id: 'other' }), /it holds something else/],
    ['of version 0', JSON.stringify({ ...good, version: 0 }), /it holds something else/],
    ['no plan', JSON.stringify({ ...good, plan: { name: 'x', nodes: { a: {} } } }), /it holds something else/],
    ['no plan that can be drawn', first({ plan: { pipedraft: 1, name: '', nodes: { train: {} } } }), /its plan cannot be read: /],
  ])('since it is %s is set aside and said, and the others are restored', async (_, content, why) => {
    const { folder, store, keep } = made();
    keep({ ...work, id: 'good' });
    writeFileSync(join(folder, `${work.id}.json`), content);
    writeFileSync(join(folder, `${work.id}.log`), 'changes');
    const { entries, broken } = await store.list();
    expect(entries.map(({ id }) => id)).toEqual(['good']);
    const kept = join(folder, `${work.id}.broken`);
    expect(broken).toEqual([{ id: work.id, file: kept, error: expect.any(UserError) }]);
    expect(broken[0]?.error.problem).toMatch(why);
    expect(broken[0]?.error.fix).toContain(kept);
    expect(readFileSync(kept)).toEqual(Buffer.from(content as string));
    expect((await store.list()).broken).toEqual([]); // said once
    expect(readdirSync(folder).sort()).toEqual([`${work.id}.broken`, `${work.id}.log.broken`, 'good.json', 'good.log']);
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

  it('since a newer version wrote it is said, and left for that version', async () => {
    const { folder, store } = made();
    mkdirSync(folder);
    writeFileSync(join(folder, 'a.json'), JSON.stringify({ ...good, id: 'a', version: 3, more: 1 }));
    writeFileSync(join(folder, 'a.log'), 'what only that version knows');
    const { entries, broken } = await store.list();
    expect(entries).toEqual([]);
    expect(broken[0]?.error.problem).toMatch(/newer version of Pipedraft/);
    expect(broken[0]?.error.problem).toContain(join(folder, 'a.json'));
    expect(readdirSync(folder)).toEqual(['a.json', 'a.log']);
  });

  it('since there is a folder in its place is said, and left', async () => {
    const { folder, store } = made();
    mkdirSync(join(folder, 'a.json'), { recursive: true });
    const { entries, broken } = await store.list();
    expect(entries).toEqual([]);
    expect(broken[0]?.error.problem).toContain('is a folder');
    expect(readdirSync(folder)).toEqual(['a.json']);
  });

  it('in the middle of its changes is restored up to there, and the rest is kept and said', async () => {
    const { folder, store, keep } = made();
    const file = keep(work);
    for (const number of [1, 2, 3]) file.append(renamed(number));
    file.close();
    const log = join(folder, `${work.id}.log`);
    const damaged = readFileSync(log, 'utf8').replace('Churn 2', 'Churn X');
    writeFileSync(log, damaged);
    const { entries, broken } = await store.list();
    expect(entries[0]?.plan.name).toBe('Churn 1');
    expect(broken[0]?.error).toMatchObject({ problem: expect.stringContaining('damaged'), fix: expect.stringContaining('.log.broken') });
    expect(readFileSync(join(folder, `${work.id}.log.broken`), 'utf8')).toBe(damaged);
  });

  it('is told apart from other files', async () => {
    const { folder, store } = made();
    mkdirSync(folder);
    for (const name of ['a.broken', 'notes.txt', '.hidden.json']) writeFileSync(join(folder, name), 'x');
    const before = readdirSync(folder);
    expect(await store.list()).toEqual({ entries: [], broken: [] });
    expect(readdirSync(folder)).toEqual(before);
  });
});

it('a folder that cannot be read is said in words', async () => {
  const file = join(ownFolder(), 'file');
  writeFileSync(file, 'x');
  await expect(new RecoveryStore(join(file, 'recovery')).list()).rejects.toBeInstanceOf(UserError);
});

/** A recovery file as the first version wrote it. */
function first(changes: object): string {
  const { trail: _, ...rest } = work;
  return JSON.stringify({ version: 1, ...rest, plan: documentOf(plan), label: 'Churn', ...changes });
}

function made() {
  const folder = join(ownFolder(), 'recovery');
  const store = new RecoveryStore(folder);
  const keep = (one: Work) => {
    const file = store.workOn(one.id);
    file.begin((run) => textOf(one, run));
    return file;
  };
  return { folder, store, keep };
}
