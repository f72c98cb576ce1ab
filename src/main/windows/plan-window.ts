import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen, type WebContents } from 'electron';
import type { Catalog, PriceBook } from '#engine/catalog';
import type { Events, EventName, FileState, Notice } from '#ipc';
import type { PlanDocument } from '../documents/document';
import type { LoadedPack } from '../library/pack-files';
import type { PricesFile } from '../library/prices-file';
import type { MenuState } from '../menu/menu';
import { origin } from '../security/switches';
import type { Judged } from '../worker/evaluations';
import { fitBounds, leastSize, workAreas, type Bounds } from './bounds';

/** How long a window may take to hand over what was typed last, in milliseconds. */
const patience = 2000;

/** A window and the plan in it. */
export class PlanWindow {
  readonly browser: BrowserWindow;
  #document: PlanDocument | undefined;
  /** The plan that was evaluated last. */
  judged: Judged | undefined;
  /** The price book that the window was given last. */
  book: PriceBook | undefined;
  /** The catalog that the window was given last. */
  catalog: Catalog | undefined;
  /** The folder of a pack that was looked at and may be added. */
  pack: Omit<LoadedPack, 'id'> | undefined;
  /** A file of prices that was looked at and may be added. */
  prices: PricesFile | undefined;
  /** What is said once when the window asks for its plan. */
  notice: Notice | null = null;
  /** Set when the window may go without another question. */
  closing = false;
  menu: MenuState = { enabled: new Set(), checked: new Set() };

  constructor(wanted: Bounds | undefined, preload: string) {
    const area = screen.getPrimaryDisplay().workAreaSize;
    const bounds = wanted && fitBounds(wanted, workAreas());
    this.browser = new BrowserWindow({
      width: bounds?.width ?? Math.min(1440, area.width),
      height: bounds?.height ?? Math.min(900, area.height),
      ...(bounds ? { x: bounds.x, y: bounds.y } : {}),
      minWidth: leastSize.width,
      minHeight: leastSize.height,
      show: false,
      title: 'Pipedraft',
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#1b222c' : '#ffffff',
      webPreferences: {
        preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        spellcheck: false,
        navigateOnDragDrop: false,
      },
    });
    if (bounds?.maximized) this.browser.maximize();
    this.browser.once('ready-to-show', () => this.browser.show());
    // a title of ours is set when the plan is known; the page's own would only flash
    this.browser.on('page-title-updated', (event) => event.preventDefault());
  }

  get document(): PlanDocument | undefined {
    return this.#document;
  }

  set document(document: PlanDocument | undefined) {
    if (this.#document) this.#document.onAutosave = undefined;
    this.#document = document;
    if (document) document.onAutosave = () => this.#tellAutosave();
    this.#tellAutosave();
  }

  #tellAutosave(): void {
    const failure = this.#document?.autosave;
    if (!this.#waiting) this.send('autosave', failure ? { problem: failure.problem, fix: failure.fix } : null);
  }

  get contents(): WebContents {
    return this.browser.webContents;
  }

  async load(): Promise<void> {
    await this.browser.loadURL(`${origin}/index.html`);
  }

  /** Tells the window something, or keeps it until the window listens. */
  send<E extends EventName>(event: E, payload: Events[E]): void {
    if (this.browser.isDestroyed()) return;
    if (this.#waiting) this.#waiting.push(() => this.send(event, payload));
    else this.contents.send(event, payload);
  }

  /** What is to be told to a window that does not listen yet. */
  #waiting: (() => void)[] | undefined = [];

  /** The window hears events from now on. */
  listens(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const send of waiting) send();
    this.#tellAutosave();
  }

  /** The window loads, and hears nothing until it says so. */
  loads(): void {
    this.#waiting ??= [];
  }

  #settling: { readonly outcome: Promise<void>; readonly done: () => void } | undefined;

  /**
   * Has the window hand over what was typed last, before its plan is judged to be saved or not. A window that hangs is not waited for, and
   * two that ask at once wait for the same answer.
   */
  settle(): Promise<void> {
    if (this.browser.isDestroyed() || this.contents.isCrashed() || this.#waiting || !this.document) return Promise.resolve();
    if (this.#settling) return this.#settling.outcome;
    let done = (): void => {};
    const outcome = new Promise<void>((resolve) => {
      const late = setTimeout(resolve, patience);
      done = () => {
        clearTimeout(late);
        resolve();
      };
    }).then(() => {
      this.#settling = undefined;
    });
    this.#settling = { outcome, done };
    this.send('settle', null);
    return outcome;
  }

  /** The window has handed over everything. */
  settled(): void {
    this.#settling?.done();
  }

  /** Shows in the title bar which plan it is and whether it was changed. */
  title(planName: string, { name, folder, dirty }: FileState): void {
    if (this.browser.isDestroyed()) return;
    this.browser.setTitle(`${dirty ? '• ' : ''}${name ?? planName} – Pipedraft`);
    this.browser.setDocumentEdited(dirty);
    this.browser.setRepresentedFilename(name !== null && folder !== null ? join(folder, name) : '');
  }

  focus(): void {
    if (this.browser.isMinimized()) this.browser.restore();
    this.browser.focus();
  }
}
