import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { PlanProblems, UserError } from '#engine/errors';
import { readPlan } from '#engine/plan';
import { Cancelled, readPlanAside, type ReadReply, type ReaderThread } from '../../../src/main/plans/plan-reader.ts';
import { HandTimers } from '../../harness/fake-timers.ts';

const long = `pipedraft: 1\nname: Churn\n${'# long\n'.repeat(40_000)}`;

class Thread extends EventEmitter implements ReaderThread {
  ended = false;

  terminate(): void {
    this.ended = true;
    this.emit('exit', 1);
  }
}

/** A reading under way, and what a test does to it. */
function reading(text = long) {
  const thread = new Thread();
  const timers = new HandTimers();
  const stop = new AbortController();
  let started = 0;
  const start = () => {
    started += 1;
    return thread;
  };
  const result = readPlanAside(text, 'plan.yaml', stop.signal, start, timers);
  return { thread, timers, stop, result, started: () => started, answer: (reply: ReadReply) => thread.emit('message', reply) };
}

describe('a short text', () => {
  it('is read here: a thread would take longer to start', async () => {
    const { result, started } = reading('pipedraft: 1\nname: Churn\n');
    expect((await result).plan.name).toBe('Churn');
    expect(started()).toBe(0);
  });
});

describe('a long text', () => {
  const { plan } = readPlan(long, 'plan.yaml');

  it('is read in a thread, which ends then', async () => {
    const { result, answer, thread, timers } = reading();
    answer({ plan, format: 'yaml' });
    const read = await result;
    expect(read).toMatchObject({ plan, format: 'yaml', text: long });
    expect(read.placeOf(['name'])).toEqual({ line: 2, column: 1 });
    expect({ ended: thread.ended, waiting: timers.waiting }).toEqual({ ended: true, waiting: 0 });
  });

  it('has its problems told as they were found', async () => {
    const { result, answer } = reading();
    answer({ problems: [{ message: 'No.', fix: 'Yes.', place: { line: 3, column: 4 } }], isCut: true });
    const error = await result.catch((one: unknown) => one);
    expect(error).toBeInstanceOf(PlanProblems);
    expect(error).toMatchObject({ file: 'plan.yaml', isCut: true, problems: [{ message: 'No.', place: { line: 3, column: 4 } }] });
  });

  it('is called off, and the thread ends at once', async () => {
    const { result, stop, thread, timers } = reading();
    stop.abort();
    await expect(result).rejects.toBeInstanceOf(Cancelled);
    expect({ ended: thread.ended, waiting: timers.waiting }).toEqual({ ended: true, waiting: 0 });
  });

  it('is given up after a minute', async () => {
    const { result, timers, thread } = reading();
    timers.turn(60_000);
    await expect(result).rejects.toThrow('"plan.yaml" was not opened: reading it took longer than a minute.');
    expect(thread.ended).toBe(true);
  });

  it('that takes more memory than there is is refused in words', async () => {
    const { result, thread } = reading();
    thread.emit('error', Object.assign(new Error('Worker terminated'), { code: 'ERR_WORKER_OUT_OF_MEMORY' }));
    await expect(result).rejects.toBeInstanceOf(UserError);
  });

  it('whose thread ends without an answer is a fault of ours', async () => {
    const { result, thread } = reading();
    thread.emit('exit', 1);
    await expect(result).rejects.toThrow('ended without an answer');
  });

  it('that the thread failed at is a fault of ours', async () => {
    const { result, answer } = reading();
    answer({ fault: 'Error: at line 1' });
    await expect(result).rejects.toThrow('Error: at line 1');
  });
});

it('is not begun when it was called off before', async () => {
  const stop = new AbortController();
  stop.abort();
  await expect(readPlanAside(long, 'plan.yaml', stop.signal)).rejects.toBeInstanceOf(Cancelled);
});
