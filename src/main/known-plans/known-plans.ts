import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { dialog } from 'electron';
import { foldPath, nodeTimers, realPathOf } from '#disk';
import { UserError } from '#engine/errors';
import type { KnownPlan, KnownPlans as Listed, PlanCard } from '#ipc';
import type { Comparisons } from '../compare/comparisons';
import type { CompareThread } from '../compare/compare-thread';
import { today } from '../evaluation/today';
import type { RecentFiles } from '../files/recent';
import { JsonText } from '../ipc/json-text';
import type { Library } from '../library/library';
import type { PlanOpener } from '../plans/open-plan';
import type { PlanWindow } from '../windows/plan-window';
import type { PlanWindows } from '../windows/plan-windows';
import { windowOf } from '../windows/save-dialog';
import { FolderWatches } from './folder-watches';
import { plansBelow, type FolderContent, type PlanList } from './plan-list';

export interface KnownPlansOptions {
  readonly list: PlanList;
  readonly recent: Pick<RecentFiles, 'list'>;
  readonly library: Pick<Library, 'additions'>;
  /** Reads and evaluates plans, so that no window waits. */
  readonly thread: Pick<CompareThread, 'ask'>;
  readonly opener: Pick<PlanOpener, 'file'>;
  readonly comparisons: Pick<Comparisons, 'chooseFile'>;
  readonly windows: Pick<PlanWindows, 'all'>;
  /** Time that a folder has to answer, in milliseconds. */
  readonly patience?: number;
}

/** A folder on a drive that is slow or gone keeps nobody waiting longer than this. */
const usualPatience = 5000;

/** The plans that this computer knows. A window knows them by ids, never by paths of its own. */
export class KnownPlans {
  readonly #paths = new Map<string, string>();
  /** Folders that are still being read: one that does not answer is not asked again meanwhile. */
  readonly #reading = new Map<string, Promise<FolderContent>>();
  /** The windows that show the list. */
  readonly #shown = new Set<PlanWindow>();
  readonly #watches = new FolderWatches({
    changed: () => {
      for (const window of this.#shown) window.send('knownPlansChanged', null);
    },
  });

  constructor(private readonly options: KnownPlansOptions) {}

  /**
   * Every plan, the one that was changed last first. Folders are read again, and watched for as long as a window shows the list: it gets
   * `knownPlansChanged` when plans below them come, change or go.
   */
  async list(window: PlanWindow): Promise<Listed> {
    const { paths, folders, contents } = await this.#read();
    this.#show(window);
    const isWatched = this.#watches.aim(inTurns(contents.map((content) => content.folders)));
    const plans: KnownPlan[] = [];
    for (const path of paths) {
      const changed = (await stat(path).catch(() => undefined))?.mtimeMs ?? null;
      plans.push({ id: this.#idOf(path), file: basename(path), folder: dirname(path), changed });
    }
    return {
      plans: plans.sort((a, b) => (b.changed ?? 0) - (a.changed ?? 0)),
      folders: folders.map((path, at) => ({ id: this.#idOf(path), path, problem: contents[at]?.problem ?? null })),
      isCut: contents.some(({ isCut }) => isCut),
      isWatched,
    };
  }

  /** Number of plans that the list has. */
  async count(): Promise<number> {
    return (await this.#read()).paths.length;
  }

  /** A window no longer shows the list. */
  hide(window: PlanWindow): void {
    this.#shown.delete(window);
    if (this.#shown.size === 0) this.#watches.close();
  }

  #show(window: PlanWindow): void {
    if (this.#shown.has(window)) return;
    this.#shown.add(window);
    window.browser.once('closed', () => this.hide(window));
  }

  async #read(): Promise<{
    readonly paths: readonly string[];
    readonly folders: readonly string[];
    readonly contents: readonly FolderContent[];
  }> {
    const { list, recent } = this.options;
    const { folders, files } = await list.read();
    const contents = await Promise.all(folders.map((folder) => this.#contentOf(folder)));
    const paths = [...(await recent.list()).map(({ path }) => path), ...files, ...contents.flatMap((content) => content.files)];
    return { paths: [...new Map(paths.map((path) => [foldPath(path, process.platform), path])).values()], folders, contents };
  }

  async #contentOf(folder: string): Promise<FolderContent> {
    const reading =
      this.#reading.get(folder) ??
      plansBelow(folder)
        .catch((error: unknown) => {
          if (error instanceof UserError) return nothingIn(error.problem);
          throw error;
        })
        .finally(() => this.#reading.delete(folder));
    this.#reading.set(folder, reading);
    const { patience = usualPatience } = this.options;
    let stop = () => {};
    const late = new Promise<FolderContent>((done) => {
      stop = nodeTimers.after(patience, () => done(nothingIn('The folder has not answered yet. Read again later.')));
    });
    return Promise.race([reading, late]).finally(() => stop());
  }

  /** A plan, evaluated in the thread, which keeps what it worked out for the same content. */
  async card(id: string): Promise<JsonText<PlanCard | { readonly problem: string; readonly fix: string }>> {
    const { thread, library } = this.options;
    try {
      return new JsonText(await thread.ask('card', { file: this.#pathOf(id) }, { additions: library.additions, today: today() }));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return new JsonText(JSON.stringify({ problem: error.problem, fix: error.fix }));
    }
  }

  open(id: string, window: PlanWindow): Promise<void> {
    return this.options.opener.file(this.#pathOf(id), window);
  }

  compare(id: string, window: PlanWindow): void {
    this.options.comparisons.chooseFile(window, this.#pathOf(id));
  }

  /** Opens a plan as `open` does, and shows it compared with another one. */
  async compareTwo(before: string, after: string, window: PlanWindow): Promise<void> {
    const { opener, comparisons, windows } = this.options;
    const [earlier, path] = [this.#pathOf(before), this.#pathOf(after)];
    await opener.file(path, window);
    const shown = await windowOf(await realPathOf(path), windows.all);
    if (!shown) return; // the user cancelled it
    comparisons.chooseFile(shown, earlier);
    shown.send('compareFile', null);
  }

  /** @returns `false` if the user cancelled */
  async addFolder(window: PlanWindow): Promise<boolean> {
    const { canceled, filePaths } = await dialog.showOpenDialog(window.browser, {
      title: 'Folder with plans',
      buttonLabel: 'List its plans',
      properties: ['openDirectory'],
    });
    const [folder] = filePaths;
    if (canceled || folder === undefined) return false;
    await this.options.list.addFolder(folder);
    return true;
  }

  removeFolder(id: string): Promise<void> {
    return this.options.list.removeFolder(this.#pathOf(id));
  }

  #idOf(path: string): string {
    const id = createHash('sha256').update(path).digest('hex').slice(0, 32);
    this.#paths.set(id, path);
    return id;
  }

  /** @throws UserError if the window asks for what was not listed */
  #pathOf(id: string): string {
    const path = this.#paths.get(id);
    if (path === undefined) throw new UserError('That plan is no longer in the list.', 'Open the list again.');
    return path;
  }
}

/** The first of each list, then the second of each: when there are too many, those near the top are watched. */
function inTurns(lists: readonly (readonly string[])[]): readonly string[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return [...new Set(Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat())];
}

function nothingIn(problem: string): FolderContent {
  return { files: [], folders: [], problem, isCut: false };
}
