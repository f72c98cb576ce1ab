import { dayOf } from '#engine/format';
import { showsColour } from './conventions';
import { safe } from './output/safe-text';
import { run } from './run';

declare const PIPEDRAFT_VERSION: string;

/* Dates are those of the machine's time zone: a waiver ends at midnight there. */
const today = dayOf(new Date());

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(); // the reader has seen enough
  const why = error.code === 'ENOSPC' ? 'the disk is full' : error.message;
  process.stderr.write(`The answer could not be written: ${safe(why)}. Make room, or write it elsewhere.\n`);
  process.exit(2);
});
// 1 would mean that the plan has findings
process.on('uncaughtException', (error) => {
  const lines = (error.stack ?? error.message).split('\n').map(safe);
  process.stderr.write(`Something went wrong that should not have. Please report it:\n${lines.join('\n')}\n`);
  process.exit(2);
});

// not awaited here: parts that are loaded later can be in a file that waits for this one
void run(process.argv.slice(2), {
  input: process.stdin,
  out: (text) => process.stdout.write(text),
  talk: (text) => process.stderr.write(`${text}\n`),
  colour: showsColour(process.env, process.stdout.isTTY === true),
  columns: process.stdout.columns ?? 100,
  today,
  version: PIPEDRAFT_VERSION,
}).then((code) => {
  process.exitCode = code;
});
