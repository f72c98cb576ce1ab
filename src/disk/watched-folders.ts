import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Disk } from './disk';
import { foldPath, realPathOf } from './real-path';

/** Watches the names in a folder. Throws if the folder cannot be watched; calls `fail` when it no longer can. */
export type WatchFolder = (folder: string, event: (name: string | null) => void, fail: () => void) => { close(): void };

/** The folders whose events concern a file: its own and, for a link, that of its target. */
export class WatchedFolders {
  readonly #folders = new Map<string, WatchedFolder>();
  #closed = false;

  constructor(
    readonly file: string,
    private readonly event: () => void,
    private readonly disk: Disk,
    private readonly watchFolder: WatchFolder,
  ) {}

  /**
   * Watches the current folders. A link may have a new target, or another folder of the same name may have replaced one.
   * @returns true if all of them are watched
   */
  async aim(): Promise<boolean> {
    const real = await realPathOf(this.file, this.disk).catch(() => this.file);
    const wanted = new Map<string, Set<string>>();
    for (const path of [this.file, real]) wanted.set(dirname(path), (wanted.get(dirname(path)) ?? new Set()).add(basename(path)));
    if (this.#closed) return true;
    for (const [folder, watched] of this.#folders) if (!wanted.has(folder)) this.#leave(folder, watched);
    const watching = await Promise.all([...wanted].map(([folder, names]) => this.#aimAt(folder, names)));
    return watching.every(Boolean);
  }

  /** Stops reporting events. */
  close(): void {
    this.#closed = true;
    for (const { close } of this.#folders.values()) close();
    this.#folders.clear();
  }

  async #aimAt(folder: string, names: ReadonlySet<string>): Promise<boolean> {
    const entry = await this.disk.stat(folder).catch(() => undefined);
    if (this.#closed) return true;
    const identity = entry && `${entry.dev}:${entry.ino}`;
    const watched = this.#folders.get(folder);
    if (watched && watched.identity === identity) {
      watched.names = names;
      return true;
    }
    if (watched) this.#leave(folder, watched);
    if (!identity) return false;
    try {
      const fresh: WatchedFolder = { identity, names, close: () => {} };
      const { close } = this.watchFolder(
        folder,
        (name) => {
          if (concerns(name, folder, fresh.names)) this.event();
        },
        () => {
          if (this.#folders.get(folder) === fresh) this.#leave(folder, fresh);
          this.event();
        },
      );
      fresh.close = close;
      this.#folders.set(folder, fresh);
      return true;
    } catch {
      return false; // the system's watches are used up, or the drive has none: the file is polled
    }
  }

  #leave(folder: string, watched: WatchedFolder): void {
    watched.close();
    this.#folders.delete(folder);
  }
}

interface WatchedFolder {
  readonly identity: string;
  names: ReadonlySet<string>;
  close: () => void;
}

/** Systems may omit the name, write it differently, or give the folder's own name when it goes. One check too many does no harm. */
function concerns(name: string | null, folder: string, names: ReadonlySet<string>): boolean {
  if (name === null) return true;
  const fold = (text: string) => foldPath(text, 'darwin');
  return [basename(folder), ...names].some((one) => fold(one) === fold(name));
}

/** With node:fs. */
export const nodeWatchFolder: WatchFolder = (folder, event, fail) => {
  const watcher = watch(folder, (_, name) => event(name));
  watcher.on('error', () => {
    watcher.close();
    fail();
  });
  return { close: () => watcher.close() };
};
