import { parentPort } from 'node:worker_threads';
import { PriceBook } from '#engine/catalog';
import { UserError } from '#engine/errors';
import { applyPacks, type Basis } from '#engine/packs';
import { rules } from '#engine/validate';
import { catalog, icons, scoring } from '#resources';
import type { ThreadReply, ThreadRequest } from './basis-thread';

/**
 * The thread's half of a `BasisThread`: answers its questions one after the other.
 * @param answer may report how far it is, from 0 to 1
 */
export function answerQuestions<Q, A>(
  answer: (question: Q, basis: Basis, today: string, report: (share: number) => void) => A | Promise<A>,
): void {
  const iconNames = new Set(Object.keys(icons));
  let basis: Basis | undefined;
  let before: Promise<void> = Promise.resolve();
  const send = (reply: ThreadReply<A>) => parentPort?.postMessage(reply, 'answer' in reply ? memoryIn(reply.answer) : []);
  parentPort?.on('message', (request: ThreadRequest<Q>) => {
    before = before.then(() => one(request));
  });

  async function one({ id, question, today, basis: files }: ThreadRequest<Q>): Promise<void> {
    try {
      if (files) {
        const shipped = { catalog, scoring, rules, book: new PriceBook(files.book), packs: [] };
        basis = applyPacks(shipped, files.packs, iconNames).basis;
      }
      if (!basis) throw new Error('A question came before its basis.');
      send({ id, answer: await answer(question, basis, today, (share) => send({ id, share })) });
    } catch (error) {
      if (error instanceof UserError) send({ id, refused: { problem: error.problem, fix: error.fix } });
      else send({ id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
}

/** The memory of files in an answer, which the other thread takes over; copying it would block the windows. @param depth of objects that are looked into */
function memoryIn(answer: unknown, depth = 2): ArrayBuffer[] {
  if (typeof answer !== 'object' || answer === null) return [];
  if (answer instanceof Uint8Array) {
    const { buffer, byteLength } = answer;
    return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
  }
  return depth === 0 || Array.isArray(answer) ? [] : Object.values(answer).flatMap((value: unknown) => memoryIn(value, depth - 1));
}
