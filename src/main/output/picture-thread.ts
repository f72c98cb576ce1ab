import { MessageChannel } from 'node:worker_threads';
import { BasisThread, startWorker } from './basis-thread';
import type { PictureAnswer, PictureQuestion } from './make-picture';
import { servePainters } from './painter-port';
import { painterProcess } from './painter-process';

export type PictureThread = Pick<BasisThread<PictureQuestion, PictureAnswer>, 'ask' | 'cancel'>;

/** A thread that draws pictures. Its painters are processes, and end with it. @param log receives the reason if the thread ended */
export function pictureThread(log: (fault: unknown) => void): PictureThread {
  return new BasisThread<PictureQuestion, PictureAnswer>('picture-worker.js', log, () => {
    const { port1, port2 } = new MessageChannel();
    servePainters(port1, painterProcess);
    return startWorker('picture-worker.js', { workerData: { painters: port2 }, transferList: [port2] });
  });
}
