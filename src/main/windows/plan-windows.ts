import { BaseWindow, type WebContents, type WebContentsView } from 'electron';
import type { SaveText } from '#disk';
import type { Notice } from '#ipc';
import type { PlanDocument } from '../plans/plan-document';
import { boundsOf, keepBounds, readBounds, type Bounds } from './bounds';
import type { OpenPlans, OpenWindow } from './open-plans';
import { PlanWindow } from './plan-window';
import { tooMany } from './sleep';
import { WindowFrame } from './window-frame';

/*
 * All windows and tabs of the application. It is one thing: which page belongs to which plan, which window shows it, and what of that is
 * kept for the next start change together.
 */

export interface PlanWindowsOptions {
  /** Path of the preload script. */
  readonly preload: string;
  /** The file with the bounds of the last window. */
  readonly boundsFile: string;
  readonly openPlans: Pick<OpenPlans, 'keep' | 'reopens'>;
  readonly keep: SaveText;
  /** Receives unexpected errors. */
  readonly log: (error: unknown) => void;
  /** Called if the bounds file could not be used. */
  readonly note: (error: unknown) => void;
  /** Called when the user closes a window, which stays with its tabs until they are closed for good. */
  readonly closing: (windows: readonly PlanWindow[]) => void;
  /** Called when another window or tab is in front, or one is gone. */
  readonly changed: () => void;
  /** Called when the page of a tab is closed, or the tab is gone. */
  readonly pageClosed: (window: PlanWindow) => void;
}

/** Where a plan is opened. */
export interface OpenWhere {
  /** The window that gets the tab; the one in front if left out. */
  readonly frame?: WindowFrame | undefined;
  /** True for a tab that is not shown: its page is loaded when it is. */
  readonly isBehind?: boolean;
}

/** The most closed tabs that can be opened again. */
const mostClosed = 20;

/** The windows that are open, and the plans in their tabs. */
export class PlanWindows {
  /** The one that had the focus last comes last. */
  readonly #frames = new Set<WindowFrame>();
  readonly #pages = new Map<number, PlanWindow>();
  /** Files of tabs that were closed, the latest last. */
  #closed: readonly string[] = [];
  #clock = 0;
  /** True once the last window closes: the plans that were open then are those of the next start. */
  #isOver = false;

  constructor(private readonly options: PlanWindowsOptions) {}

  /** All plans, window by window. */
  get all(): readonly PlanWindow[] {
    return [...this.#frames].flatMap(({ tabs }) => tabs);
  }

  get frames(): readonly WindowFrame[] {
    return [...this.#frames];
  }

  /** The window that has the focus, or had it last. */
  get frontFrame(): WindowFrame | undefined {
    const focused = BaseWindow.getFocusedWindow();
    return this.frames.find(({ browser }) => browser === focused) ?? this.frames.at(-1);
  }

  /** The plan that is shown in that window. */
  get front(): PlanWindow | undefined {
    return this.frontFrame?.shown;
  }

  /** The plan that a call comes from. @throws if it is gone */
  of(contents: WebContents): PlanWindow {
    const window = this.#pages.get(contents.id);
    if (!window) throw new Error('A call came from a window that no longer exists.');
    return window;
  }

  /** The window that a plan is in. @throws if it is gone */
  frameOf(window: PlanWindow): WindowFrame {
    const frame = this.frames.find(({ tabs }) => tabs.includes(window));
    if (!frame) throw new Error('The window of this plan is gone.');
    return frame;
  }

  /** A plan by the number of its tab, beside another one. */
  tab(id: number | null, from: PlanWindow): PlanWindow | undefined {
    return id === null ? from : this.frameOf(from).tabs.find((one) => one.id === id);
  }

  /**
   * Opens a plan in a tab.
   * @param document the plan in it; an empty tab if left out
   * @param notice shown with the plan, once
   */
  async open(document?: PlanDocument, notice: Notice | null = null, { frame, isBehind }: OpenWhere = {}): Promise<PlanWindow> {
    const place = frame ?? this.frontFrame ?? (await this.openFrame());
    const window = new PlanWindow(place, this.options.preload, (one, view) => this.#loads(one, view));
    if (document) window.show(document, notice);
    place.add(window);
    if (!isBehind) await this.show(window);
    return window;
  }

  /** Opens a window without tabs, for a plan that comes next. @param wanted its bounds; beside the one in front if left out */
  async openFrame(wanted?: Bounds): Promise<WindowFrame> {
    const front = this.frontFrame?.browser.getBounds();
    const beside = front && { ...front, x: front.x + 28, y: front.y + 28, maximized: false };
    const frame = new WindowFrame(wanted ?? beside ?? (await readBounds(this.options.boundsFile, this.options.note)), {
      changed: () => this.#changed(),
      canReopen: () => this.#closed.length > 0,
      now: () => ++this.#clock,
    });
    this.#isOver = false;
    this.#frames.add(frame);
    this.#listen(frame);
    return frame;
  }

  /** Shows a plan in its window, and puts pages to sleep that are too many. @returns once its page is loaded */
  async show(window: PlanWindow): Promise<void> {
    await this.frameOf(window).show(window);
    void this.#rest().catch(this.options.log);
  }

  /** Moves a tab to another window. @param to a new window at these bounds, or beside the present one, if left out */
  async moveOut(window: PlanWindow, to?: WindowFrame | Bounds): Promise<void> {
    const from = this.frameOf(window);
    const frame = to instanceof WindowFrame ? to : await this.openFrame(to);
    if (frame === from) return;
    from.remove(window);
    frame.add(window);
    if (from.tabs.length === 0) this.#closeFrame(from);
    await frame.show(window);
    if (!frame.browser.isVisible()) frame.browser.show();
    frame.bringUp(window);
  }

  /** Closes plans for good, together. @param closed called with each plan before it is gone */
  close(windows: readonly PlanWindow[], closed: (document: PlanDocument) => void): void {
    this.#record();
    if (this.all.every((one) => windows.includes(one))) this.#isOver = true;
    const leaving = windows.filter((window) => !window.closing);
    for (const window of leaving) {
      window.closing = true;
      const { document } = window;
      if (!document) continue;
      if (document.path !== undefined) this.#closed = [...this.#closed, document.path].slice(-mostClosed);
      closed(document);
    }
    for (const frame of this.frames) {
      if (frame.tabs.every((window) => leaving.includes(window))) this.#closeFrame(frame);
      else frame.remove(...frame.tabs.filter((window) => leaving.includes(window)));
    }
    for (const window of leaving) this.#gone(window);
    for (const frame of this.#frames) frame.changed(); // there is a tab to open again
  }

  /** Sets whether the next start opens the plans that are open at the end. */
  set reopens(wanted: boolean) {
    this.options.openPlans.reopens = wanted;
    this.#record();
  }

  /** The file of the tab that was closed last; it is not offered again. */
  takeClosed(): string | undefined {
    const file = this.#closed.at(-1);
    this.#closed = this.#closed.slice(0, -1);
    for (const frame of this.#frames) frame.changed();
    return file;
  }

  /** Makes sure that all unsaved work is on the disk itself. */
  async flush(): Promise<void> {
    for (const { document } of this.all) await document?.flush().catch(this.options.log);
  }

  /** Checks the files of all plans now. */
  checkFiles(): void {
    for (const { document } of this.all) void document?.check().catch(this.options.log);
  }

  #closeFrame({ browser }: WindowFrame): void {
    const { boundsFile, keep, log } = this.options;
    void keepBounds(browser, boundsFile, keep).catch(log);
    browser.destroy();
  }

  #gone(window: PlanWindow): void {
    window.end();
    this.options.pageClosed(window);
  }

  #changed(): void {
    this.#record();
    this.options.changed();
  }

  /** Keeps the plans that are open for the next start. */
  #record(): void {
    if (this.#isOver) return;
    void this.options.openPlans.keep(this.frames.map(openWindow).filter(({ plans }) => plans.length > 0)).catch(this.options.log);
  }

  async #rest(): Promise<void> {
    const shown = () => new Set(this.frames.map((frame) => frame.shown));
    const { all } = this;
    const isShown = shown();
    for (const window of tooMany(
      all.map((one) => ({ window: one, isAwake: one.isAwake, isShown: isShown.has(one), shownAt: one.shownAt })),
    ).map((one) => one.window))
      if (await window.sleep(() => !shown().has(window))) this.options.pageClosed(window);
  }

  #loads(window: PlanWindow, { webContents: contents }: WebContentsView): void {
    const { log } = this.options;
    const { id } = contents;
    this.#pages.set(id, window);
    this.frames.find(({ tabs }) => tabs.includes(window))?.attach(window);
    contents.on('destroyed', () => this.#pages.delete(id));
    // a window is shown with its first page, which has the colour of the theme until it is drawn
    const show = () => {
      if (!window.isGone && !window.browser.isDestroyed() && !window.browser.isVisible()) window.browser.show();
    };
    contents.once('dom-ready', show);
    contents.once('did-fail-load', show);
    contents.on('render-process-gone', (_, { reason }) => {
      if (reason === 'clean-exit') return;
      log(new Error(`A window's process ended: ${reason}`));
      void (async () => {
        await window.document?.flush().catch(log);
        window.recover();
      })();
    });
  }

  #listen(frame: WindowFrame): void {
    const { browser } = frame;
    const { log, closing, changed } = this.options;
    browser.on('close', (event) => {
      if (frame.tabs.every((window) => window.closing)) return;
      event.preventDefault();
      closing(frame.tabs);
    });
    browser.on('closed', () => {
      this.#frames.delete(frame);
      for (const window of frame.tabs) this.#gone(window);
      this.#changed();
    });
    browser.on('focus', () => {
      this.#frames.delete(frame);
      this.#frames.add(frame);
      frame.focused();
      changed();
      for (const { document } of frame.tabs) void document?.check().catch(log);
    });
    browser.on('session-end', () => void this.flush());
  }
}

/** A window for the next start. An empty tab that was never edited is not opened again. */
function openWindow({ browser, tabs, shown }: WindowFrame): OpenWindow {
  const kept = tabs.filter(({ document, isUntouched }) => document && !isUntouched);
  return {
    bounds: boundsOf(browser),
    shown: Math.max(
      0,
      kept.findIndex((one) => one === shown),
    ),
    plans: kept.flatMap(({ document }) => (document ? [{ id: document.id, file: document.path ?? null }] : [])),
  };
}
