import { Worker } from 'node:worker_threads';

/*
 * HashiCorp's parser and formatter of HCL, in a thread of their own: they put the runtime of Go into the global object, where the linter
 * of workflows has another one.
 */

interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly problem?: string;
}

const program = `
const { createRequire } = require('node:module');
const { parentPort, workerData } = require('node:worker_threads');
const load = createRequire(workerData);
const tools = { parse: load('@cdktn/hcl2json').parse, format: load('@cdktn/hcl-tools').format };
let before = Promise.resolve();
parentPort.on('message', ({ id, call, given }) => {
  // one after the other: both share the global object
  before = before.then(() => tools[call](...given)).then(
    (value) => parentPort.postMessage({ id, value }),
    (error) => parentPort.postMessage({ id, problem: String(error) }),
  );
});
`;

let worker: Worker | undefined;
const open = new Map<number, (answer: Answer) => void>();

function started(): Worker {
  if (worker) return worker;
  worker = new Worker(program, { eval: true, workerData: import.meta.filename });
  worker.unref(); // it ends with the tests
  worker.on('message', (answer: Answer) => {
    open.get(answer.id)?.(answer);
    open.delete(answer.id);
  });
  return worker;
}

let last = 0;

async function ask(call: 'parse' | 'format', ...given: readonly string[]): Promise<unknown> {
  const id = (last += 1);
  const { value, problem } = await new Promise<Answer>((resolve) => {
    open.set(id, resolve);
    started().postMessage({ id, call, given });
  });
  if (problem !== undefined) throw new Error(problem);
  return value;
}

/** A file as HashiCorp's parser reads it. @throws Error for what is no HCL */
export async function parseHcl(path: string, text: string): Promise<unknown> {
  return ask('parse', path, text);
}

/** A file as `terraform fmt` leaves it. */
export async function formatHcl(text: string): Promise<string> {
  return String(await ask('format', text));
}
