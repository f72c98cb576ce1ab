import { beforeEach, describe, expect, it } from 'vitest';
import { LongTask } from '../../../src/renderer/state/long-task.svelte.ts';

describe('LongTask', () => {
  let task: LongTask;
  beforeEach(() => void (task = new LongTask()));

  it('says what runs for as long as it runs, and gives its evaluation', async () => {
    let finish = (_: number) => {};
    const evaluation = task.run('Counting', () => new Promise<number>((resolve) => (finish = resolve)));
    expect(task.running?.title).toBe('Counting');
    finish(7);
    expect(await evaluation).toBe(7);
    expect(task.running).toBeUndefined();
  });

  it('ends at once when it is cancelled, whatever its evaluation is', async () => {
    let finish = (_: number) => {};
    const evaluation = task.run('Counting', () => new Promise<number>((resolve) => (finish = resolve)));
    task.cancel();
    expect(task.running).toBeUndefined();
    finish(7);
    expect(await evaluation).toBe('cancelled');
  });

  it('is not running any more after it failed', async () => {
    await expect(task.run('Counting', () => Promise.reject(new Error('No')))).rejects.toThrow('No');
    expect(task.running).toBeUndefined();
  });

  it('cancels what runs when something else begins, and goes on to show that', async () => {
    const first = task.run('Counting', () => new Promise<number>(() => {}));
    void task.run('Sorting', () => new Promise<number>(() => {}));
    expect(await first).toBe('cancelled');
    expect(task.running?.title).toBe('Sorting');
  });
});
