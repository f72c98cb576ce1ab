import type { BaseWindow, WebContents, WebContentsView } from 'electron';
import type { Catalog, PriceBook } from '#engine/catalog';
import type { FileChange } from '#disk';
import type { Basis } from '#engine/packs';
import { noControl } from '#engine/validate';
import { legible, shortName } from '#engine/plan';
import type { Events, EventName, KeptPage, Notice, OpenedPlan } from '#ipc';
import type { PlanDocument } from '../plans/plan-document';
import type { LoadedPack } from '../library/pack-files';
import type { PricesFile } from '../library/prices-file';
import type { MenuState } from '../menu/menu';
import type { EvaluatedPlan } from '../evaluation/evaluations';
import { Answer } from './answer';
import { newPage, pageAddress } from './page';

/*
 * The page of one plan. It is one thing: the page comes and goes while the plan stays, and each step here keeps the events that the page has
 * received, and those that wait for it, consistent.
 */

/** The window around the tabs of plans. */
export interface Frame {
  readonly browser: BaseWindow;
  /** Shows a tab, and puts the window in front. */
  bringUp(tab: PlanWindow): void;
  /** The name or the state of a tab changed. */
  changed(): void;
}

let last = 0;

/** A plan and its page, which a window shows as a tab. */
export class PlanWindow {
  readonly id = ++last;
  #view: WebContentsView | undefined;
  #loading: Promise<void> | undefined;
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
  /** What the page handed over before it was closed. */
  #kept: KeptPage | null = null;
  /** True if the page has received the plan of the window, so that it needs an event for another. */
  #isGiven = false;
  /** True if the window may close without another question. */
  closing = false;
  /** Counts up with every tab that is shown: a larger one was shown later. */
  shownAt = 0;
  /** Path of the export that was written last. */
  written: string | undefined;
  menu: MenuState = { enabled: new Set(), checked: new Set() };
  readonly #ends: (() => void)[] = [];

  /**
   * @param frame the window that shows it; it changes when the tab is moved
   * @param loads called with each page before it is loaded
   */
  constructor(
    public frame: Frame,
    private readonly preload: string,
    private readonly loads: (window: PlanWindow, view: WebContentsView) => void,
  ) {}

  /** The window that shows the tab now: the owner of its dialogs. */
  get browser(): BaseWindow {
    return this.frame.browser;
  }

  /** The page; `undefined` while the tab sleeps. */
  get view(): WebContentsView | undefined {
    return this.#view;
  }

  get isAwake(): boolean {
    return this.#view !== undefined;
  }

  /** @throws if the tab sleeps */
  get contents(): WebContents {
    if (!this.#view) throw new Error('The page of this plan is not loaded.');
    return this.#view.webContents;
  }

  /** True if the tab was closed. */
  get isGone(): boolean {
    return this.#isGone;
  }

  #isGone = false;

  /** Loads the page, unless it is loaded already. @returns once it is loaded */
  wake(): Promise<void> {
    if (this.#isGone) return Promise.resolve();
    return (this.#loading ??= this.#load());
  }

  async #load(): Promise<void> {
    const view = newPage(this.preload);
    this.#view = view;
    this.loads(this, view);
    try {
      await view.webContents.loadURL(pageAddress);
    } catch (error) {
      if (this.#view === view) throw error; // else the tab was closed meanwhile
    }
  }

  /**
   * Closes the page and keeps the plan: its unsaved work, its file and its place. The page is told first and may refuse.
   * @returns true if the page is closed
   */
  async sleep(mayStill: () => boolean): Promise<boolean> {
    if (!this.#view || this.#waiting || this.contents.isCrashed() || !this.document) return false;
    const answer = this.#resting.wait(() => this.send('rest', null));
    const kept = await answer;
    if (!kept || !mayStill()) return false;
    this.#kept = kept;
    this.#closePage();
    return true;
  }

  readonly #resting = new Answer<KeptPage | null>(null);

  /** The page's answer to the request to sleep. */
  rests(kept: KeptPage | null): void {
    this.#resting.give(kept);
  }

  #closePage(): void {
    const view = this.#view;
    this.#view = this.#loading = undefined;
    this.#waiting = [];
    this.#isGiven = false;
    if (!view) return;
    if (!this.browser.isDestroyed()) this.browser.contentView.removeChildView(view);
    view.webContents.close();
  }

  /** Calls something once the tab is closed. */
  whenGone(run: () => void): void {
    this.#ends.push(run);
  }

  /** The tab is closed for good. */
  end(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#closePage();
    for (const run of this.#ends) run();
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
    this.#kept = null;
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
    this.#view?.webContents.reload();
  }

  /** What the page had kept before it was closed; once. */
  takeKept(): KeptPage | null {
    const kept = this.#kept;
    this.#kept = null;
    return kept;
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
    if (this.#isGone) return;
    if (this.#waiting) this.#waiting.push(() => this.send(event, payload));
    else this.#view?.webContents.send(event, payload);
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

  readonly #settling = new Answer<void>(undefined);

  /**
   * Makes the window hand over the text typed last, before the check for unsaved changes. It does not wait for a window that hangs, and
   * two callers at once wait for the same answer.
   */
  settle(): Promise<void> {
    if (!this.#view || this.contents.isCrashed() || this.#waiting || !this.document) return Promise.resolve();
    return this.#settling.wait(() => this.send('settle', null));
  }

  /** The window has handed over everything. */
  settled(): void {
    this.#settling.give();
  }

  /** What the tab and the title bar call the plan. */
  get name(): string {
    const { plan, file } = this.#document ?? {};
    return plan ? legible(shortName(file?.name ?? plan.name)) : 'New tab';
  }

  /** Shows the plan's name and its unsaved changes in the title bar and the tab. */
  showTitle(): void {
    this.frame.changed();
  }

  focus(): void {
    this.frame.bringUp(this);
  }
}
