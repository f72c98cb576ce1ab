import { workerData, type MessagePort } from 'node:worker_threads';
import { answerQuestions } from './answer-questions';
import { PictureMaker, type PictureAnswer, type PictureQuestion } from './make-picture';
import { painterOver } from './painter-port';

const { painters } = workerData as { readonly painters: MessagePort }; // given by picture-thread.ts
const maker = new PictureMaker(painterOver(painters));
answerQuestions<PictureQuestion, PictureAnswer>((question, basis, today, report) => maker.make(question, basis, today, report));
