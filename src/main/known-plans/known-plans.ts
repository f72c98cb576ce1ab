import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { dialog } from 'electron';
import { foldPath } from '#disk';
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
import { plansBelow, type PlanList } from './plan-list';

export interface KnownPlansOptions {
  readonly list: PlanList;
  readonly recent: Pick<RecentFiles, 'list'>;
  readonly library: Pick<Library, 'additions'>;
  /** Reads and evaluates plans, so that no window waits. */
  readonly thread: Pick<CompareThread, 'ask'>;
  readonly opener: Pick<PlanOpener, 'file'>;
  readonly comparisons: Pick<Comparisons, 'chooseFile'>;
}

/** The plans that this computer knows. A window knows them by ids, never by paths of its own. */
export class KnownPlans {
  readonly #paths = new Map<string, string>();

  constructor(private readonly options: KnownPlansOptions) {}

  /** Every plan, the one that was changed last first. Folders are read again. */
  async list(): Promise<Listed> {
    const { list, recent } = this.options;
    const { folders, files } = await list.read();
    const contents = await Promise.all(
      folders.map((folder) =>
        plansBelow(folder).catch((error: unknown) => {
          if (error instanceof UserError) return { files: [], problem: error.problem, isCut: false };
          throw error;
        }),
      ),
    );
    const paths = [...(await recent.list()).map(({ path }) => path), ...files, ...contents.flatMap((content) => content.files)];
    const unique = new Map(paths.map((path) => [foldPath(path, process.platform), path]));
    const plans: KnownPlan[] = [];
    for (const path of unique.values()) {
      const changed = (await stat(path).catch(() => undefined))?.mtimeMs ?? null;
      plans.push({ id: this.#idOf(path), file: basename(path), folder: dirname(path), changed });
    }
    return {
      plans: plans.sort((a, b) => (b.changed ?? 0) - (a.changed ?? 0)),
      folders: folders.map((path, at) => ({ id: this.#idOf(path), path, problem: contents[at]?.problem ?? null })),
      isCut: contents.some(({ isCut }) => isCut),
    };
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
