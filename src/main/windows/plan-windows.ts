import { BrowserWindow, type WebContents } from 'electron';
import type { SaveText } from '#disk';
import type { Notice } from '#ipc';
import type { PlanDocument } from '../plans/plan-document';
import { keepBounds, readBounds } from './bounds';
import { PlanWindow } from './plan-window';

export interface PlanWindowsOptions {
  /** Path of the preload script. */
  readonly preload: string;
  /** The file with the bounds of the last window. */
  readonly boundsFile: string;
  readonly keep: SaveText;
  /** Receives unexpected errors. */
  readonly log: (error: unknown) => void;
  /** Called if the bounds file could not be used. */
  readonly note: (error: unknown) => void;
  /** Called when the user closes a window, which stays until it is closed for good. */
  readonly closing: (window: PlanWindow) => void;
  /** Called when another window is in front, or one is gone. */
  readonly changed: () => void;
  /** Called when a window is gone. */
  readonly closed: (window: PlanWindow) => void;
}

/** The windows that are open. */
export class PlanWindows {
  readonly #windows = new Map<number, PlanWindow>();

  constructor(private readonly options: PlanWindowsOptions) {}

  get all(): readonly PlanWindow[] {
    return [...this.#windows.values()];
  }

  /** The window that has the focus, or the newest. */
  get front(): PlanWindow | undefined {
    const focused = BrowserWindow.getFocusedWindow();
    return (focused ? this.#windows.get(focused.webContents.id) : undefined) ?? this.all.at(-1);
  }

  /** The window that a call comes from. @throws if it is gone */
  of(contents: WebContents): PlanWindow {
    const window = this.#windows.get(contents.id);
    if (!window) throw new Error('A call came from a window that no longer exists.');
    return window;
  }

  /** Opens a window. @param document the plan in it; an empty window if left out @param notice shown with the plan, once */
  async open(document?: PlanDocument, notice: Notice | null = null): Promise<PlanWindow> {
    const { boundsFile, preload, note } = this.options;
    const front = this.front?.browser.getBounds();
    const bounds = front ? { ...front, x: front.x + 28, y: front.y + 28, maximized: false } : await readBounds(boundsFile, note);
    const window = new PlanWindow(bounds, preload);
    this.#windows.set(window.contents.id, window);
    this.#listen(window);
    if (document) window.show(document, notice);
    await window.load();
    return window;
  }

  /** Closes windows for good, together. @param closed called with each window before it is gone */
  close(windows: readonly PlanWindow[], closed: (document: PlanDocument) => void): void {
    const { boundsFile, keep, log } = this.options;
    for (const window of windows) {
      if (window.closing) continue;
      window.closing = true;
      void keepBounds(window.browser, boundsFile, keep).catch(log);
      if (window.document) closed(window.document);
      window.browser.destroy();
    }
  }

  /** Makes sure that all unsaved work is on the disk itself. */
  async flush(): Promise<void> {
    for (const { document } of this.all) await document?.flush().catch(this.options.log);
  }

  /** Checks the files of all plans now. */
  checkFiles(): void {
    for (const { document } of this.all) void document?.check().catch(this.options.log);
  }

  #listen(window: PlanWindow): void {
    const { browser, contents } = window;
    const { log, closing, changed, closed } = this.options;
    const { id } = contents;
    browser.on('close', (event) => {
      if (window.closing) return;
      event.preventDefault();
      closing(window);
    });
    browser.on('closed', () => {
      this.#windows.delete(id);
      closed(window);
      changed();
    });
    browser.on('focus', () => {
      changed();
      void window.document?.check().catch(log);
    });
    browser.on('session-end', () => void this.flush());
    contents.on('render-process-gone', (_, { reason }) => {
      if (reason === 'clean-exit') return;
      log(new Error(`A window's process ended: ${reason}`));
      void (async () => {
        await window.document?.flush().catch(log);
        window.recover();
      })();
    });
  }
}
