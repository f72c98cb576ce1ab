import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { ChangedOnDisk, SaveQueue, fingerprintOf, saveAtomically, type SaveOptions, type Saved } from '#disk';
import { ownFolder } from '../harness/folder.ts';

vi.setConfig({ testTimeout: 60_000 }); // a busy machine is no failure

describe('a queue of saves', () => {
  it('writes one text at a time, and of those that wait only the newest', async () => {
    const desk = new Desk();
    const queue = new SaveQueue(desk.save);
    const saves = ['one', 'two', 'three', 'four'].map((text) => queue.save('/plans/a.yaml', text));
    await desk.until(1);
    desk.finish('one');
    await desk.until(2);
    desk.finish('four');
    const saved = await Promise.all(saves);
    expect(desk.started).toEqual(['/plans/a.yaml one', '/plans/a.yaml four']);
    expect(saved.map(({ fingerprint }) => fingerprint.sha256)).toEqual(['one', 'four', 'four', 'four']);
  });

  it('writes to several files at once', async () => {
    const desk = new Desk();
    const queue = new SaveQueue(desk.save);
    const saves = [queue.save('/plans/a.yaml', 'one'), queue.save('/plans/b.yaml', 'two')];
    await desk.until(2);
    desk.finish('two');
    desk.finish('one');
    await Promise.all(saves);
  });

  it('goes on after a save that failed, and tells each its own outcome', async () => {
    const desk = new Desk();
    const queue = new SaveQueue(desk.save);
    const first = queue.save('/plans/a.yaml', 'one');
    const second = queue.save('/plans/a.yaml', 'two');
    const third = queue.save('/plans/a.yaml', 'three');
    await desk.until(1);
    desk.fail('one');
    await expect(first).rejects.toThrow('one');
    await desk.until(2);
    desk.fail('three');
    await expect(second).rejects.toThrow('three');
    await expect(third).rejects.toThrow('three');
    const fourth = queue.save('/plans/a.yaml', 'four');
    await desk.until(3);
    desk.finish('four');
    expect((await fourth).fingerprint.sha256).toBe('four');
  });

  it('lets a save that waited expect what the one before it wrote', async () => {
    const file = join(ownFolder(), 'plan.yaml');
    writeFileSync(file, 'old\n');
    const queue = new SaveQueue();
    const expected = await fingerprintOf(file);
    await Promise.all(['one\n', 'two\n', 'three\n'].map((text) => queue.save(file, text, { expected })));
    expect(readFileSync(file, 'utf8')).toBe('three\n');
  });

  it('lets a save that waited expect nothing when it was asked to overwrite', async () => {
    const desk = new Desk();
    const queue = new SaveQueue(desk.save);
    const saves = [queue.save('/plans/a.yaml', 'one'), queue.save('/plans/a.yaml', 'two')];
    await desk.until(1);
    desk.finish('one');
    await desk.until(2);
    desk.finish('two');
    await Promise.all(saves);
    expect(desk.options).toEqual([{}, {}]);
  });

  it('still finds that another program changed the file while a save waited', async () => {
    const file = join(ownFolder(), 'plan.yaml');
    writeFileSync(file, 'old\n');
    const expected = await fingerprintOf(file);
    const queue = new SaveQueue(async (path, text, options) => {
      const saved = await saveAtomically(path, text, options);
      writeFileSync(file, 'theirs\n');
      return saved;
    });
    const [first, second] = await Promise.allSettled(['one\n', 'two\n'].map((text) => queue.save(file, text, { expected })));
    expect(first?.status).toBe('fulfilled');
    expect(second).toMatchObject({ status: 'rejected', reason: expect.any(ChangedOnDisk) });
    expect(readFileSync(file, 'utf8')).toBe('theirs\n');
  });

  it.skipIf(process.platform === 'win32')('lets two names of one file take turns', async () => {
    const folder = ownFolder();
    const file = join(folder, 'plan.yaml');
    writeFileSync(file, 'old\n');
    symlinkSync('plan.yaml', join(folder, 'link.yaml'));
    const desk = new Desk();
    const queue = new SaveQueue(desk.save);
    const saves = [queue.save(file, 'one'), queue.save(join(folder, 'link.yaml'), 'two')];
    await desk.until(1);
    const other = queue.save(join(folder, 'other.yaml'), 'three'); // by the time that it begins, the second could have begun
    await desk.until(2);
    await Promise.all([realpath(file), realpath(file)]);
    expect(desk.running).toContain('three');
    expect(desk.running).toHaveLength(2);
    for (const text of desk.running) desk.finish(text);
    await desk.until(3);
    expect(desk.running).toHaveLength(1);
    desk.finish(desk.running[0] ?? '');
    await Promise.all([...saves, other]);
  });

  it('is idle when every save is done, failed ones too', async () => {
    const desk = new Desk();
    const queue = new SaveQueue(desk.save);
    await queue.idle();
    const saves = Promise.allSettled([queue.save('/a', 'one'), queue.save('/a', 'two'), queue.save('/b', 'three')]);
    let idle = false;
    const done = queue.idle().then(() => (idle = true));
    await desk.until(2);
    desk.fail('one');
    desk.finish('three');
    await desk.until(3);
    expect(idle).toBe(false);
    desk.finish('two');
    await done;
    await saves;
  });
});

/** Saves that begin and end when the test says so. A saved text is its own fingerprint. */
class Desk {
  readonly started: string[] = [];
  readonly options: (SaveOptions | undefined)[] = [];
  readonly #open = new Map<string, { readonly resolve: (saved: Saved) => void; readonly reject: (error: Error) => void }>();
  readonly #waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  get running(): string[] {
    return [...this.#open.keys()];
  }

  readonly save = (file: string, text: string, options?: SaveOptions): Promise<Saved> => {
    this.started.push(`${file} ${text}`);
    this.options.push(options);
    const save = new Promise<Saved>((resolve, reject) => this.#open.set(text, { resolve, reject }));
    for (const { count, resolve } of this.#waiting) if (this.started.length >= count) resolve();
    return save;
  };

  /** Resolves when so many saves have begun. */
  until(count: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.started.length >= count) resolve();
      else this.#waiting.push({ count, resolve });
    });
  }

  finish(text: string): void {
    this.#open.get(text)?.resolve({ file: '', fingerprint: { size: 0, mtimeMs: 0, sha256: text, ino: '1', dev: '1' } });
    this.#open.delete(text);
  }

  fail(text: string): void {
    this.#open.get(text)?.reject(new Error(text));
    this.#open.delete(text);
  }
}
