import { expect, it } from 'vitest';
import { Pending } from '../../../src/main/files/pending.ts';

it('is idle when all that was begun has settled, also what was begun meanwhile and what failed', async () => {
  const pending = new Pending();
  const ends: (() => void)[] = [];
  const write = (file: string, fails = false) =>
    pending.run(file, () => new Promise<void>((done, fail) => ends.push(() => (fails ? fail(new Error('full')) : done()))));
  const first = write('a');
  void write('a');
  const failing = write('b', true);
  expect(pending.files).toEqual(['a', 'b']);
  let idle = false;
  const waiting = pending.idle().then(() => (idle = true));
  ends[0]?.();
  await first;
  void write('c');
  ends[1]?.();
  ends[2]?.();
  await expect(failing).rejects.toThrow('full');
  expect([idle, pending.busy, pending.files]).toEqual([false, true, ['c']]);
  ends[3]?.();
  await waiting;
  expect([pending.busy, pending.files]).toEqual([false, []]);
});

it('is idle at once when nothing was begun', async () => {
  await new Pending().idle();
});
