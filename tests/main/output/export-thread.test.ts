import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { UserError } from '#engine/errors';
import { emptyPlan } from '#engine/plan';
import type { BasisFiles } from '../../../src/main/library/library.ts';
import { ExportThread, type ExportReply, type ExportRequest, type ExportThreadHandle } from '../../../src/main/output/export-thread.ts';
import type { ExportQuestion, MadeExport } from '../../../src/main/output/make-export.ts';
import { book } from '../../harness/resources.ts';

const basis: BasisFiles = { book: book.file, packs: [] };
const question: ExportQuestion = { plan: emptyPlan('One'), file: 'one.yaml', record: undefined, targets: null };
const today = '2026-11-21';

class Thread extends EventEmitter implements ExportThreadHandle {
  readonly sent: ExportRequest[] = [];

  postMessage(request: ExportRequest): void {
    this.sent.push(request);
  }

  say(reply: ExportReply): void {
    this.emit('message', reply);
  }
}

function exporting() {
  const threads: Thread[] = [];
  const faults: unknown[] = [];
  const thread = new ExportThread(
    (fault) => void faults.push(fault),
    () => {
      const one = new Thread();
      threads.push(one);
      return one;
    },
  );
  return { thread, threads, faults };
}

const made = { prefix: 'one' } as MadeExport;

describe('the thread that makes exports', () => {
  it('gets what plans are evaluated with once, and again where it is another', async () => {
    const { thread, threads } = exporting();
    const first = thread.make(question, basis, today);
    threads[0]?.say({ id: 1, made });
    expect(await first).toBe(made);
    void thread.make(question, basis, today);
    const other: BasisFiles = { ...basis };
    void thread.make(question, other, today);
    expect(threads[0]?.sent.map(({ id, basis: sent }) => [id, sent])).toEqual([
      [1, basis],
      [2, undefined],
      [3, other],
    ]);
  });

  it('passes on why a plan cannot be exported', async () => {
    const { thread, threads, faults } = exporting();
    const asked = thread.make(question, basis, today);
    threads[0]?.say({ id: 1, refused: { problem: 'The path leaves the folder.', fix: 'Correct it.' } });
    await expect(asked).rejects.toThrow(UserError);
    expect(faults).toEqual([]);
  });

  it('is started again after it has ended, and then gets everything', async () => {
    const { thread, threads, faults } = exporting();
    const asked = thread.make(question, basis, today);
    threads[0]?.emit('exit', 1);
    await expect(asked).rejects.toThrow('The files could not be made.');
    expect(faults).toHaveLength(1);
    const again = thread.make(question, basis, today);
    expect(threads[1]?.sent[0]?.basis).toBe(basis);
    threads[1]?.say({ id: 2, made });
    expect(await again).toBe(made);
  });
});
