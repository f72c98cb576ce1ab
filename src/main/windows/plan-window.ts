import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen, type WebContents } from 'electron';
import type { Catalog, PriceBook } from '#engine/catalog';
import type { FileChange } from '#disk';
import type { Basis } from '#engine/packs';
import { noControl } from '#engine/validate';
import { legible, shortName } from '#engine/plan';
import type { Events, EventName, Notice, OpenedPlan } from '#ipc';
import type { PlanDocument } from '../plans/plan-document';
import type { LoadedPack } from '../library/pack-files';
import type { PricesFile } from '../library/prices-file';
import type { MenuState } from '../menu/menu';
import { origin } from '../security/switches';
import type { EvaluatedPlan } from '../evaluation/evaluations';
import { windowIcon } from './icon';
import { fitBounds, leastSize, workAreas, type Bounds } from './bounds';

/** Time that a window may take to hand over the text typed last, in milliseconds. */
const patience = 2000;

/** A window and the plan in it. */
export class PlanWindow {
  readonly browser: BrowserWindow;
  #document: PlanDocument | undefined;
  /** The last evaluated plan. */
  evaluated: EvaluatedPlan | undefined;
  /** The last price book sent to the window. */
  book: PriceBook | undefined;
  /** The last catalog sent to the window. */
  catalog: Catalog | undefined;
  /** The folder of a pack that was previewed and may be added. */
  pack: Omit<LoadedPack, 'id'> | undefined;
  /** A file of prices that was previewed and may be added. */
  prices: PricesFile | undefined;
  /** A notice to show once, with the plan. */
  #notice: Notice | null = null;
  /** True if the page has received the plan of the window, so that it needs an event for another. */
  #isGiven = false;
  /** True if the window may close without another question. */
  closing = false;
  /** Path of the export that was written last. */
  written: string | undefined;
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
      ...(process.platform === 'darwin' ? {} : { icon: windowIcon() }),
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
    // our title is set when the plan is known; the page's own would only flash
    this.browser.on('page-title-updated', (event) => event.preventDefault());
  }

  get document(): PlanDocument | undefined {
    return this.#document;
  }

  /** True if another plan can take the place of its own: it has none, or an empty one that was never edited. */
  get isUntouched(): boolean {
    return this.#document === undefined || this.#document.isUntouched;
  }

  /**
   * Shows a plan from now on: the only entry point for plans. A page that is still loading asks for the plan, any other gets an event.
   * @param notice shown with it, once
   */
  show(document: PlanDocument, notice: Notice | null = null): void {
    if (this.#document) this.#document.onAutosave = this.#document.onFileChange = undefined;
    this.#document = document;
    this.#notice = notice;
    document.onAutosave = () => this.#tellAutosave();
    document.onFileChange = (change) => this.#fileChanged(change);
    this.showTitle();
    if (this.#isGiven) this.#give();
    this.#tellAutosave();
  }

  /** The page begins: it receives the plan, but no events until it is listening. */
  begin(): OpenedPlan | null {
    this.#waiting ??= [];
    this.#isGiven = true;
    return this.#opened();
  }

  /** The page's process ended. The main process has the work, and sends it to the page when it comes back. */
  recover(): void {
    this.#waiting ??= [];
    this.#isGiven = false;
    this.#notice = { text: 'The window had to restart. Nothing was lost.', canDiscard: false };
    if (!this.browser.isDestroyed()) this.contents.reload();
  }

  #give(): void {
    const opened = this.#opened();
    if (opened) this.send('opened', opened);
  }

  #opened(): OpenedPlan | null {
    const opened = this.#document?.opened(this.#notice) ?? null;
    this.#notice = null;
    return opened;
  }

  #fileChanged(change: FileChange): void {
    this.send('fileChanged', { how: change.kind });
    if (this.#document) this.send('file', this.#document.file);
    this.showTitle();
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

  /** Sends the page the catalog and the prices that its plan is about to be evaluated with, if it has others. */
  takeBasis({ catalog, book }: Pick<Basis, 'catalog' | 'book'>): void {
    if (catalog !== this.catalog) {
      this.catalog = catalog;
      this.send('catalog', { services: catalog.services, skills: catalog.skills, noControl: noControl(catalog) });
    }
    if (book !== this.book) {
      this.book = book;
      this.send('priceBook', book.file);
    }
  }

  /** Sends the window an event, or keeps it until the window listens. */
  send<E extends EventName>(event: E, payload: Events[E]): void {
    if (this.browser.isDestroyed()) return;
    if (this.#waiting) this.#waiting.push(() => this.send(event, payload));
    else this.contents.send(event, payload);
  }

  /** Events for a window that does not listen yet. */
  #waiting: (() => void)[] | undefined = [];

  /** The window listens to events from now on. */
  listens(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const send of waiting) send();
    this.#tellAutosave();
  }

  #settling: { readonly outcome: Promise<void>; readonly done: () => void } | undefined;

  /**
   * Makes the window hand over the text typed last, before the check for unsaved changes. It does not wait for a window that hangs, and
   * two callers at once wait for the same answer.
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

  /** Shows the plan's name and its unsaved changes in the title bar. */
  showTitle(): void {
    if (this.browser.isDestroyed() || !this.#document) return;
    const { plan, file } = this.#document;
    const { name, folder, dirty } = file;
    this.browser.setTitle(`${dirty ? '• ' : ''}${legible(shortName(name ?? plan.name))} – Pipedraft`);
    this.browser.setDocumentEdited(dirty);
    this.browser.setRepresentedFilename(name !== null && folder !== null ? join(folder, name) : '');
  }

  focus(): void {
    if (this.browser.isMinimized()) this.browser.restore();
    this.browser.focus();
  }
}
