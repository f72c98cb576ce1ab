import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { CheckpointStore, DamagedCheckpoint, NoRoom, type CheckpointStoreOptions } from '../../../src/renderer/storage/checkpoint-store.ts';
import { WindowDatabase } from '../../../src/renderer/storage/database.ts';

let databases = 0;
const day = 24 * 60 * 60 * 1000;

function storage(options: CheckpointStoreOptions = {}) {
  const name = `checkpoints-${++databases}`;
  const database = new WindowDatabase(name);
  const clock = { now: new Date(2026, 10, 25, 12).getTime() };
  const make = () => new CheckpointStore(database, { now: () => clock.now, ...options });
  return { name, database, clock, store: make(), make };
}

const a = { id: '/plans/a.pipedraft.yaml', name: 'a.pipedraft.yaml' };
const b = { id: '/plans/b.pipedraft.yaml', name: 'b.pipedraft.yaml' };
const yaml = (text: string) => ({ text, format: 'yaml' as const });
const titles = async (store: CheckpointStore, document: string) =>
  (await store.list(document)).map((one) => (one.state === 'whole' ? one.name || one.made.join('+') : one.state));

describe('keeping', () => {
  it('lists the newest first, with name, reason, file and size', async () => {
    const { store, clock } = storage();
    await store.add(a, yaml('one'), 'save');
    clock.now += 1000;
    await store.add(a, yaml('zwölf'), 'hand', 'before the move');
    expect(await store.list(a.id)).toMatchObject([
      { state: 'whole', name: 'before the move', made: ['hand'], bytes: 6, file: a.name, figures: null },
      { state: 'whole', name: '', made: ['save'], bytes: 3, time: clock.now - 1000 },
    ]);
    expect(await store.bytesUsed()).toBe(9);
  });

  it('adds a reason instead of a second checkpoint with the same text', async () => {
    const { store } = storage();
    const id = await store.add(a, yaml('one'), 'save');
    expect(await store.add(a, yaml('one'), 'export')).toBe(id);
    expect(await store.add(a, yaml('one'), 'export')).toBe(id);
    await store.add(a, yaml('one'), 'hand', 'named');
    expect(await titles(store, a.id)).toEqual(['named', 'save+export']);
  });

  it('thins what is older', async () => {
    const { store, clock } = storage();
    for (const text of ['1', '2', '3']) await store.add(a, yaml(text), 'save');
    clock.now += 2 * day;
    await store.add(a, yaml('4'), 'save');
    expect(await Promise.all((await store.list(a.id)).map(async ({ id }) => (await store.textOf(id)).text))).toEqual(['4', '3']);
  });

  it('thins every plan when a window starts, and removes texts that no row has', async () => {
    const { store, clock, database } = storage();
    for (const text of ['1', '2']) await store.add(a, yaml(text), 'save');
    await database.checkpointTexts.put({ id: 99, text: 'lost' });
    clock.now += 2 * day;
    await store.prune();
    expect(await titles(store, a.id)).toEqual(['save']);
    expect(await database.checkpointTexts.count()).toBe(1);
  });
});

describe('the limit', () => {
  it('drops the oldest without a name, of any plan, and keeps named ones', async () => {
    const { store, clock } = storage({ mostBytes: 30 });
    await store.add(b, yaml('b'.repeat(10)), 'save');
    clock.now += 1;
    await store.add(a, yaml('n'.repeat(10)), 'hand', 'named');
    clock.now += 1;
    await store.add(a, yaml('2'.repeat(10)), 'save');
    clock.now += 1;
    await store.add(a, yaml('3'.repeat(10)), 'save');
    expect(await titles(store, b.id)).toEqual([]);
    expect(await titles(store, a.id)).toEqual(['save', 'save', 'named']);
    expect(await store.bytesUsed()).toBe(30);
  });

  it('holds at its real size, with plans of 4 MiB: old ones go, the newest of each plan is whole', async () => {
    const { store, clock } = storage();
    const size = 4 * 1024 * 1024;
    const text = (at: number) => String(at).padEnd(size, 'x');
    for (let at = 0; at < 20; at += 1) {
      clock.now += 1000;
      await store.add(at % 2 === 0 ? a : b, yaml(text(at)), 'save');
    }
    expect(await store.bytesUsed()).toBe(16 * size);
    const [newest] = await store.list(a.id);
    expect((await store.textOf(newest?.id ?? 0)).text.startsWith('18x')).toBe(true);
    expect(await titles(store, a.id)).toHaveLength(8);
    expect(await titles(store, b.id)).toHaveLength(8);
  });

  it('refuses another one and drops nothing when named ones fill it', async () => {
    const { store } = storage({ mostBytes: 20 });
    await store.add(a, yaml('1'.repeat(9)), 'save');
    await store.add(a, yaml('2'.repeat(9)), 'hand', 'named');
    await expect(store.add(a, yaml('3'.repeat(15)), 'save')).rejects.toBeInstanceOf(NoRoom);
    expect(await titles(store, a.id)).toEqual(['named', 'save']);
  });
});

describe('the file that a plan has', () => {
  it('may change by Save as: both files have the list', async () => {
    const { store } = storage();
    await store.add({ id: 'unsaved:1', name: null }, yaml('one'), 'hand', 'early');
    await store.follow('unsaved:1', a.id);
    await store.add(a, yaml('two'), 'save');
    await store.follow(a.id, b.id);
    await store.add(b, yaml('three'), 'save');
    expect(await titles(store, a.id)).toEqual(['save', 'save', 'early']);
    expect(await titles(store, b.id)).toEqual(['save', 'save', 'early']);
  });

  it('may have had another plan before: nothing of either is lost', async () => {
    const { store } = storage();
    await store.add(a, yaml('other'), 'hand', 'of the other');
    await store.add({ id: 'unsaved:1', name: null }, yaml('one'), 'hand', 'early');
    await store.follow('unsaved:1', a.id);
    expect(await titles(store, a.id)).toEqual(['early', 'of the other']);
  });

  it('may be renamed elsewhere: the same text joins the list', async () => {
    const { store } = storage();
    await store.add(a, yaml('one'), 'save');
    await store.opened(b.id, 'one');
    expect(await titles(store, b.id)).toEqual(['save']);
  });

  it('stays apart when its text is unknown, or when it has a list', async () => {
    const { store } = storage();
    await store.add(a, yaml('one'), 'save');
    await store.opened(b.id, 'something else');
    expect(await titles(store, b.id)).toEqual([]);
    await store.add(b, yaml('two'), 'save');
    await store.opened(b.id, 'one');
    expect(await titles(store, b.id)).toEqual(['save']);
    expect(await titles(store, a.id)).toEqual(['save']);
  });
});

describe('naming, deleting', () => {
  it('keeps for good what has a name', async () => {
    const { store, clock } = storage();
    const first = await store.add(a, yaml('1'), 'save');
    await store.add(a, yaml('2'), 'save');
    await store.rename(first, 'kept');
    clock.now += 900 * day;
    await store.prune();
    expect(await titles(store, a.id)).toEqual(['save', 'kept']);
  });

  it('can be undone', async () => {
    const { store } = storage();
    const id = await store.add(a, yaml('one'), 'hand', 'named');
    const before = await store.list(a.id);
    const removed = await store.remove(id);
    expect(await store.list(a.id)).toEqual([]);
    expect(await store.bytesUsed()).toBe(0);
    await store.putBack(removed);
    expect(await store.list(a.id)).toEqual(before);
    expect(await store.textOf(id)).toEqual(yaml('one'));
  });
});

describe('what the database holds', () => {
  it('is listed when it is damaged or of a later version, and stays', async () => {
    const { store, database, clock } = storage();
    const ids: number[] = [];
    for (const text of ['1', '2', '3', '4', '5']) ids.push(await store.add(a, yaml(text), 'hand', `no ${text}`));
    const [text, noText, row, later] = ids as [number, number, number, number];
    await database.checkpointTexts.put({ id: text, text: 'another' });
    await database.checkpointTexts.delete(noText);
    await database.checkpoints.update(row, { made: 'nobody' as never, bytes: 'many' as never, time: 'never' as never });
    await database.checkpoints.update(later, { version: 2 as never, figures: { unheard: true } as never });
    expect((await store.list(a.id)).map(({ id, state }) => [id, state])).toEqual([
      [ids[4], 'whole'],
      [later, 'newer'],
      [noText, 'damaged'],
      [text, 'damaged'],
      [row, 'damaged'],
    ]);
    for (const id of [text, noText, row, later]) await expect(store.textOf(id)).rejects.toBeInstanceOf(DamagedCheckpoint);
    clock.now += 900 * day;
    await store.prune();
    await store.add(a, yaml('6'), 'save');
    expect(await store.list(a.id)).toHaveLength(6);
    await store.remove(row);
    expect(await store.list(a.id)).toHaveLength(5);
    expect(await store.bytesUsed()).toBeGreaterThan(0);
  });
});

describe('two windows', () => {
  it('keep checkpoints of the same file at once, and see those of the other', async () => {
    const { name, make } = storage();
    const [one, other] = [make(), new CheckpointStore(new WindowDatabase(name))];
    let seen = 0;
    const stop = one.watch(a.id, () => (seen += 1));
    await Promise.all([1, 2, 3, 4].map((text) => (text % 2 ? one : other).add(a, yaml(String(text)), 'hand', `no ${text}`)));
    expect((await titles(one, a.id)).sort()).toEqual(['no 1', 'no 2', 'no 3', 'no 4']);
    expect((await titles(other, a.id)).sort()).toEqual(['no 1', 'no 2', 'no 3', 'no 4']);
    await expect.poll(() => seen).toBeGreaterThan(0);
    const before = seen; // several changes at once may be told as one
    await other.add(a, yaml('5'), 'hand', 'no 5');
    await expect.poll(() => seen).toBeGreaterThan(before);
    stop();
  });
});
