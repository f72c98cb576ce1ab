import { basename } from 'node:path';
import { Menu } from 'electron';
import { legible } from '#engine/plan';
import type { RecentFiles } from '../files/recent';
import type { PlanWindow } from '../windows/plan-window';
import type { PlanWindows } from '../windows/plan-windows';
import { buildMenu, updateMenu, type MenuState } from './menu';

export interface AppMenuOptions {
  readonly windows: PlanWindows;
  readonly recent: RecentFiles;
  readonly openRecent: (file: string, near: PlanWindow | undefined) => void;
  /** Receives unexpected errors. */
  readonly log: (error: unknown) => void;
  /** Called if the list of recent files could not be read. */
  readonly note: (error: unknown) => void;
}

const nothing: MenuState = { enabled: new Set(), checked: new Set() };

/** The application's menu, with the available actions of the window in front. */
export class AppMenu {
  constructor(private readonly options: AppMenuOptions) {}

  /** Called when another window is in front, or its available actions changed. */
  update(): void {
    const menu = Menu.getApplicationMenu();
    if (menu) updateMenu(menu, this.options.windows.front?.menu ?? nothing);
  }

  /** Called when the list of recent files has changed. */
  async rebuild(): Promise<void> {
    const { windows, recent, openRecent, log, note } = this.options;
    const files = await recent.list().catch((error: unknown) => {
      note(error);
      return [];
    });
    Menu.setApplicationMenu(
      buildMenu({
        platform: process.platform,
        ...(windows.front?.menu ?? nothing),
        recent: files.map(({ path, missing }, at) => ({ id: String(at), name: legible(basename(path)), missing })),
        run: (id) => {
          if (windows.front) windows.front.send('command', id);
          else if (id === 'new' || id === 'open') void windows.open().catch(log);
        },
        openRecent: (id) => {
          const file = files[Number(id)];
          if (file) openRecent(file.path, windows.front);
        },
      }),
    );
  }
}
