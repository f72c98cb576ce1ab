import { basename } from 'node:path';
import { dialog, type BaseWindow, type SaveDialogOptions } from 'electron';
import { nodeDisk, type HasOtherNames } from '#disk';
import { chooseDestination, type Destination, type DestinationSteps, type Found, type Purpose } from '../files/destination';
import { sameFile } from '../files/grants';
import type { PlanWindow } from './plan-window';
import { showMessage } from './message-box';

export interface SaveDialog extends Pick<SaveDialogOptions, 'title' | 'filters'> {
  readonly purpose: Purpose;
  readonly suggestion: string;
}

/** The window whose plan has a file, under any of its names. */
export async function windowOf(file: string, windows: readonly PlanWindow[]): Promise<PlanWindow | undefined> {
  for (const window of windows) {
    const path = window.document?.path;
    // a path that cannot be checked is the file of no window; reading or writing it reports the reason
    if (path !== undefined && (await sameFile(path, file).catch(() => false))) return window;
  }
  return undefined;
}

/** Asks for the destination of a window's output. @returns nothing if the user cancelled, or went to the window that has the file open */
export function askWhere(
  from: PlanWindow,
  windows: () => readonly PlanWindow[],
  { purpose, suggestion, ...said }: SaveDialog,
): Promise<Destination | undefined> {
  return chooseDestination(purpose, suggestion, {
    choose: async (defaultPath) => {
      // Linux asks about an existing name only if this is set
      const { canceled, filePath } = await dialog.showSaveDialog(from.browser, {
        ...said,
        defaultPath,
        properties: ['showOverwriteConfirmation', 'createDirectory'],
      } as SaveDialogOptions);
      return canceled || !filePath ? undefined : filePath;
    },
    find: async (file): Promise<Found> => {
      const window = await windowOf(file, windows());
      if (window) return window === from ? 'own' : 'open';
      const entry = await nodeDisk.stat(file).catch(() => undefined);
      return entry?.kind === 'file' ? 'file' : 'nothing';
    },
    ask: async (file, found) => {
      if (found === 'file') return askToReplace(from.browser, file);
      const there = found === 'open' ? await windowOf(file, windows()) : undefined;
      return sayItIsOpen(from, file, there);
    },
  } satisfies DestinationSteps);
}

async function askToReplace(browser: BaseWindow, file: string): Promise<'replace' | 'another' | 'cancel'> {
  const { response } = await showMessage(browser, {
    type: 'warning',
    buttons: ['Replace', 'Choose another name…', 'Cancel'],
    defaultId: 1,
    cancelId: 2,
    noLink: true,
    message: `“${basename(file)}” is there already. Replace it?`,
    detail: `The name is complete with its extension: ${file}\nReplacing it discards its current content.`,
  });
  return (['replace', 'another', 'cancel'] as const)[response] ?? 'cancel';
}

/** @param there the plan that has the file, if it is not the one that asks */
async function sayItIsOpen(from: PlanWindow, file: string, there: PlanWindow | undefined): Promise<'another' | 'cancel'> {
  const place = there?.frame === from.frame ? 'tab' : 'window';
  const { response } = await showMessage(from.browser, {
    type: 'warning',
    buttons: ['Choose another name…', ...(there ? [`Show that ${place}`] : []), 'Cancel'],
    defaultId: 0,
    cancelId: there ? 2 : 1,
    noLink: true,
    message: there ? `“${basename(file)}” is open in another ${place}.` : `“${basename(file)}” is the file of this plan.`,
    detail: there
      ? `Two ${place}s cannot work on one file. Nothing was written to ${file}.`
      : `Save writes the plan to it. An export needs a file of its own. Nothing was written to ${file}.`,
  });
  if (response === 0) return 'another';
  if (there && response === 1) there.focus();
  return 'cancel';
}

/** Asks before a file is separated from its other names. */
export async function askToPart(browser: BaseWindow, { file, others }: HasOtherNames): Promise<'part' | 'another' | 'cancel'> {
  const names = others === 1 ? 'another name' : `${others} other names`;
  const { response } = await showMessage(browser, {
    type: 'warning',
    buttons: ['Save here only', 'Save under another name…', 'Cancel'],
    defaultId: 1,
    cancelId: 2,
    noLink: true,
    message: `“${basename(file)}” has ${names} (hard links).`,
    detail: `A save writes the plan whole or not at all, and gives this name a file of its own. The ${names} would keep what is saved now, and no longer follow.\n${file}`,
  });
  return (['part', 'another', 'cancel'] as const)[response] ?? 'cancel';
}
