import { appendFileSync, mkdirSync, statSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';

const largest = 1024 * 1024;

/** The folder of the log. */
export const logFolder = (): string => join(app.getPath('userData'), 'logs');

/** The file that unexpected errors are written to. */
export const logFile = (): string => join(logFolder(), 'errors.log');

/** Writes unexpected errors in full to a file of the application's own, for the developers. It goes nowhere else. */
export function log(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (!app.isPackaged) process.stderr.write(`${text}\n`);
  try {
    mkdirSync(logFolder(), { recursive: true });
    const file = logFile();
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largest) renameSync(file, join(logFolder(), 'errors.old.log'));
    appendFileSync(file, `${new Date().toISOString()} ${text}\n`);
  } catch {
    // a disk that refuses the log must not stop the work
  }
}
