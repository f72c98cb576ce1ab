import { describe, expect, it } from 'vitest';
import { StepCount } from '../../../src/main/plans/step-count.ts';

const step = (number: number, time = number) => ({ number, time, label: 'x' });

describe('the steps since the last save', () => {
  it('are counted once each, however often a step goes on', () => {
    const count = new StepCount();
    for (let letters = 0; letters < 33; letters += 1) count.reach(step(letters < 20 ? 1 : 2));
    expect(count.since).toBe(2);
  });

  it('are those since the save, not since the plan was opened', () => {
    const count = new StepCount();
    count.reach(step(7)); // undo went on from an earlier session
    count.save();
    for (const number of [8, 9]) count.reach(step(number));
    expect(count.since).toBe(2);
    count.save();
    expect(count.since).toBe(0);
    count.reach(step(10));
    expect(count.since).toBe(1);
  });

  it('that were taken back count as well, and none do when the plan is again as it was saved', () => {
    const count = new StepCount();
    for (const number of [1, 2, 3]) count.reach(step(number));
    count.save();
    count.reach(step(1));
    expect(count.since).toBe(2);
    count.reach(step(2));
    expect(count.since).toBe(1);
    count.reach(step(3));
    expect(count.since).toBe(0);
    count.reach(null);
    expect(count.since).toBe(3);
  });

  it('that took the place of others count with those', () => {
    const count = new StepCount();
    for (const number of [1, 2, 3]) count.reach(step(number));
    count.save();
    count.reach(step(1));
    for (const number of [2, 3]) count.reach(step(number, 100 + number));
    expect(count.since).toBe(4); // two taken back, two done
  });

  it('go on from those that were restored', () => {
    const count = new StepCount();
    count.restore(5);
    expect(count.since).toBe(5);
    count.reach(step(12));
    expect(count.since).toBe(5);
    count.reach(step(13));
    expect(count.since).toBe(6);
    count.reach(step(9));
    expect(count.since).toBe(2);
  });
});
