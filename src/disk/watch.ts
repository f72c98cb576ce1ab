import { resolve } from 'node:path';
import { UserError } from '#engine/errors';
import { nodeDisk, type Disk } from './disk';
import type { Fingerprint } from './fingerprint';
import { LatestTaskQueue } from './latest-task-queue';
import { codeOf } from './problems';
import { readThrough } from './read-through';
import { nodeTimers, type Timers } from './timers';
import { WatchedFolders, nodeWatchFolder, type WatchFolder } from './watched-folders';

/** Changes of a file, each reported once. */
export type FileChange =
  | { readonly kind: 'changed'; readonly fingerprint: Fingerprint }
  | { readonly kind: 'gone' }
  /** There again after it was gone, with the same content or another one. */
  | { readonly kind: 'back'; readonly fingerprint: Fingerprint };

export interface FileWatch {
  /** Records content that we wrote or just read: it is not reported as a change. */
  known(fingerprint: Fingerprint): void;
  /** Pauses during a save, and records its content. @returns the save's own outcome */
  during<T extends { readonly fingerprint: Fingerprint }>(save: Promise<T>): Promise<T>;
  /** Checks now: watching misses changes while the machine sleeps. Settles after a change has been reported. */
  check(): Promise<void>;
  /** Stops reporting changes. */
  close(): void;
}

export interface WatchOptions {
  /** Fingerprint when the file was read. Without it, the first content counts as known. */
  readonly known?: Fingerprint;
  /** Time without events in the folder before the file is checked. */
  readonly quietMs?: number;
  /** Interval of checks for a file whose folder cannot be watched. */
  readonly pollMs?: number;
  readonly disk?: Disk;
  readonly timers?: Timers;
  readonly watchFolder?: WatchFolder;
}

/**
 * Reports when another program changes, removes or restores a file. Only its content counts, not the time of writing. The folder is
 * watched and not the file, since a watch on a file goes silent when a save moves another file into its place.
 */
export function watchFile(file: string, onChange: (change: FileChange) => void, options: WatchOptions = {}): FileWatch {
  const watcher = new FileWatcher(resolve(file), onChange, options);
  void watcher.check(); // changes between reading and watching
  return watcher;
}

class FileWatcher implements FileWatch {
  readonly #queue = new LatestTaskQueue<void>();
  readonly #folders: WatchedFolders;
  readonly #disk: Disk;
  readonly #timers: Timers;
  readonly #quietMs: number;
  readonly #pollMs: number;
  /** The last reported or recorded state; nothing before the first check. */
  #known: Fingerprint | undefined;
  #gone = false;
  /** Counts recorded states, so that a check that began earlier is ignored. */
  #revision = 0;
  #saves = 0;
  #closed = false;
  #calledOff: (() => void) | undefined;
  #pollOff: (() => void) | undefined;

  constructor(
    readonly file: string,
    readonly onChange: (change: FileChange) => void,
    { known, quietMs = 200, pollMs = 2000, disk = nodeDisk, timers = nodeTimers, watchFolder = nodeWatchFolder }: WatchOptions,
  ) {
    this.#known = known;
    this.#quietMs = quietMs;
    this.#pollMs = pollMs;
    this.#disk = disk;
    this.#timers = timers;
    this.#folders = new WatchedFolders(file, () => this.#soon(), disk, watchFolder);
  }

  known(fingerprint: Fingerprint): void {
    this.#known = fingerprint;
    this.#gone = false;
    this.#revision += 1;
  }

  async during<T extends { readonly fingerprint: Fingerprint }>(save: Promise<T>): Promise<T> {
    this.#saves += 1;
    try {
      const saved = await save;
      this.known(saved.fingerprint);
      return saved;
    } finally {
      this.#saves -= 1;
      this.#soon();
    }
  }

  check(): Promise<void> {
    return this.#queue.run(() => this.#look());
  }

  close(): void {
    this.#closed = true;
    this.#calledOff?.();
    this.#pollOff?.();
    this.#folders.close();
  }

  /** Checks after a pause without events in the folder: one save causes several events. */
  #soon(): void {
    if (this.#closed) return;
    this.#calledOff?.();
    this.#calledOff = this.#timers.after(this.#quietMs, () => void this.check());
  }

  async #look(): Promise<void> {
    if (this.#closed || this.#saves > 0) return; // after the save it checks again
    const watching = await this.#folders.aim(); // first, so that nothing happens unseen between this check and the next
    const revision = this.#revision;
    const found = await this.#find();
    if (this.#closed || this.#saves > 0) return;
    if (revision !== this.#revision) return this.#look();
    if (!watching || found === 'unknown') this.#poll();
    if (found !== 'unknown') this.#compare(found);
  }

  #compare(found: Fingerprint | null): void {
    const before = this.#known;
    const wasGone = this.#gone;
    this.#gone = found === null;
    if (found) this.#known = found;

    if (!found) {
      if (before && !wasGone) this.onChange({ kind: 'gone' });
    } else if (wasGone) {
      this.onChange({ kind: 'back', fingerprint: found });
    } else if (before && before.sha256 !== found.sha256) {
      this.onChange({ kind: 'changed', fingerprint: found });
    }
  }

  /** The file's fingerprint; `null` if there is none; unknown if the disk does not answer, or another program is writing it. */
  async #find(): Promise<Fingerprint | null | 'unknown'> {
    try {
      return await readThrough(this.file, this.#disk);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'ENOENT' || code === 'ENOTDIR') return null;
      if (code !== undefined) return 'unknown';
      if (!(error instanceof UserError)) throw error;
      return (await this.#isFile()) ? 'unknown' : null;
    }
  }

  async #isFile(): Promise<boolean> {
    return this.#disk.stat(this.file).then(
      ({ kind }) => kind === 'file',
      () => true, // checked again soon
    );
  }

  /** Checks again after a while, for as long as watching or reading fails. */
  #poll(): void {
    if (this.#closed) return;
    this.#pollOff?.();
    this.#pollOff = this.#timers.after(this.#pollMs, () => {
      if (this.#queue.busy) this.#poll();
      else void this.#queue.run(() => this.#glance());
    });
  }

  /** Reads the file only if it seems to be another one: a large file on a slow drive is not read every two seconds. */
  async #glance(): Promise<void> {
    const known = this.#known;
    const entry = await this.#disk.stat(this.file).catch(() => undefined);
    const same =
      known &&
      entry &&
      !this.#gone &&
      entry.size === known.size &&
      entry.mtimeMs === known.mtimeMs &&
      entry.ino === known.ino &&
      entry.dev === known.dev;
    if (same && !this.#closed && !(await this.#folders.aim())) this.#poll();
    else await this.#look();
  }
}
