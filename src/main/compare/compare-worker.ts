import { parentPort } from 'node:worker_threads';
import { UserError } from '#engine/errors';
import { rules } from '#engine/validate';
import { catalog, icons, priceBooks, scoring } from '#resources';
import { Library, type Additions } from '../library/library';
import { CompareAnswers, type Questions } from './compare-answers';
import type { CompareReply, CompareRequest } from './compare-thread';

/* The thread of comparisons. It reads repositories, which may be hostile, so that no window waits for them. */

const answers = new CompareAnswers();
let library: Library | undefined;
/** One question after the other. */
let last: Promise<void> = Promise.resolve();

parentPort?.on('message', (request: CompareRequest) => {
  last = last.then(() => answer(request));
});

async function answer<K extends keyof Questions>({ id, name, question, today, additions }: CompareRequest<K>): Promise<void> {
  const reply = (words: CompareReply) => parentPort?.postMessage(words);
  try {
    if (additions) library = await libraryWith(additions);
    if (!library) throw new Error('A question came before what plans are judged with.');
    const { basis } = library;
    const judging = { basisOf: basis.bind(library), today, icons };
    reply({ id, json: JSON.stringify(await answers.answer(name, question, judging)) });
  } catch (error) {
    if (error instanceof UserError) reply({ id, refused: { problem: error.problem, fix: error.fix } });
    else reply({ id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

/** The library of the main process, with the same additions. */
async function libraryWith({ books, packs }: Additions): Promise<Library> {
  const kept = <T>(entries: readonly T[]) => ({
    list: () => Promise.resolve({ entries, broken: [] }),
    write: () => Promise.reject(new Error('The thread of comparisons changes nothing.')),
    remove: () => Promise.reject(new Error('The thread of comparisons changes nothing.')),
  });
  const made = new Library({ catalog, books: priceBooks, scoring, rules, icons: new Set(Object.keys(icons)) }, kept(books), kept(packs));
  await made.load();
  return made;
}
