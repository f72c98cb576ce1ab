import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { emptyPlan, type Plan } from '#engine/plan';
import type { BasisFiles } from '../../../src/main/library/library.ts';
import { Evaluator, type EvaluatorThreadHandle, type Work } from '../../../src/main/evaluation/evaluator.ts';
import type { EvaluatorReply, EvaluatorRequest } from '../../../src/main/evaluation/evaluator-messages.ts';
import { book } from '../../harness/resources.ts';

const basis: BasisFiles = { book: book.file, packs: [] };
const named = (name: string): Plan => ({ ...emptyPlan(name) });
const today = '2026-11-21';

class Thread extends EventEmitter implements EvaluatorThreadHandle {
  readonly sent: EvaluatorRequest[] = [];

  postMessage(request: EvaluatorRequest): void {
    this.sent.push(request);
  }

  say(reply: EvaluatorReply): void {
    this.emit('message', reply);
  }
}

function evaluating() {
  const threads: Thread[] = [];
  const faults: unknown[] = [];
  const evaluator = new Evaluator(
    (fault) => void faults.push(fault),
    () => {
      const thread = new Thread();
      threads.push(thread);
      return thread;
    },
  );
  const work = (plan: Plan, revision: number, known: number | null = null): Work => ({
    plan,
    revision,
    basis,
    today,
    known,
    usageOf: null,
  });
  return { evaluator, threads, faults, work, thread: () => threads.at(-1) as Thread };
}

describe('a plan', () => {
  it('is sent whole once, and then as what changed, with the basis only where it is another', async () => {
    const { evaluator, thread, work } = evaluating();
    const [one, two] = [named('One'), named('Two')];
    const first = evaluator.evaluate(1, () => work(one, 1));
    thread().say({ json: 'first' });
    expect(await first).toBe('first');
    void evaluator.evaluate(1, () => work({ ...one, name: 'Two' }, 2, 1));
    thread().say({ json: 'second' });
    void evaluator.evaluate(1, () => work(two, 3, null));
    const base = { kind: 'evaluate', window: 1, today };
    expect(thread().sent).toEqual([
      { ...base, revision: 1, known: null, usageOf: null, plan: { whole: one }, basis },
      { ...base, revision: 2, known: 1, usageOf: null, plan: { change: { name: 'Two' } } },
      { ...base, revision: 3, known: null, usageOf: null, plan: { whole: two } }, // a window that knows nothing may have another plan
    ]);
  });

  it('is sent as it is when its turn comes', () => {
    const { evaluator, thread, work } = evaluating();
    const now = { plan: named('Old'), revision: 1 };
    void evaluator.evaluate(1, () => work(named('Other'), 1));
    void evaluator.evaluate(2, () => work(now.plan, now.revision));
    expect(thread().sent).toHaveLength(1);
    Object.assign(now, { plan: named('New'), revision: 7 });
    thread().say({ json: '' });
    expect(thread().sent[1]).toMatchObject({ window: 2, revision: 7, plan: { whole: { name: 'New' } } });
  });

  it('that waits is given up for a later one of its window, and one that is gone is not sent', async () => {
    const { evaluator, thread, work } = evaluating();
    const busy = evaluator.evaluate(1, () => work(named('Busy'), 1));
    const older = evaluator.evaluate(2, () => work(named('Older'), 1));
    const newer = evaluator.evaluate(2, () => work(named('Newer'), 2));
    const gone = evaluator.evaluate(3, () => undefined);
    expect(await older).toBeNull();
    thread().say({ json: 'busy' });
    thread().say({ json: 'newer' });
    expect(await Promise.all([busy, newer, gone])).toEqual(['busy', 'newer', null]);
    expect(thread().sent).toHaveLength(2);
  });

  it('of a window that is closed is let go, once', () => {
    const { evaluator, thread, work } = evaluating();
    void evaluator.evaluate(1, () => work(named('One'), 1));
    evaluator.forget(1);
    evaluator.forget(1);
    evaluator.forget(2);
    thread().say({ json: '' });
    thread().say({ json: 'null' });
    expect(thread().sent.map(({ kind }) => kind)).toEqual(['evaluate', 'forget']);
  });
});

describe('a question', () => {
  it('is asked after the evaluation before it', async () => {
    const { evaluator, thread, work } = evaluating();
    void evaluator.evaluate(1, () => work(named('One'), 4));
    const fixes = evaluator.ask(1, 4, { kind: 'fixesOf', keys: ['a'] });
    thread().say({ json: '' });
    thread().say({ json: '{"a":[]}' });
    expect(await fixes).toBe('{"a":[]}');
    expect(thread().sent[1]).toEqual({ kind: 'ask', window: 1, revision: 4, question: { kind: 'fixesOf', keys: ['a'] } });
  });
});

describe('a thread that ends', () => {
  it('fails what is under way, is logged once, and a new one does what waits, with whole plans', async () => {
    const { evaluator, threads, faults, work } = evaluating();
    const plan = named('One');
    void evaluator.evaluate(2, () => work(plan, 1));
    threads[0]?.say({ json: '' });
    const failing = evaluator.evaluate(1, () => work(named('Bad'), 1)).catch((error: unknown) => error);
    const waiting = evaluator.evaluate(2, () => work({ ...plan, name: 'Two' }, 2, 1));
    threads[0]?.emit('error', new Error('Out of memory'));
    threads[0]?.emit('exit', 1);
    expect(await failing).toBeInstanceOf(Error);
    expect(faults).toEqual([new Error('Out of memory')]);
    expect(threads).toHaveLength(2);
    expect(threads[1]?.sent).toMatchObject([{ window: 2, plan: { whole: { name: 'Two' } }, basis }]);
    threads[0]?.say({ json: 'late' });
    threads[1]?.say({ json: 'two' });
    expect(await waiting).toBe('two');
  });

  it('or cannot be started, or finds a fault, fails what it was asked, and the rest goes on', async () => {
    const { evaluator, threads, faults, work } = evaluating();
    const failing = evaluator.evaluate(1, () => work(named('Bad'), 1)).catch((error: unknown) => error);
    const next = evaluator.evaluate(2, () => work(named('Good'), 1));
    threads[0]?.say({ report: 'A fix could not be worked out.' });
    threads[0]?.say({ fault: 'No.' });
    threads[0]?.say({ json: 'good' });
    expect([await failing, await next]).toEqual([new Error('No.'), 'good']);
    expect(faults).toEqual([new Error('A fix could not be worked out.'), new Error('No.')]);
    const never = new Evaluator(
      () => {},
      () => {
        throw new Error('No thread.');
      },
    );
    await expect(never.evaluate(1, () => work(named('One'), 1))).rejects.toThrow('No thread.');
  });
});
