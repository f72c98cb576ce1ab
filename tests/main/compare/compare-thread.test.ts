import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { UserError } from '#engine/errors';
import {
  CompareThread,
  type CompareReply,
  type CompareRequest,
  type CompareThreadHandle,
} from '../../../src/main/compare/compare-thread.ts';

class Thread extends EventEmitter implements CompareThreadHandle {
  readonly sent: CompareRequest[] = [];
  ended = false;

  postMessage(request: CompareRequest): void {
    this.sent.push(request);
  }

  terminate(): void {
    this.ended = true;
  }

  say(reply: CompareReply): void {
    this.emit('message', reply);
  }
}

const additions = { books: [], packs: [] };
const given = { additions, today: '2026-11-21' };
const question = { file: '/plans/churn.pipedraft.yaml' };

function comparing() {
  const threads: Thread[] = [];
  const faults: unknown[] = [];
  const begin = () => {
    const one = new Thread();
    threads.push(one);
    return one;
  };
  return { thread: new CompareThread({ log: (fault) => void faults.push(fault), begin, patience: 1000 }), threads, faults };
}

describe('the thread of comparisons', () => {
  it('gets what plans are judged with once, and again where it is another', async () => {
    const { thread, threads } = comparing();
    const first = thread.ask('commits', question, given);
    threads[0]?.say({ id: 1, json: '{}' });
    expect(await first).toBe('{}');
    void thread.ask('commits', question, given);
    void thread.ask('commits', question, { ...given, additions: { ...additions } });
    expect(threads[0]?.sent.map((sent) => 'additions' in sent)).toEqual([true, false, true]);
  });

  it('passes on why a plan cannot be read', async () => {
    const { thread, threads } = comparing();
    const asked = thread.ask('commits', question, given);
    threads[0]?.say({ id: 1, refused: { problem: 'No.', fix: 'Try another.' } });
    await expect(asked).rejects.toEqual(new UserError('No.', 'Try another.'));
  });

  it('is ended when an answer takes too long, and the next question starts another', async () => {
    vi.useFakeTimers();
    try {
      const { thread, threads, faults } = comparing();
      const asked = expect(thread.ask('commits', question, given)).rejects.toThrow('took too much time or memory');
      vi.advanceTimersByTime(1000);
      await asked;
      expect(threads[0]?.ended).toBe(true);
      threads[0]?.emit('exit', 1);
      expect(faults).toHaveLength(1);
      void thread.ask('commits', question, given).catch(() => undefined);
      expect(threads).toHaveLength(2);
      expect(threads[1]?.sent[0]).toHaveProperty('additions');
    } finally {
      vi.useRealTimers();
    }
  });
});
