import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { nodeTimers, nodeWatchFolder, type Timers, type WatchFolder } from '#disk';
import { isPlanName } from './plan-list';

/** Number of folders that are watched at most: a system has a limited number of watches. */
const mostWatched = 400;
/** Names of a burst that are looked at; more than that is taken for a change. */
const mostNames = 40;
/** Milliseconds without events before a change is reported: one save, or one checkout, makes several events. */
const quietMs = 300;

export interface FolderWatchesOptions {
  /** Called when plans below the folders were added, changed or removed. */
  readonly changed: () => void;
  readonly watchFolder?: WatchFolder;
  readonly timers?: Timers;
  readonly most?: number;
}

/** Watches folders for plans that come, change and go. It waits for events of the system, and does nothing without one. */
export class FolderWatches {
  readonly #watched = new Map<string, { close(): void }>();
  readonly #names = new Map<string, string>();
  #calledOff: (() => void) | undefined;
  /** Counts reports and closings, so that a check that began earlier reports nothing. */
  #round = 0;

  constructor(private readonly options: FolderWatchesOptions) {}

  /** Watches these folders and no others. @returns false if there are more than can be watched */
  aim(folders: readonly string[]): boolean {
    const { most = mostWatched } = this.options;
    const wanted = new Set(folders.slice(0, most));
    for (const [folder, watch] of this.#watched)
      if (!wanted.has(folder)) {
        this.#watched.delete(folder);
        watch.close();
      }
    let isComplete = folders.length <= most;
    for (const folder of wanted) if (!this.#watched.has(folder)) isComplete = this.#watch(folder) && isComplete;
    return isComplete;
  }

  /** Number of folders that are watched. */
  get count(): number {
    return this.#watched.size;
  }

  close(): void {
    this.#calledOff?.();
    this.#round += 1;
    this.#names.clear();
    this.aim([]);
  }

  #watch(folder: string): boolean {
    const { watchFolder = nodeWatchFolder } = this.options;
    const gone = () => {
      this.#watched.delete(folder);
      this.#soon();
      this.#names.set(folder, '');
    };
    try {
      this.#watched.set(
        folder,
        watchFolder(folder, (name) => this.#event(folder, name), gone),
      );
      return true;
    } catch {
      return false; // the system's watches are used up, or the drive has none
    }
  }

  #event(folder: string, name: string | null): void {
    // the folder itself went, or the system does not say what it was
    const path = name === null || name === basename(folder) ? folder : join(folder, name);
    this.#names.set(path, name ?? '');
    this.#soon();
  }

  #soon(): void {
    this.#calledOff?.();
    const { timers = nodeTimers } = this.options;
    this.#calledOff = timers.after(quietMs, () => void this.#look());
  }

  async #look(): Promise<void> {
    const round = (this.#round += 1);
    const names = [...this.#names];
    this.#names.clear();
    const concerned = names.length > mostNames || (await this.#concerns(names));
    if (concerned && round === this.#round) this.options.changed();
    else if (concerned) this.#names.set('', ''); // the look that follows tells it
  }

  /** True if a plan or a folder is among the names. Whatever else a program writes beside plans is of no interest. */
  async #concerns(names: readonly (readonly [path: string, name: string])[]): Promise<boolean> {
    for (const [path, name] of names) {
      if (name === '' || isPlanName(name) || this.#watched.has(path)) return true;
      if (
        await stat(path).then(
          (entry) => entry.isDirectory(),
          () => false,
        )
      )
        return true;
    }
    return false;
  }
}
