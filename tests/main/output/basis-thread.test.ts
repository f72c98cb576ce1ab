import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { UserError } from '#engine/errors';
import type { BasisFiles } from '../../../src/main/library/library.ts';
import {
  BasisThread,
  CancelledError,
  type ThreadHandle,
  type ThreadReply,
  type ThreadRequest,
} from '../../../src/main/output/basis-thread.ts';
import { book } from '../../harness/resources.ts';

const basis: BasisFiles = { book: book.file, packs: [] };
const today = '2026-11-21';

class Handle extends EventEmitter implements ThreadHandle<string, string> {
  readonly sent: ThreadRequest<string>[] = [];
  isEnded = false;

  postMessage(request: ThreadRequest<string>): void {
    this.sent.push(request);
  }

  say(reply: ThreadReply<string>): void {
    this.emit('message', reply);
  }

  terminate(): void {
    this.isEnded = true;
    this.emit('exit', 1);
  }
}

function asking() {
  const handles: Handle[] = [];
  const faults: unknown[] = [];
  const thread = new BasisThread<string, string>(
    'none.js',
    (fault) => void faults.push(fault),
    () => {
      const one = new Handle();
      handles.push(one);
      return one;
    },
  );
  return { thread, handles, faults };
}

describe('a thread that answers questions about plans', () => {
  it('gets what plans are evaluated with once, and again where it is another', async () => {
    const { thread, handles } = asking();
    const first = thread.ask('one', basis, today);
    handles[0]?.say({ id: 1, answer: 'yes' });
    expect(await first).toBe('yes');
    void thread.ask('two', basis, today);
    const other: BasisFiles = { ...basis };
    void thread.ask('three', other, today);
    expect(handles[0]?.sent.map(({ id, basis: sent }) => [id, sent])).toEqual([
      [1, basis],
      [2, undefined],
      [3, other],
    ]);
  });

  it('tells how far an answer is, to the one who asked', async () => {
    const { thread, handles } = asking();
    const shares: number[] = [];
    const asked = thread.ask('one', basis, today, (share) => void shares.push(share));
    void thread.ask('two', basis, today, () => shares.push(-1));
    handles[0]?.say({ id: 1, share: 0.25 });
    handles[0]?.say({ id: 1, share: 0.5 });
    handles[0]?.say({ id: 1, answer: 'done' });
    expect(await asked).toBe('done');
    expect(shares).toEqual([0.25, 0.5]);
  });

  it('passes on why a question is refused', async () => {
    const { thread, handles, faults } = asking();
    const asked = thread.ask('one', basis, today);
    handles[0]?.say({ id: 1, refused: { problem: 'The path leaves the folder.', fix: 'Correct it.' } });
    await expect(asked).rejects.toThrow(UserError);
    expect(faults).toEqual([]);
  });

  it('is started again after it has ended, and then gets everything', async () => {
    const { thread, handles, faults } = asking();
    const asked = thread.ask('one', basis, today);
    handles[0]?.emit('exit', 1);
    await expect(asked).rejects.toThrow('The thread ended before it answered.');
    expect(faults).toHaveLength(1);
    const again = thread.ask('one', basis, today);
    expect(handles[1]?.sent[0]?.basis).toBe(basis);
    handles[1]?.say({ id: 2, answer: 'yes' });
    expect(await again).toBe('yes');
  });

  it('ends when it is cancelled, which is no fault, and starts anew', async () => {
    const { thread, handles, faults } = asking();
    const asked = thread.ask('one', basis, today);
    thread.cancel();
    await expect(asked).rejects.toThrow(CancelledError);
    expect([handles[0]?.isEnded, faults]).toEqual([true, []]);
    const again = thread.ask('two', basis, today);
    expect(handles[1]?.sent[0]?.basis).toBe(basis);
    handles[1]?.say({ id: 2, answer: 'yes' });
    expect(await again).toBe('yes');
  });
});
