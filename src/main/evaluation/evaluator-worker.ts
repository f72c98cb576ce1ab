import { parentPort } from 'node:worker_threads';
import type { EvaluatorReply, EvaluatorRequest } from './evaluator-messages';
import { EvaluatorThread } from './evaluator-thread';

const reply = (answer: EvaluatorReply): void => parentPort?.postMessage(answer);
const thread = new EvaluatorThread((fault) => reply({ report: textOf(fault) }));

parentPort?.on('message', (request: EvaluatorRequest) => {
  try {
    reply({ json: thread.answer(request) });
  } catch (error) {
    reply({ fault: textOf(error) });
  }
});

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
