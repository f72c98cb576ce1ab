import { clipboard, shell } from 'electron';
import type { TabCalls } from '#ipc';
import type { HandlersOf, Parts } from './parts';

/** Answers the calls about the tabs of a window. A tab that was closed meanwhile is no error. */
export function tabHandlers({ windows, opener, closeTabs }: Parts): HandlersOf<TabCalls> {
  return {
    showTab: async ({ tab }, from) => {
      const window = windows.tab(tab, windows.of(from));
      if (window) await windows.show(window);
    },
    showTabBeside: async ({ step }, from) => {
      const window = windows.frameOf(windows.of(from)).beside(step);
      if (window) await windows.show(window);
    },
    moveTab: ({ tab, to }, from) => {
      const window = windows.tab(tab, windows.of(from));
      if (window) windows.frameOf(window).move(window, to);
    },
    closeTabs: ({ tab, which }, from) => {
      const window = windows.tab(tab, windows.of(from));
      if (window) closeTabs(which === 'this' ? [window] : windows.frameOf(window).except(window, which));
    },
    moveTabOut: async ({ tab, at }, from) => {
      const window = windows.tab(tab, windows.of(from));
      if (!window) return;
      const frame = windows.frameOf(window);
      const onto = at && windows.frames.find((one) => one !== frame && one.hasTabsAt(at));
      if (onto) return windows.moveOut(window, onto);
      // alone in its window, a tab has nothing to leave
      if (frame.tabs.length < 2) return;
      const { width, height } = frame.browser.getNormalBounds();
      // the tab is under the pointer then
      await windows.moveOut(window, at ? { x: at.x - 60, y: at.y - 20, width, height, maximized: false } : undefined);
    },
    reopenTab: async (_, from) => {
      const window = windows.of(from);
      const file = windows.takeClosed();
      if (file !== undefined) await opener.file(file, window);
    },
    newWindow: async () => {
      await windows.open(undefined, null, { frame: await windows.openFrame() });
    },
    copyTabPath: ({ tab }, from) => {
      const path = windows.tab(tab, windows.of(from))?.document?.path;
      if (path !== undefined) clipboard.writeText(path);
    },
    showTabFile: ({ tab }, from) => {
      const path = windows.tab(tab, windows.of(from))?.document?.path;
      if (path !== undefined) shell.showItemInFolder(path);
    },
    resting: ({ kept }, from) => windows.of(from).rests(kept),
  };
}
