import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { PlanProblems, UserError, type Problem } from '#engine/errors';
import { readPlan, type Plan, type PlanFile, type PlanFormat } from '#engine/plan';
import { nodeTimers, type Timers } from '#disk';

/** A request to the thread. */
export interface ReadRequest {
  readonly text: string;
  /** Its name, for messages; the extension determines the format. */
  readonly file: string;
}

/** The thread's answer: a plan, the text's problems, or an internal error. */
export type ReadReply =
  | { readonly plan: Plan; readonly format: PlanFormat }
  | { readonly problems: readonly [Problem, ...Problem[]]; readonly isCut: boolean }
  | { readonly fault: string };

/** Length in characters from which a text is read in a thread: reading a shorter one takes less time than starting it. */
const longText = 200_000;

/** Maximum time for reading, in milliseconds: the largest plan takes a part of it. */
const patience = 60_000;

/** Thrown if the user cancelled the reading. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** A thread, as a reader needs it; tests pass fakes. */
export interface ReaderThread {
  on(event: 'message', listener: (reply: ReadReply) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  terminate(): unknown;
}

/** Starts the thread that reads. */
export function startReader(request: ReadRequest): ReaderThread {
  return new Worker(join(import.meta.dirname, 'plan-reader-worker.js'), {
    workerData: request,
    resourceLimits: { maxOldGenerationSizeMb: 4096 },
  });
}

/**
 * Reads a plan from a text. A long one is read in a thread of its own, so that no window waits for it.
 * @param signal cancels the reading
 * @throws PlanProblems with the text's problems, UserError if it takes too long or too much memory, Cancelled
 */
export async function readPlanAside(
  text: string,
  file: string,
  signal: AbortSignal,
  start: (request: ReadRequest) => ReaderThread = startReader,
  timers: Timers = nodeTimers,
): Promise<PlanFile> {
  if (signal.aborted) throw new Cancelled();
  if (text.length < longText) return readPlan(text, file);

  const thread = start({ text, file });
  let stopWaiting = () => {};
  const cancelled = { call: () => {} };
  try {
    const reply = await new Promise<ReadReply>((resolve, reject) => {
      cancelled.call = () => reject(new Cancelled());
      signal.addEventListener('abort', cancelled.call);
      stopWaiting = timers.after(patience, () => reject(tooLong(file)));
      thread.on('message', resolve);
      thread.on('error', (error) => reject(isOutOfMemory(error) ? tooMuch(file) : (error as Error)));
      thread.on('exit', () => reject(new Error('The thread that reads a plan ended without an answer.')));
    });
    if ('fault' in reply) throw new Error(reply.fault);
    if ('problems' in reply) throw new PlanProblems(file, reply.problems, reply.isCut);
    return withPlaces(reply, text, file);
  } finally {
    stopWaiting();
    signal.removeEventListener('abort', cancelled.call);
    thread.terminate();
  }
}

/** A thread cannot send a function: a caller that asks for a place has the text read again. */
function withPlaces({ plan, format }: { readonly plan: Plan; readonly format: PlanFormat }, text: string, file: string): PlanFile {
  let again: PlanFile | undefined;
  return { plan, format, text, placeOf: (path) => (again ??= readPlan(text, file)).placeOf(path) };
}

function tooLong(file: string): UserError {
  return new UserError(
    `"${file}" was not opened: reading it took longer than a minute.`,
    'Check that it is the file you meant. A very large plan can be split into several.',
  );
}

function tooMuch(file: string): UserError {
  return new UserError(
    `"${file}" was not opened: reading it takes more memory than there is.`,
    'Check that it is the file you meant. A very large plan can be split into several.',
  );
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
