import { parentPort, workerData } from 'node:worker_threads';
import { PlanProblems } from '#engine/errors';
import { readPlan } from '#engine/plan';
import type { ReadRequest, ReadReply } from './plan-reader';

/* Reads one plan and ends. An error loses its class and fields on the way to another thread, so the problems travel as plain values. */

const { text, file } = workerData as ReadRequest; // only plan-reader.ts starts this thread

parentPort?.postMessage(reply());

function reply(): ReadReply {
  try {
    const { plan, format } = readPlan(text, file);
    return { plan, format };
  } catch (error) {
    if (error instanceof PlanProblems) return { problems: error.problems, isCut: error.isCut };
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
