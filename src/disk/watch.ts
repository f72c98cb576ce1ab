import { resolve } from 'node:path';
import { UserError } from '#engine/errors';
import { nodeDisk, type Disk } from './disk';
import type { Fingerprint } from './fingerprint';
import { Lane } from './lane';
import { codeOf } from './problems';
import { readThrough } from './read-through';
import { nodeTimers, type Timers } from './timers';
import { WatchedFolders, nodeWatchFolder, type WatchFolder } from './watched-folders';

/** What happened to a file, told once each. */
export type FileChange =
  | { readonly kind: 'changed'; readonly fingerprint: Fingerprint }
  | { readonly kind: 'gone' }
  /** There again after it was gone, with the content it had or another one. */
  | { readonly kind: 'back'; readonly fingerprint: Fingerprint };

export interface FileWatch {
  /** Says what the file holds by our own doing, or as it was just read: not a change to tell. */
  known(fingerprint: Fingerprint): void;
  /** Keeps quiet while a save is under way, and knows what it wrote. @returns the save's own outcome */
  during<T extends { readonly fingerprint: Fingerprint }>(save: Promise<T>): Promise<T>;
  /** Looks now: watching misses what happens while the machine sleeps. Done when a change has been told. */
  check(): Promise<void>;
  /** No change is told from now on. */
  close(): void;
}

export interface WatchOptions {
  /** What the file held when it was read. Without it, what it holds at first counts as known. */
  readonly known?: Fingerprint;
  /** How long the folder must be still before the file is looked at. */
  readonly quietMs?: number;
  /** How often the file is looked at where its folder cannot be watched. */
  readonly pollMs?: number;
  readonly disk?: Disk;
  readonly timers?: Timers;
  readonly watchFolder?: WatchFolder;
}

/**
 * Tells when another program changes, removes or brings back a file. Only its content counts, not when it was written. The folder is
 * watched and not the file, since a watch on a file goes silent when a save moves another file into its place.
 */
export function watchFile(file: string, onChange: (change: FileChange) => void, options: WatchOptions = {}): FileWatch {
  const watcher = new FileWatcher(resolve(file), onChange, options);
  void watcher.check(); // what happened between reading and watching
  return watcher;
}

class FileWatcher implements FileWatch {
  readonly #lane = new Lane<void>();
  readonly #folders: WatchedFolders;
  readonly #disk: Disk;
  readonly #timers: Timers;
  readonly #quietMs: number;
  readonly #pollMs: number;
  /** What was last told or made known; nothing before the first look. */
  #known: Fingerprint | undefined;
  #gone = false;
  /** Counts what was made known, so that a look that began before is not believed. */
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
    return this.#lane.run(() => this.#look());
  }

  close(): void {
    this.#closed = true;
    this.#calledOff?.();
    this.#pollOff?.();
    this.#folders.close();
  }

  /** Looks when the folder has been still for a while: one save makes several events. */
  #soon(): void {
    if (this.#closed) return;
    this.#calledOff?.();
    this.#calledOff = this.#timers.after(this.#quietMs, () => void this.check());
  }

  async #look(): Promise<void> {
    if (this.#closed || this.#saves > 0) return; // when the save is done it looks again
    const watching = await this.#folders.aim(); // first, so that nothing happens unseen between this look and the next
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

  /** The file as it is; `null` when there is none; unknown when the disk does not say, or another program is writing it. */
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
      () => true, // looked at again soon
    );
  }

  /** Looks again after a while, for as long as watching or reading fails. */
  #poll(): void {
    if (this.#closed) return;
    this.#pollOff?.();
    this.#pollOff = this.#timers.after(this.#pollMs, () => {
      if (this.#lane.busy) this.#poll();
      else void this.#lane.run(() => this.#glance());
    });
  }

  /** Reads the file only when it seems to be another one: a large file on a slow drive is not read every two seconds. */
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
