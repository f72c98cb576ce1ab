import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen, type WebContents } from 'electron';
import type { Catalog, PriceBook } from '#engine/catalog';
import type { FileChange } from '#disk';
import { legible, shortName } from '#engine/plan';
import type { Events, EventName, Notice, OpenedPlan } from '#ipc';
import type { PlanDocument } from '../plans/plan-document';
import type { LoadedPack } from '../library/pack-files';
import type { PricesFile } from '../library/prices-file';
import type { MenuState } from '../menu/menu';
import { origin } from '../security/switches';
import type { EvaluatedPlan } from '../evaluation/evaluations';
import { fitBounds, leastSize, workAreas, type Bounds } from './bounds';

/** How long a window may take to hand over what was typed last, in milliseconds. */
const patience = 2000;

/** A window and the plan in it. */
export class PlanWindow {
  readonly browser: BrowserWindow;
  #document: PlanDocument | undefined;
  /** The plan that was evaluated last. */
  evaluated: EvaluatedPlan | undefined;
  /** The price book that the window was given last. */
  book: PriceBook | undefined;
  /** The catalog that the window was given last. */
  catalog: Catalog | undefined;
  /** The folder of a pack that was looked at and may be added. */
  pack: Omit<LoadedPack, 'id'> | undefined;
  /** A file of prices that was looked at and may be added. */
  prices: PricesFile | undefined;
  /** What is said once, with the plan. */
  #notice: Notice | null = null;
  /** Whether the page was given the plan of the window, so that it is told of another. */
  #isGiven = false;
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

  /** Whether another plan can take the place of its own: it has none, or one that is empty and nobody worked on. */
  get isUntouched(): boolean {
    return this.#document === undefined || this.#document.isUntouched;
  }

  /**
   * Shows a plan from now on: the one way in for every plan. A page that is still loading asks for it, every other is told.
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

  /** The page begins: it hears nothing until it says so, and is given the plan. */
  begin(): OpenedPlan | null {
    this.#waiting ??= [];
    this.#isGiven = true;
    return this.#opened();
  }

  /** The page's process ended. The work is in the main process, and the page comes back with it. */
  recover(): void {
    this.#waiting ??= [];
    this.#isGiven = false;
    this.#notice = { text: 'The window had to be started anew. Nothing was lost.', canDiscard: false };
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

  #settling: { readonly outcome: Promise<void>; readonly done: () => void } | undefined;

  /**
   * Has the window hand over what was typed last, before its plan is evaluated to be saved or not. A window that hangs is not waited for, and
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
