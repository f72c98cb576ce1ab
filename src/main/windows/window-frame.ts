import { join } from 'node:path';
import { BaseWindow, screen } from 'electron';
import type { Tabs } from '#ipc';
import { fitBounds, leastSize, workAreas, type Bounds } from './bounds';
import { windowIcon } from './icon';
import { background } from './page';
import type { Frame, PlanWindow } from './plan-window';
import { wordsOfTabs } from './tab-names';
import { TabOrder } from './tab-order';

/** Height of the row of tabs at the top of a page, in screen units, for tabs that are dropped on it. */
const stripHeight = 40;

export interface FrameOptions {
  /** Called when the tabs or their names changed, or another one is shown. */
  readonly changed: () => void;
  /** True if a closed tab can be opened again. */
  readonly canReopen: () => boolean;
  /** A number that is larger the later it is asked for. */
  readonly now: () => number;
}

/** A window on the screen, and the plans in it: one is shown, the others are tabs. */
export class WindowFrame implements Frame {
  readonly browser: BaseWindow;
  readonly #order = new TabOrder<PlanWindow>();
  /** The tabs as the pages know them. */
  #told = '';

  constructor(
    wanted: Bounds | undefined,
    private readonly options: FrameOptions,
  ) {
    const area = screen.getPrimaryDisplay().workAreaSize;
    const bounds = wanted && fitBounds(wanted, workAreas());
    this.browser = new BaseWindow({
      width: bounds?.width ?? Math.min(1440, area.width),
      height: bounds?.height ?? Math.min(900, area.height),
      ...(bounds ? { x: bounds.x, y: bounds.y } : {}),
      minWidth: leastSize.width,
      minHeight: leastSize.height,
      show: false,
      title: 'Pipedraft',
      ...(process.platform === 'darwin' ? {} : { icon: windowIcon() }),
      backgroundColor: background(),
    });
    if (bounds?.maximized) this.browser.maximize();
    this.browser.contentView.on('bounds-changed', () => this.#layOut());
  }

  /** The tabs from left to right. */
  get tabs(): readonly PlanWindow[] {
    return this.#order.all;
  }

  /** The tab that is shown. */
  get shown(): PlanWindow | undefined {
    return this.#order.active;
  }

  /** Takes a tab in. @param at its place; after the shown tab if left out */
  add(tab: PlanWindow, at?: number): void {
    tab.frame = this;
    this.#order.add(tab, at);
    if (tab.view) this.attach(tab);
    if (this.shown === tab) tab.shownAt = this.options.now();
    this.changed();
  }

  /** Puts the page of a tab into the window. It is visible only if the tab is shown. */
  attach(tab: PlanWindow): void {
    if (!tab.view || this.browser.isDestroyed()) return;
    tab.view.setVisible(this.shown === tab);
    this.browser.contentView.addChildView(tab.view);
    this.#layOut();
    // the shown page stays above all others
    if (this.shown !== tab && this.shown?.view) this.browser.contentView.addChildView(this.shown.view);
  }

  /** Takes tabs out, which go to another window or are closed. */
  remove(...tabs: readonly PlanWindow[]): void {
    for (const tab of tabs) {
      if (tab.view && !this.browser.isDestroyed()) this.browser.contentView.removeChildView(tab.view);
      this.#order.remove(tab);
    }
    const { shown } = this;
    if (shown) void this.show(shown);
    this.changed();
  }

  /** Shows a tab. @returns once its page is loaded */
  show(tab: PlanWindow): Promise<void> {
    if (this.browser.isDestroyed() || !this.tabs.includes(tab)) return Promise.resolve();
    this.#order.show(tab);
    tab.shownAt = this.options.now();
    const loaded = tab.wake();
    if (tab.view) {
      tab.view.setVisible(true);
      this.browser.contentView.addChildView(tab.view); // above the others
      this.#layOut();
    }
    for (const { view } of this.tabs) if (view !== tab.view) view?.setVisible(false);
    this.#focusPage();
    this.changed();
    return loaded;
  }

  /** Shows a tab, and puts the window in front. */
  bringUp(tab: PlanWindow): void {
    if (this.browser.isDestroyed()) return;
    if (this.shown !== tab) void this.show(tab);
    if (this.browser.isMinimized()) this.browser.restore();
    this.browser.focus();
    this.#focusPage();
  }

  /** The keys go to the shown page. */
  focused(): void {
    this.#focusPage();
  }

  #focusPage(): void {
    const { shown } = this;
    if (shown?.view && this.browser.isFocused() && !shown.contents.isFocused()) shown.contents.focus();
  }

  move(tab: PlanWindow, to: number): void {
    this.#order.move(tab, to);
    this.changed();
  }

  /** The tab some places after the shown one. */
  beside(step: number): PlanWindow | undefined {
    return this.#order.beside(step);
  }

  /** The tabs other than one, or those on its right. */
  except(tab: PlanWindow, which: 'others' | 'right'): readonly PlanWindow[] {
    return this.#order.except(tab, which);
  }

  /** True if a point of the screen is on the row of tabs. */
  hasTabsAt(point: { readonly x: number; readonly y: number }): boolean {
    const { x, y, width } = this.browser.getContentBounds();
    return point.x >= x && point.x < x + width && point.y >= y && point.y < y + stripHeight;
  }

  /** The tabs as a page shows them. */
  get described(): Tabs {
    const named = this.tabs.map((tab) => ({ name: tab.name, folder: tab.document?.file.folder ?? null }));
    const words = wordsOfTabs(named);
    return {
      tabs: this.tabs.map((tab, at) => ({
        id: tab.id,
        name: words[at]?.name ?? tab.name,
        where: words[at]?.where ?? null,
        path: tab.document?.path ?? null,
        dirty: tab.document?.isDirty ?? false,
        isShown: tab === this.shown,
      })),
      canReopen: this.options.canReopen(),
    };
  }

  /** Writes the title bar, and tells the pages about the tabs. */
  changed(): void {
    if (this.browser.isDestroyed()) return;
    this.#showTitle();
    const described = this.described;
    const told = JSON.stringify(described);
    if (told !== this.#told) {
      this.#told = told;
      for (const tab of this.tabs) if (tab.isAwake) tab.send('tabs', described);
    }
    this.options.changed();
  }

  #showTitle(): void {
    const { shown } = this;
    if (!shown?.document) return this.browser.setTitle('Pipedraft');
    const { name, folder, dirty } = shown.document.file;
    this.browser.setTitle(`${dirty ? '• ' : ''}${shown.name} – Pipedraft`);
    this.browser.setDocumentEdited(this.tabs.some(({ document }) => document?.isDirty));
    this.browser.setRepresentedFilename(name !== null && folder !== null ? join(folder, name) : '');
  }

  #layOut(): void {
    if (this.browser.isDestroyed()) return;
    const { width, height } = this.browser.contentView.getBounds();
    for (const { view } of this.tabs) view?.setBounds({ x: 0, y: 0, width, height });
  }
}
