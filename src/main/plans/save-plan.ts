import { join } from 'node:path';
import { app } from 'electron';
import { ChangedOnDisk, HasOtherNames } from '#disk';
import type { UserError } from '#engine/errors';
import type { FileState } from '#ipc';
import type { Grants } from '../files/grants';
import type { Pending } from '../files/pending';
import { confirm } from '../windows/confirm';
import { askToPart, askWhere } from '../windows/save-dialog';
import type { PlanWindow } from '../windows/plan-window';
import type { PlanWindows } from '../windows/plan-windows';
import { fileNameOf } from './file-name';
import type { PlanOpener } from './open-plan';
import type { PlanDocument } from './plan-document';
import { showMessage } from '../windows/message-box';

export interface PlanSaverOptions {
  readonly windows: PlanWindows;
  readonly opener: Pick<PlanOpener, 'readMarked'>;
  readonly grants: Grants;
  readonly pending: Pending;
  /** Called with the real path of every opened or saved file. */
  readonly remember: (path: string) => Promise<void>;
  /** Called when a window's plan was saved. */
  readonly saved: (window: PlanWindow) => void;
}

/** Saves the plans of windows, and asks before something else would be lost. */
export class PlanSaver {
  constructor(private readonly options: PlanSaverOptions) {}

  /** Saves a window's plan, asking for a file if it has none. @returns the file, or `null` if the user cancelled */
  async save(window: PlanWindow): Promise<FileState | null> {
    const { document } = window;
    if (!document) return null;
    if (document.path === undefined) return this.saveAs(window);
    if (!(await this.#mayDecide(window, document))) return null;
    return this.#saveOwn(window, document, document.path);
  }

  async #saveOwn(window: PlanWindow, document: PlanDocument, path: string): Promise<FileState | null> {
    try {
      return await this.#write(window, document, path, (links) => document.save('known', links));
    } catch (error) {
      if (!(error instanceof ChangedOnDisk)) throw error;
      if (!error.found) return this.#write(window, document, path, (links) => document.save('nothing', links)); // gone: nobody's work is lost
      return this.#settleConflict(window, document, error);
    }
  }

  /** Saves a window's plan to a file that the user chooses. @returns the file, or `null` if the user cancelled */
  async saveAs(window: PlanWindow): Promise<FileState | null> {
    const { document } = window;
    return document && (await this.#mayDecide(window, document)) ? this.#saveElsewhere(window, document) : null;
  }

  async #saveElsewhere(window: PlanWindow, document: PlanDocument): Promise<FileState | null> {
    const chosen = await askWhere(window, () => this.options.windows.all, {
      purpose: 'plan',
      title: 'Save the plan',
      suggestion: document.path ?? join(app.getPath('documents'), `${fileNameOf(document.plan)}.pipedraft.yaml`),
      filters: [
        { name: 'YAML', extensions: ['yaml', 'yml'] },
        { name: 'JSON', extensions: ['json'] },
      ],
    });
    if (!chosen) return null;
    if (chosen.isOwn && document.path !== undefined) return this.#saveOwn(window, document, document.path);
    const path = await this.options.grants.grant(chosen.file, 'save');
    const over = chosen.replaces ? 'anything' : 'nothing';
    return this.#write(window, document, path, (links) => document.saveAs(path, over, links));
  }

  /** Reads a window's plan again from its file, after asking if changes would be lost. */
  async revert(window: PlanWindow): Promise<void> {
    const { document, browser } = window;
    if (document?.path === undefined) return;
    const read = await this.options.opener.readMarked(document.path, window); // before anything is discarded
    if (!read) return;
    const question = {
      type: 'warning',
      button: 'Revert',
      message: `Give up the changes to “${document.file.name ?? ''}”?`,
      detail: 'The plan is read again from its file. Undo brings the changes back.',
    } as const;
    if (document.isDirty && !(await confirm(browser, question))) return;
    document.reread(read);
    window.show(document);
  }

  /** Asks before a side of conflicts is lost that nobody chose. @returns true if the plan may be saved */
  async #mayDecide(window: PlanWindow, document: PlanDocument): Promise<boolean> {
    const { merging } = document;
    if (!merging) return true;
    const { response } = await showMessage(window.browser, {
      type: 'warning',
      buttons: ['Resolve conflicts', 'Save the current side', 'Cancel'],
      defaultId: 0,
      cancelId: 2,
      noLink: true,
      message: `Conflicts of “${document.file.name ?? ''}” are not resolved yet.`,
      detail: `The plan has the current side of them (${merging.names.current}). A save gives up the incoming side (${merging.names.incoming}).`,
    });
    if (response === 0) window.send('command', 'compare');
    return response === 1; // the conflicts are over once the plan is saved
  }

  async #settleConflict(window: PlanWindow, document: PlanDocument, conflict: ChangedOnDisk): Promise<FileState | null> {
    const { response } = await showMessage(window.browser, {
      type: 'warning',
      buttons: ['Merge', 'Save a copy…', 'Write over it', 'Cancel'],
      defaultId: 0,
      cancelId: 3,
      noLink: true,
      message: `“${document.file.name ?? ''}” was changed by another program since it was opened.`,
      detail: `${conflict.file}\nYour plan is still open as you see it. Merge brings the changes of the file into it, and shows where both contradict each other.`,
    });
    if (response === 0) window.send('mergeFile', null);
    if (response === 1) return this.#saveElsewhere(window, document);
    if (response !== 2) return null;
    return this.#write(window, document, conflict.file, (links) => document.save('anything', links));
  }

  /** Writes a plan to a file, and asks before the file is separated from its other names. @returns `null` if the user cancelled */
  async #write(
    window: PlanWindow,
    document: PlanDocument,
    file: string,
    write: (links: 'keep' | 'part') => Promise<UserError[]>,
  ): Promise<FileState | null> {
    const { pending } = this.options;
    try {
      return await this.#saved(window, document, await pending.run(file, () => write('keep')));
    } catch (error) {
      if (!(error instanceof HasOtherNames)) throw error;
      const answer = await askToPart(window.browser, error);
      if (answer === 'another') return this.#saveElsewhere(window, document);
      return answer === 'part' ? this.#saved(window, document, await pending.run(file, () => write('part'))) : null;
    }
  }

  /** @param doubts problems beside the save, which itself succeeded */
  async #saved(window: PlanWindow, document: PlanDocument, doubts: readonly UserError[]): Promise<FileState> {
    window.showTitle();
    for (const { problem, fix } of doubts) window.send('warning', { problem, fix });
    this.options.saved(window);
    if (document.path !== undefined) await this.options.remember(document.path);
    return document.file;
  }
}
