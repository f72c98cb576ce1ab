import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import type { CheckpointFigures, FileState, PlanNow } from '#ipc';
import { Refusal } from '../../../src/renderer/state/ask.ts';
import { Checkpoints, roomWords } from '../../../src/renderer/state/checkpoints.svelte.ts';
import { CheckpointStore } from '../../../src/renderer/storage/checkpoint-store.ts';
import { WindowDatabase } from '../../../src/renderer/storage/database.ts';

const file = (id: string): FileState => ({ id, name: id.slice(1), folder: '/', format: 'yaml', dirty: false });
const figures: CheckpointFigures = {
  nodes: 1,
  likely: 5,
  unknown: 0,
  currency: 'USD',
  prices: 'Prices',
  maintainability: 90,
  skills: null,
  integration: 70,
  maturity: 1,
  errors: 0,
  warnings: 0,
  advice: 0,
};

let databases = 0;

function aWindow(mostBytes?: number) {
  const database = new WindowDatabase(`window-${++databases}`);
  const store = new CheckpointStore(database, mostBytes === undefined ? {} : { mostBytes });
  const texts = { now: null as PlanNow | null, save: null as PlanNow | null };
  const warn = vi.fn();
  const worked = vi.fn(() => Promise.resolve(figures));
  const checkpoints = new Checkpoints({
    store,
    text: (of) => Promise.resolve(texts[of]),
    openedText: () => Promise.resolve({ text: 'opened', format: 'yaml' }),
    figures: worked,
    warn,
  });
  const names = async (id: string) =>
    (await store.list(id)).map((one) => (one.state === 'whole' ? one.name || one.made.join('+') : one.state));
  return { database, store, texts, warn, worked, checkpoints, names };
}

const written = (id: string, text: string): PlanNow => ({ text, format: 'yaml', file: file(id) });

describe('the save of a plan', () => {
  it('is kept once, however often it is asked for', async () => {
    const { checkpoints, texts, names } = aWindow();
    checkpoints.opened(file('/a.yaml'), false);
    await checkpoints.saved();
    expect(await names('/a.yaml')).toEqual([]);
    texts.save = texts.now = written('/a.yaml', 'one');
    await checkpoints.saved();
    await checkpoints.keep('export');
    texts.now = written('/a.yaml', 'two');
    await checkpoints.keep('print');
    await checkpoints.saved();
    expect(await names('/a.yaml')).toEqual(['print', 'save+export']);
  });

  it('takes the list along into another file', async () => {
    const { checkpoints, texts, names } = aWindow();
    checkpoints.opened({ ...file('unsaved:1'), name: null }, true);
    texts.now = written('unsaved:1', 'one');
    await checkpoints.keepAs('early');
    texts.save = written('/a.yaml', 'two');
    await checkpoints.saved();
    expect(await names('/a.yaml')).toEqual(['save', 'early']);
  });
});

describe('a file that is opened', () => {
  it('joins the list that has its text, unless it is empty', async () => {
    const { checkpoints, store, names } = aWindow();
    await store.add({ id: '/a.yaml', name: 'a.yaml' }, { text: 'opened', format: 'yaml' }, 'save');
    checkpoints.opened(file('/b.yaml'), true);
    await checkpoints.saved();
    expect(await names('/b.yaml')).toEqual([]);
    checkpoints.opened(file('/b.yaml'), false);
    await checkpoints.saved();
    expect(await names('/b.yaml')).toEqual(['save']);
  });
});

describe('figures', () => {
  it('are worked out for what has none, and a text that cannot be read stays without', async () => {
    const { checkpoints, texts, worked, store } = aWindow();
    worked.mockRejectedValueOnce(new Refusal({ problem: 'No.', fix: 'Wait.' }));
    texts.now = written('/a.yaml', 'one');
    const id = await checkpoints.keepAs('named');
    const fail = vi.fn();
    const stop = checkpoints.watch('/a.yaml', fail);
    await expect.poll(() => checkpoints.list).toMatchObject([{ id, figures: null }]);
    await checkpoints.addFigures(fail);
    expect(await store.list('/a.yaml')).toMatchObject([{ figures }]);
    expect(checkpoints.used).toBe(3);
    expect(fail).not.toHaveBeenCalled();
    stop();
  });
});

describe('a checkpoint that cannot be kept', () => {
  it('is said once if it is automatic, and always if it is by hand', async () => {
    const { checkpoints, texts, warn } = aWindow(5);
    texts.now = written('/a.yaml', 'longer than five');
    await checkpoints.keep('export');
    await checkpoints.keep('print');
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]?.[0]).toMatchObject({ problem: expect.stringContaining('no room') as string });
    await expect(checkpoints.keepAs('named')).rejects.toBeInstanceOf(Refusal);
  });
});

describe('a disk that is full', () => {
  it.each(['QuotaExceededError', 'AbortError'])('is said, and nothing that was kept is lost: %s', async (name) => {
    const { checkpoints, texts, warn, database, names } = aWindow(40);
    texts.now = written('/a.yaml', 'a'.repeat(30));
    await checkpoints.keep('export');
    // it has to make room, and then there is none on the disk
    const full = new DOMException('full', 'QuotaExceededError');
    database.checkpointTexts.hook('creating', () => {
      throw name === 'AbortError' ? Object.assign(new Error('aborted'), { name, inner: full }) : full;
    });
    texts.now = written('/a.yaml', 'b'.repeat(30));
    await checkpoints.keep('print');
    expect(warn.mock.calls[0]?.[0]).toMatchObject({ problem: expect.stringContaining('The disk has no room') as string });
    await expect(checkpoints.keepAs('named')).rejects.toMatchObject({
      refused: { fix: expect.stringContaining('Free some space') as string },
    });
    expect(await names('/a.yaml')).toEqual(['export']);
  });
});

describe('the room', () => {
  it('is said in units that fit', () => {
    expect(roomWords(0, 64 * 1024 * 1024)).toBe('0 KiB of 64 MiB used by the checkpoints of all plans');
    expect(roomWords(1500, 64 * 1024 * 1024)).toBe('2 KiB of 64 MiB used by the checkpoints of all plans');
    expect(roomWords(3 * 1024 * 1024, 64 * 1024 * 1024)).toBe('3 MiB of 64 MiB used by the checkpoints of all plans');
  });
});
