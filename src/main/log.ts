import { appendFileSync, mkdirSync, statSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';

const largest = 1024 * 1024;

/** Writes what should not have happened to a file of the application's own, whole, for whoever fixes it. It goes nowhere else. */
export function log(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (!app.isPackaged) process.stderr.write(`${text}\n`);
  try {
    const folder = join(app.getPath('userData'), 'logs');
    mkdirSync(folder, { recursive: true });
    const file = join(folder, 'errors.log');
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largest) renameSync(file, join(folder, 'errors.old.log'));
    appendFileSync(file, `${new Date().toISOString()} ${text}\n`);
  } catch {
    // a disk that takes no log must not stop the work
  }
}
