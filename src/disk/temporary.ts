import { createHash, randomBytes } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';

const dayMs = 24 * 60 * 60 * 1000;

/** Groups: the mark of a machine, a process on it. Names of earlier versions have neither. */
const pattern = /^\..+\.pipedraft-(?:([0-9a-f]{8})-(\d{1,10})-)?[0-9a-f]{12}\.tmp$/s;

/** Names of the temporary files that this process is using. */
const used = new Set<string>();

/** True if a file name has the form that only saves give to files beside their own. */
export function isTemporary(name: string): boolean {
  return pattern.test(name);
}

/**
 * A new name beside a file. It is in the same folder, since a file can be moved into place on one disk only. It records which process uses
 * it, until `release`.
 */
export function temporaryFor(file: string): string {
  const name = `${beginning(basename(file))}${machine}-${process.pid}-${randomBytes(6).toString('hex')}.tmp`;
  used.add(name);
  return join(dirname(file), name);
}

/** Releases a temporary file that is no longer used: it was moved into place, or given up. */
export function release(temporary: string): void {
  used.delete(basename(temporary));
}

/** True if a name belongs to a save of a file, or of another one with the same long beginning. */
export function isTemporaryOf(file: string, name: string): boolean {
  return isTemporary(name) && name.startsWith(beginning(basename(file)));
}

/**
 * True if a temporary file was left behind by a save that is no longer running. A process of this machine that has ended is known to be
 * done. Of all others (another machine that shares the folder, another container, a reused process id, an earlier
 * version) nothing is known, and no save takes a day.
 * @param ageMs time since the last write to the file
 */
export function isLeftBehind(name: string, ageMs: number): boolean {
  const match = pattern.exec(name);
  if (!match) return false;
  if (match[1] === machine) {
    const writer = Number(match[2]);
    if (writer === process.pid ? !used.has(name) : !isRunning(writer)) return true;
    if (writer === process.pid) return false;
  }
  return ageMs > dayMs;
}

function beginning(name: string): string {
  return `.${cut(name)}.pipedraft-`;
}

/** Within one mark, a process id identifies one process: containers on one machine count their own. */
const machine = createHash('sha256').update([hostname(), process.platform, processSpace()].join('\0')).digest('hex').slice(0, 8);

function processSpace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return ''; // not on Linux
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0); // signal 0 only checks
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH'); // a process of another user may not be signalled
  }
}

/** A name may have 255 bytes, in some file systems 143; what is added must fit. */
function cut(name: string): string {
  let bytes = 0;
  let kept = '';
  for (const character of name) {
    bytes += Buffer.byteLength(character);
    if (bytes > 90) break;
    kept += character;
  }
  return kept;
}
