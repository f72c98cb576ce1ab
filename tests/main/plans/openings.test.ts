import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPlan, type PlanFile } from '#engine/plan';
import type { Opening } from '#ipc';
import { Openings } from '../../../src/main/plans/openings.ts';
import { Cancelled } from '../../../src/main/plans/plan-reader.ts';
import { ownFolder } from '../../harness/folder.ts';
import { HandTimers } from '../../harness/fake-timers.ts';

/** An opening whose reading goes on until a test ends it. */
function opening() {
  const file = join(ownFolder(), 'plan.yaml');
  writeFileSync(file, 'pipedraft: 1\nname: Churn\n');
  const timers = new HandTimers();
  const told: (readonly Opening[])[] = [];
  const reads: (() => void)[] = [];
  let began = () => {};
  const begun = new Promise<void>((resolve) => (began = resolve));
  const openings = new Openings(timers, (text, name) => {
    began();
    return new Promise<PlanFile>((resolve) => reads.push(() => resolve(readPlan(text, name))));
  });
  const window = { send: (_: 'opening', payload: readonly Opening[]) => void told.push(payload) };
  return { openings, timers, told, begun, result: openings.file(file, window), end: () => reads.forEach((read) => read()) };
}

describe('a file that is opened', () => {
  it('is not spoken of when it is read soon', async () => {
    const { result, told, timers, begun, end } = opening();
    await begun;
    timers.turn(299);
    end();
    expect((await result).plan.name).toBe('Churn');
    timers.turn(1000);
    expect(told).toEqual([]);
  });

  it('is shown after a while, until it is read', async () => {
    const { result, told, timers, begun, end } = opening();
    await begun;
    timers.turn(300);
    expect(told).toEqual([[{ id: 1, name: 'plan.yaml' }]]);
    end();
    await result;
    expect(told.at(-1)).toEqual([]);
  });

  it('is called off, and not waited for', async () => {
    const { openings, result, told, timers, begun } = opening();
    await begun;
    timers.turn(300);
    openings.cancel(1);
    await expect(result).rejects.toBeInstanceOf(Cancelled);
    expect(told.at(-1)).toEqual([]);
    openings.cancel(1); // twice does nothing
  });
});
