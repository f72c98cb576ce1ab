import { PlanProblems, UserError } from '#engine/errors';
import type { Plan } from '#engine/plan';
import { foldPath, type PlanOnDisk } from '#disk';
import { carriedPlan, mayCarryPlan } from './carried-plan';
import { Cancelled } from './plan-reader';
import type { Grants } from '../files/grants';
import type { RecoveryStore } from '../files/recovery';
import type { RecoveryEntry } from '../files/recovery-entry';
import { Turns } from '../files/turns';
import { refusedBy } from '../ipc/refused';
import { windowOf } from '../windows/save-dialog';
import type { PlanWindow } from '../windows/plan-window';
import type { OpenPlan, OpenWindow } from '../windows/open-plans';
import type { PlanWindows } from '../windows/plan-windows';
import type { Openings } from './openings';
import type { DocumentServices } from './document-services';
import type { MarkedPlan } from './merging';
import { PlanDocument } from './plan-document';
import type { PlanMerger } from './plan-merger';
import { restore, type Restored } from './restoring';

export interface PlanOpenerOptions {
  readonly documents: DocumentServices;
  readonly windows: PlanWindows;
  readonly openings: Openings;
  readonly merger: Pick<PlanMerger, 'marked'>;
  readonly grants: Grants;
  readonly recovery: RecoveryStore;
  /** Called with the real path of every opened or saved file. */
  readonly remember: (path: string) => Promise<void>;
  /** Receives unexpected errors. */
  readonly log: (error: unknown) => void;
  /** Receives notes to show when the start is done. */
  readonly note: (error: unknown) => void;
}

/** Opens plans in windows: from files, without a file, and from unsaved work. */
export class PlanOpener {
  /** A file that is requested twice at once is opened once. */
  readonly #turns = new Turns();

  constructor(private readonly options: PlanOpenerOptions) {}

  /** Opens files from a command line or the system, and shows their problems in a window. @param near takes the plan if it is empty */
  async named(named: string | UserError, near: PlanWindow | undefined): Promise<void> {
    try {
      if (named instanceof UserError) throw named;
      await this.file(named, near);
    } catch (error) {
      const { windows, log } = this.options;
      const window = near ?? windows.front ?? (await windows.open());
      window.send('refused', refusedBy(error, log));
      window.focus();
    }
  }

  /**
   * Opens a file: in the window that has it already, in `window` if that is empty and untouched, else in a new one. A plan that a PDF or a
   * drawing carries opens as a plan without a file.
   * @throws UserError or PlanProblems if it cannot be read
   */
  async file(file: string, window: PlanWindow | undefined): Promise<void> {
    if (mayCarryPlan(file))
      return this.#show(PlanDocument.fresh(this.options.documents, await carriedPlan(file, new AbortController().signal)), window);
    const path = await this.options.grants.grant(file);
    return this.#turns.take(foldPath(path, process.platform), () => this.#granted(path, window));
  }

  async #granted(path: string, window: PlanWindow | undefined): Promise<void> {
    const { remember, windows } = this.options;
    const there = await windowOf(path, windows.all);
    if (there) return there.focus();
    const document = await this.#read(path, window ?? windows.front);
    if (!document) return;
    await remember(path);
    await this.#show(document, window);
  }

  /** @returns `undefined` if the user cancelled it */
  async #read(path: string, window: PlanWindow | undefined): Promise<PlanDocument | undefined> {
    const { documents } = this.options;
    const read = await this.readMarked(path, window);
    if (!read) return undefined;
    return 'merging' in read ? PlanDocument.fromMarked(documents, path, read) : PlanDocument.fromFile(documents, path, read);
  }

  /** Opens a plan that has no file yet: in `window` if that is empty and untouched, else in a new one. */
  async fresh(plan: Plan, window: PlanWindow): Promise<void> {
    await this.#show(PlanDocument.fresh(this.options.documents, plan), window);
  }

  /**
   * Opens the plans that were open when the last session ended, in their windows and in their order. Unsaved work that was in none of these
   * comes in tabs of the last window.
   */
  async lastPlans(last: readonly OpenWindow[], entries: readonly RecoveryEntry[]): Promise<void> {
    const { windows } = this.options;
    const left = new Map(entries.map((entry) => [entry.id, entry]));
    for (const { bounds, plans, shown } of last) {
      const ready = await Promise.all(
        plans.map((plan) => {
          const entry = left.get(plan.id);
          left.delete(plan.id);
          return entry ? this.#unsaved(entry) : this.#again(plan);
        }),
      );
      const found = ready.flatMap((one, at) => (one ? [{ ...one, isShown: at === shown }] : []));
      if (found.length === 0) continue;
      const frame = await windows.openFrame(bounds);
      const opened: PlanWindow[] = [];
      for (const { document, notice } of found) {
        opened.push(await windows.open(document, notice, { frame, isBehind: true }));
        frame.move(opened.at(-1) as PlanWindow, opened.length);
      }
      const front = opened[found.findIndex(({ isShown }) => isShown)] ?? opened[0];
      if (front) await windows.show(front);
    }
    for (const entry of left.values()) {
      const restored = await this.#unsaved(entry);
      if (restored) await windows.open(restored.document, restored.notice);
    }
  }

  /** A plan of the last session without unsaved work, from its file; nothing, and a note, if that cannot be read in time. */
  async #again({ file }: OpenPlan): Promise<Restored | undefined> {
    const { grants, note, log } = this.options;
    if (file === null) return undefined; // it was never saved, and what was in it was given up
    try {
      const document = await inTime(file, async () => this.#read(await grants.grant(file), undefined));
      return document && { document, notice: null };
    } catch (error) {
      const { problem, fix } = refusedBy(error, log);
      note(new UserError(`“${file}” was open when Pipedraft ended last, and is not opened again. ${problem}`, fix));
      return undefined;
    }
  }

  /** Unsaved work of the last session. Work that cannot be opened is set aside and reported. */
  async #unsaved(entry: RecoveryEntry): Promise<Restored | undefined> {
    const { documents, openings, grants, recovery, log, note } = this.options;
    try {
      const restored = await restore(documents, grants, entry, (file) => openings.file(file, undefined));
      if (!restored) return undefined;
      await this.#mergeAgain(restored.document, entry.holds);
      return restored;
    } catch (error) {
      log(error);
      note((await recovery.setAside(entry.id, 'something unexpected went wrong')).error);
      return undefined;
    }
  }

  /**
   * The conflicts of a file that still has the marks that the work began with.
   * @param holds hash of the file's content then
   */
  async #mergeAgain(document: PlanDocument, holds: string | null): Promise<void> {
    const { merger, log } = this.options;
    try {
      const marked = document.path === undefined ? undefined : await merger.marked(document.path);
      if (marked?.file.fingerprint.sha256 === holds) document.merging = marked?.merging;
    } catch (error) {
      if (!(error instanceof UserError)) log(error);
    }
  }

  /** Reads a plan while a window shows that it is being opened. @returns `undefined` if the user cancelled it */
  async read(path: string, window: PlanWindow | undefined): Promise<PlanOnDisk | undefined> {
    try {
      return await this.options.openings.file(path, window);
    } catch (error) {
      if (error instanceof Cancelled) return undefined;
      throw error;
    }
  }

  /** Reads a plan, or the sides of a file with conflict marks. @returns `undefined` if the user cancelled it */
  async readMarked(path: string, window: PlanWindow | undefined): Promise<PlanOnDisk | MarkedPlan | undefined> {
    try {
      return await this.read(path, window);
    } catch (error) {
      const marked = error instanceof PlanProblems ? await this.options.merger.marked(path) : undefined;
      if (!marked) throw error;
      return marked;
    }
  }

  /** @param beside a tab of the window that gets the plan; the window in front if left out */
  async #inTab(document: PlanDocument, beside: PlanWindow | undefined): Promise<void> {
    const { windows } = this.options;
    await windows.open(document, null, { frame: beside && !beside.isGone ? windows.frameOf(beside) : undefined });
  }

  async #show(document: PlanDocument, window: PlanWindow | undefined): Promise<void> {
    if (!window || window.isGone || !window.isUntouched) return this.#inTab(document, window);
    await window.document?.close(true);
    window.show(document);
  }
}

/** Time that a file of the last session may take to be read, in milliseconds: the other plans wait for it. */
const patience = 5000;

/** @throws UserError if reading a file takes too long */
async function inTime<T>(file: string, read: () => Promise<T>): Promise<T> {
  let late: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    late = setTimeout(() => reject(new UserError('Its drive does not answer.', `Open “${file}” once the drive does.`)), patience);
  });
  try {
    return await Promise.race([read(), tooLate]);
  } finally {
    clearTimeout(late);
  }
}
