import { readsWithoutCompiling } from '#engine/plan';
import { Answers } from './answers';
import type { SourceQuestion, SourceReply } from './source-messages';

/* Reads and writes the text of the window's plan in a thread of its own: patching a large plan takes longer than a frame. */

readsWithoutCompiling(); // the window's policy allows no code that is made at run time

const answers = new Answers();
const reply = (message: SourceReply) => postMessage(message);

addEventListener('message', ({ data: { id, question } }: MessageEvent<{ readonly id: number; readonly question: SourceQuestion }>) => {
  try {
    reply({ id, answer: answers.to(question) });
  } catch (error) {
    reply({ id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
