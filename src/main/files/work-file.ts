import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fdatasync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { codeOf, temporaryFor } from '#disk';
import { endLineOf, lineOf, type WorkLine } from './work-lines';

/** File system calls that writing needs; tests inject faults. They are synchronous: nothing happens between a change and the disk. */
export const nodeCalls = {
  open: openSync,
  write: (fd: number, bytes: Uint8Array): number => writeSync(fd, bytes),
  sync: fsyncSync,
  truncate: ftruncateSync,
  close: closeSync,
  rename: renameSync,
  unlink: unlinkSync,
};
export type Calls = typeof nodeCalls;

/** After this many lines, or bytes of lines, the whole work is written again: replaying them takes as long as reading a plan. */
const longest = { lines: 1000, bytes: 8 * 1024 * 1024 };

/**
 * The unsaved work on one document: a file with all of it at some time, and a file beside it to which every later change is
 * appended. A kill at any moment leaves both, or neither.
 */
export class WorkFile {
  #log: { readonly fd: number; readonly run: string; lines: number; bytes: number } | undefined;

  /** @param path the file of the whole work; the file of changes has ".log" in place of ".json" */
  constructor(
    readonly path: string,
    private readonly calls: Calls = nodeCalls,
  ) {}

  get logPath(): string {
    return this.path.replace(/\.json$/, '.log');
  }

  /** True if changes can be appended. */
  get isOpen(): boolean {
    return this.#log !== undefined;
  }

  /** True if there are so many changes that writing the whole work again is better. */
  get isLong(): boolean {
    return this.#log !== undefined && (this.#log.lines >= longest.lines || this.#log.bytes >= longest.bytes);
  }

  /**
   * Writes the whole work in place of the earlier one. If it throws, the earlier one is unchanged.
   * @param textOf returns the text, which names the run of its changes
   * @throws as node:fs does
   */
  begin(textOf: (run: string) => string): void {
    this.close();
    const run = randomBytes(8).toString('hex');
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 }); // plans are private to their owner
    this.#replace(Buffer.from(textOf(run)));
    const fd = this.calls.open(this.logPath, 'a', 0o600);
    try {
      this.calls.truncate(fd, 0); // its content belongs to an earlier run
    } catch (error) {
      this.calls.close(fd);
      throw error;
    }
    this.#log = { fd, run, lines: 0, bytes: 0 };
  }

  /**
   * Appends a change. If it throws, earlier changes are intact, and the whole work has to be written again.
   * @throws as node:fs does
   */
  append(line: WorkLine): void {
    const log = this.#log;
    if (!log) throw new Error('The work has not been begun.');
    this.#append(lineOf(log.run, log.lines + 1, line));
  }

  /**
   * Waits until the changes are on the disk itself.
   * @returns true if the files still exist: somebody may have removed their folder
   * @throws as node:fs does
   */
  async settle(): Promise<boolean> {
    const log = this.#log;
    if (!log) return true;
    try {
      await promisify(fdatasync)(log.fd);
    } catch (error) {
      if (this.#log !== log) return true; // closed meanwhile
      throw error;
    }
    return this.#log !== log || this.#isThere(log.fd);
  }

  /**
   * Removes the work: it was saved, or given up. If the folder is read-only by now, the file of changes marks it as ended instead.
   * @throws as node:fs does, if the work would be restored again
   */
  end(): void {
    try {
      this.#remove(this.path);
    } catch (error) {
      if (!this.#log) throw error;
      this.#append(endLineOf(this.#log.run, this.#log.lines + 1));
      this.close();
      return;
    }
    this.close();
    try {
      this.#remove(this.logPath);
    } catch {
      // the next start removes changes without work
    }
  }

  /** Stops appending. The files stay. */
  close(): void {
    const log = this.#log;
    this.#log = undefined;
    if (log) this.calls.close(log.fd);
  }

  #append(text: string): void {
    const log = this.#log;
    if (!log) return;
    const bytes = Buffer.from(text);
    try {
      this.#fill(log.fd, bytes);
    } catch (error) {
      try {
        this.calls.truncate(log.fd, log.bytes);
      } catch {
        // its checksum reveals a partial line
      }
      this.close();
      throw error;
    }
    log.lines += 1;
    log.bytes += bytes.length;
  }

  #replace(bytes: Uint8Array): void {
    const temporary = temporaryFor(this.path);
    const fd = this.calls.open(temporary, 'wx', 0o600);
    try {
      try {
        this.#fill(fd, bytes);
        this.calls.sync(fd);
      } finally {
        this.calls.close(fd);
      }
      this.calls.rename(temporary, this.path);
    } catch (error) {
      try {
        this.calls.unlink(temporary);
      } catch {
        // the next start removes it
      }
      throw error;
    }
  }

  /** A full disk writes a part and reports it by the number only. */
  #fill(fd: number, bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length;) {
      const taken = this.calls.write(fd, bytes.subarray(done));
      if (taken <= 0) throw Object.assign(new Error('The disk took only a part.'), { code: 'ENOSPC' });
      done += taken;
    }
  }

  #isThere(fd: number): boolean {
    try {
      return statSync(this.logPath).ino === fstatSync(fd).ino && statSync(this.path).isFile();
    } catch {
      return false;
    }
  }

  #remove(path: string): void {
    try {
      this.calls.unlink(path);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTDIR') throw error;
    }
  }
}
