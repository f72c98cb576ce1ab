import { workerData, type MessagePort } from 'node:worker_threads';
import { answerQuestions } from './answer-questions';
import { PictureMaker, type PictureAnswer, type PictureQuestion } from './make-picture';
import { painterOver } from './painter-port';

/** Given by picture-thread.ts. Without it, this is not that thread: a build may put what others import into this file. */
const given = workerData as { readonly painters?: MessagePort } | null;

if (given?.painters) {
  const maker = new PictureMaker(painterOver(given.painters));
  answerQuestions<PictureQuestion, PictureAnswer>((question, basis, today, report) => maker.make(question, basis, today, report));
}
