import { run } from './run';

declare const PIPEDRAFT_VERSION: string;

/* Dates are of the place where the command runs: a waiver ends at midnight there. */
const now = new Date();
const today = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0); // the reader has seen enough
  throw error;
});

process.exitCode = await run(
  process.argv.slice(2),
  {
    out: (text) => process.stdout.write(text),
    talk: (text) => process.stderr.write(`${text}\n`),
    colour: process.stdout.isTTY === true && !process.env['NO_COLOR'],
    columns: process.stdout.columns ?? 100,
    today,
  },
  PIPEDRAFT_VERSION,
);
