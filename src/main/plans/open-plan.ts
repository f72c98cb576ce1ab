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
import type { PlanWindows } from '../windows/plan-windows';
import type { Openings } from './openings';
import type { DocumentServices } from './document-services';
import type { MarkedPlan } from './merging';
import { PlanDocument } from './plan-document';
import type { PlanMerger } from './plan-merger';
import { restore } from './restoring';

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

  /** Opens unsaved work of the last session. Work that cannot be opened is set aside and reported. */
  async unsaved(entry: RecoveryEntry): Promise<void> {
    const { documents, windows, openings, grants, recovery, log, note } = this.options;
    try {
      const restored = await restore(documents, grants, entry, (file) => openings.file(file, undefined));
      if (!restored) return;
      await this.#mergeAgain(restored.document, entry.holds);
      await windows.open(restored.document, restored.notice);
    } catch (error) {
      log(error);
      note((await recovery.setAside(entry.id, 'something unexpected went wrong')).error);
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

  async #show(document: PlanDocument, window: PlanWindow | undefined): Promise<void> {
    if (!window || window.browser.isDestroyed() || !window.isUntouched) return void (await this.options.windows.open(document));
    await window.document?.close(true);
    window.show(document);
  }
}
