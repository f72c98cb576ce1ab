import { dialog } from 'electron';
import { readPicture } from '#disk';
import type { Logo } from '#engine/packet';
import { makeLogo } from '#paper';
import type { PlanWindow } from '../windows/plan-window';
import { painterProcess } from './painter-process';

/** Asks for a picture, and makes a logo of it. @returns `null` if the user cancelled @throws UserError if it cannot be a logo */
export async function chooseLogo({ browser }: PlanWindow): Promise<Logo | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(browser, {
    title: 'Choose a logo',
    buttonLabel: 'Choose',
    properties: ['openFile'],
    filters: [
      { name: 'Pictures', extensions: ['png', 'jpg', 'jpeg', 'svg'] },
      { name: 'All files', extensions: ['*'] },
    ],
  });
  const [file] = filePaths;
  return canceled || file === undefined ? null : makeLogo(await readPicture(file), painterProcess);
}
