import { describe, expect, it, vi } from 'vitest';
import { Scheduler } from '../../../src/main/files/scheduler.ts';
import { HandTimers } from '../../harness/hand-timers.ts';

vi.setConfig({ testTimeout: 60_000 }); // a busy machine is no failure

describe('work after a change', () => {
  it('is done a second after the last change', async () => {
    const { timers, scheduler, done } = made();
    scheduler.touch();
    timers.turn(999);
    scheduler.touch();
    timers.turn(999);
    expect(done()).toBe(0);
    timers.turn(1);
    expect(done()).toBe(1);
    await settled(scheduler);
    timers.turn(60_000);
    expect(done()).toBe(1);
    expect(timers.waiting).toBe(0);
  });

  it('is done every ten seconds while changes go on', async () => {
    const { timers, scheduler, done } = made();
    for (let tenths = 0; tenths < 350; tenths += 1) {
      scheduler.touch();
      timers.turn(100);
      await Promise.resolve();
      expect(done()).toBe(Math.floor((tenths + 1) / 100));
    }
  });

  it('is done at once when it is flushed, and then not again', async () => {
    const { timers, scheduler, done } = made();
    scheduler.touch();
    await scheduler.flush();
    expect(done()).toBe(1);
    timers.turn(60_000);
    await scheduler.flush();
    expect(done()).toBe(1);
  });

  it('that is under way is waited for by a flush, and a change meanwhile is done after it', async () => {
    const timers = new HandTimers();
    const starts: (() => void)[] = [];
    const scheduler = new Scheduler(() => new Promise<void>((resolve) => starts.push(resolve)), { timers, failed: unexpected });
    scheduler.touch();
    timers.turn(1000);
    expect(starts).toHaveLength(1);
    scheduler.touch();
    const flushed = scheduler.flush();
    expect(starts).toHaveLength(1); // never two at once
    starts[0]?.();
    await until(() => starts.length === 2);
    starts[1]?.();
    await flushed;
    expect(timers.waiting).toBe(0);
  });

  it('is not done when it is called off', async () => {
    const { timers, scheduler, done } = made();
    scheduler.touch();
    scheduler.cancel();
    timers.turn(60_000);
    await scheduler.flush();
    expect(done()).toBe(0);
    scheduler.touch();
    timers.turn(1000);
    expect(done()).toBe(1);
  });
});

describe('work that fails', () => {
  it('is told, and tried again, at the latest after ten seconds', async () => {
    const timers = new HandTimers();
    const errors: unknown[] = [];
    let fail = true;
    let done = 0;
    const work = async () => {
      done += 1;
      if (fail) throw new Error('full');
    };
    const scheduler = new Scheduler(work, { timers, failed: (error) => errors.push(error) });
    scheduler.touch();
    timers.turn(1000);
    await until(() => errors.length === 1);
    timers.turn(9_999);
    expect(done).toBe(1);
    fail = false;
    timers.turn(1);
    expect(done).toBe(2);
    await settled(scheduler);
    timers.turn(60_000);
    expect(done).toBe(2);
    expect(errors).toEqual([new Error('full')]);
  });

  it('is tried again a second after the next change', async () => {
    const timers = new HandTimers();
    const errors: unknown[] = [];
    let done = 0;
    const work = async () => {
      done += 1;
      throw new Error('full');
    };
    const scheduler = new Scheduler(work, { timers, failed: (error) => errors.push(error) });
    scheduler.touch();
    timers.turn(1000);
    await until(() => errors.length === 1);
    scheduler.touch();
    timers.turn(1000);
    expect(done).toBe(2);
  });

  it('fails the flush that started it, and the next flush tries again', async () => {
    const timers = new HandTimers();
    let done = 0;
    const work = async () => {
      done += 1;
      if (done === 1) throw new Error('full');
    };
    const scheduler = new Scheduler(work, { timers, failed: unexpected });
    scheduler.touch();
    await expect(scheduler.flush()).rejects.toThrow('full');
    await scheduler.flush();
    expect(done).toBe(2);
    expect(timers.waiting).toBe(0);
  });

  it('after it was called off is not tried again: what it would keep was saved meanwhile', async () => {
    const timers = new HandTimers();
    const errors: unknown[] = [];
    let done = 0;
    let fail = (_: Error) => {};
    const work = () => {
      done += 1;
      return new Promise<void>((_, reject) => (fail = reject));
    };
    const scheduler = new Scheduler(work, { timers, failed: (error) => errors.push(error) });
    scheduler.touch();
    timers.turn(1000);
    scheduler.cancel();
    fail(new Error('full'));
    await until(() => errors.length === 1);
    timers.turn(60_000);
    await scheduler.flush();
    expect(done).toBe(1);
  });
});

function made() {
  const timers = new HandTimers();
  let count = 0;
  const work = async () => void (count += 1);
  return { timers, scheduler: new Scheduler(work, { timers, failed: unexpected }), done: () => count };
}

function unexpected(error: unknown): never {
  throw error;
}

/** The work that is under way is over. */
async function settled(scheduler: Scheduler): Promise<void> {
  await scheduler.flush();
}

async function until(reached: () => boolean): Promise<void> {
  while (!reached()) await new Promise((resolve) => setImmediate(resolve));
}
