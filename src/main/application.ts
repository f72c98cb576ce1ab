import { basename, dirname, join } from 'node:path';
import { app, BrowserWindow, clipboard, dialog, Menu, nativeTheme, powerMonitor, shell, type WebContents } from 'electron';
import { swapEdits, type PriceBook } from '#engine/catalog';
import { UserError } from '#engine/errors';
import { checkWritable, emptyPlan, readPlan, type Plan } from '#engine/plan';
import { drawPlan } from '#engine/draw';
import { rules, ruleFailed } from '#engine/validate';
import {
  ChangedOnDisk,
  HasOtherNames,
  SaveQueue,
  because,
  cleanLeftovers,
  foldPath,
  hasSchemaBeside,
  saveAtomically,
  type FileChange,
  type PlanOnDisk,
  type SaveText,
} from '#disk';
import type { ActionId, ExportFormat, FileState, Notice, OpenedPlan, PrintOptions, Startup, Template } from '#ipc';
import { catalog, examples, icons, knowledge, priceBooks, scoring } from '#resources';
import { PlanDocument, type DocumentServices } from './documents/document';
import { putSchemaBesidePlan } from './documents/schema-beside';
import { restore } from './documents/restoring';
import { describeUsage, judge, todayHere } from './evaluation';
import { clipText, readClip } from './clip';
import { Backups } from './files/backups';
import type { Destination } from './files/destination';
import { Grants } from './files/grants';
import { Pending } from './files/pending';
import { oneMessage } from './files/start-notes';
import { RecentFiles } from './files/recent';
import { RecoveryStore } from './files/recovery';
import type { RecoveryEntry } from './files/recovery-entry';
import { Turns } from './files/turns';
import { firstPlan } from './first-plan';
import { refusedBy } from './ipc/refused';
import type { Handlers } from './ipc/register';
import { Library, type Judgement } from './library/library';
import { LibraryDesk } from './library-desk';
import { packFiles } from './library/pack-files';
import { priceBookFiles } from './library/price-book-files';
import { buildMenu, updateMenu } from './menu/menu';
import { Packets } from './printing/packets';
import { pictureScale, refuseTooLargeForPicture, refuseTooLargeToPrint } from './printing/limits';
import { toPaper, toPdf, toPng } from './printing/print';
import { origin } from './security/switches';
import { keepBounds, readBounds } from './windows/bounds';
import { Closing, type ClosingAnswer } from './windows/closing';
import { askToPart, askWhere, windowOf } from './windows/save-dialog';
import { noticeWindow, waitVisibly, waitingPage } from './windows/waiting';
import { exampleText, pageOf } from './rule-pages';
import { Evaluations } from './worker/evaluations';
import { Evaluator } from './worker/evaluator';
import { Foresight } from './worker/foresight';
import { Cancelled } from './worker/plan-reader';
import { Openings } from './opening/openings';
import { PlanWindow } from './windows/plan-window';

const planFilters = [
  { name: 'Pipedraft plans', extensions: ['yaml', 'yml', 'json'] },
  { name: 'All files', extensions: ['*'] },
];

/** The running application: its windows, and what they share. */
export class Application {
  readonly packets = new Packets();
  readonly library: Library;
  readonly #desk: LibraryDesk;
  readonly #foresight: Foresight;
  readonly #evaluations: Evaluations<PlanWindow>;
  readonly #openings = new Openings();
  readonly #windows = new Map<number, PlanWindow>();
  /** Everything that is being written, also by documents, exports and the stores. */
  readonly #pending = new Pending();
  readonly #saves = new SaveQueue((file, text, options) => this.#pending.run(file, () => saveAtomically(file, text, options)));
  readonly #closing = new Closing<PlanWindow>({
    open: () => this.windows.filter((window) => !window.closing),
    ask: (window) => this.#askToSave(window),
    save: (window) => this.#saveToClose(window),
    isWriting: () => this.#pending.busy,
    written: () => this.#written(),
    close: (windows) => this.#close(windows),
  });
  readonly #keep: SaveText = (file, text) => this.#pending.run(file, () => saveAtomically(file, text));
  readonly #grants = new Grants();
  readonly #opening = new Turns();
  readonly #services: DocumentServices;
  readonly #recovery: RecoveryStore;
  readonly #recent: RecentFiles;
  readonly #boundsFile: string;
  /** What is to be told when the start is done. */
  readonly #notes: UserError[] = [];

  /**
   * @param userData the folder for what the application keeps
   * @param preload path of the preload script
   * @param log gets what should not have happened
   * @param notes what is to be told of that folder
   */
  constructor(
    private readonly userData: string,
    private readonly preload: string,
    private readonly log: (error: unknown) => void,
    notes: readonly UserError[] = [],
  ) {
    for (const one of notes) this.#note(one);
    const save = this.#keep;
    this.#recovery = new RecoveryStore(join(userData, 'recovery'));
    this.#recent = new RecentFiles(join(userData, 'recent.json'), save, { broken: this.#note });
    this.#boundsFile = join(userData, 'window.json');
    this.library = new Library(
      { catalog, books: priceBooks, scoring, rules, icons: new Set(Object.keys(icons)) },
      priceBookFiles(join(userData, 'price-books'), save),
      packFiles(join(userData, 'packs'), save),
    );
    this.#desk = new LibraryDesk(this.library, () => this.windows);
    this.#foresight = new Foresight(log);
    this.#evaluations = new Evaluations({
      library: this.library,
      thread: new Evaluator(log),
      today: todayHere,
      log,
      before: (window, plan) => this.#tellBasis(window, plan),
    });
    this.library.onChange(() => {
      for (const window of this.#windows.values()) window.send('books', { books: this.#desk.books() });
    });
    this.#services = {
      saves: this.#saves,
      recovery: this.#recovery,
      backups: new Backups(join(userData, 'backups'), save),
      version: PIPEDRAFT_VERSION,
      now: () => new Date(),
      log,
    };
  }

  /**
   * Opens the first windows: unsaved work of the last time, the files that were named, or an empty one. Nothing that cannot be read keeps
   * them from opening; one message tells of all of it.
   * @param named files, and what was named that is none
   */
  async start(named: readonly (string | UserError)[]): Promise<void> {
    for (const error of await this.library.load()) this.#note(error); // before a window asks what its plan costs
    const { entries, broken } = await this.#recovery.list().catch((error: unknown) => ({ entries: [], broken: [{ error }] }));
    for (const { error } of broken) this.#note(error);
    const files = await Promise.all(named.map((one) => (one instanceof UserError ? one : this.#grants.grant(one).catch(() => one))));
    for (const entry of entries) await this.#restore(entry);
    for (const file of files) await this.#openNamed(file, undefined);
    if (this.#windows.size === 0) await this.#newWindow(undefined);
    powerMonitor.on('suspend', () => void this.flush());
    powerMonitor.on('shutdown', () => void this.flush());
    powerMonitor.on('resume', () => this.#checkFiles());
    await this.#rebuildMenu();
    const message = oneMessage(this.#notes.splice(0));
    if (message) this.#frontWindow()?.send('warning', message);
    void this.#tidy().catch(this.log);
  }

  /** Removes what saves left behind that were killed, one folder after the other: a drive that does not answer holds up no other work. */
  async #tidy(): Promise<void> {
    const recent = await this.#recent.list();
    const own = ['', 'recovery', 'backups', 'price-books', 'packs'].map((name) => join(this.userData, name));
    const folders = [...this.windows.map(({ document }) => document?.file.folder), ...recent.map(({ path }) => dirname(path)), ...own];
    for (const folder of new Set(folders)) if (typeof folder === 'string') await cleanLeftovers(folder, new Date());
  }

  /** Keeps something that could not be used, to be told when the start is done. */
  readonly #note = (error: unknown): void => {
    this.log(error);
    this.#notes.push(
      error instanceof UserError
        ? error
        : because(error, 'Something that Pipedraft keeps could not be read.', 'See logs/errors.log in its folder.'),
    );
  };

  async #openNamed(named: string | UserError, near: PlanWindow | undefined): Promise<void> {
    if (typeof named === 'string') return this.openInWindow(named, near);
    const window = near ?? this.#frontWindow() ?? (await this.#newWindow(undefined));
    window.send('refused', refusedBy(named, this.log));
    window.focus();
  }

  /** A second start: its files are opened here, and a window comes to the front. */
  async secondStart(named: readonly (string | UserError)[]): Promise<void> {
    this.#closing.callOff(); // who starts it again does not want it to quit
    for (const one of named) await this.#openNamed(one, this.#frontWindow());
    if (named.length === 0) this.#frontWindow()?.focus();
    if (this.#windows.size === 0) await this.#newWindow(undefined);
  }

  /** On a Mac, a click on the dock without a window. */
  async activate(): Promise<void> {
    if (this.#windows.size === 0) await this.#newWindow(undefined);
  }

  /** Makes sure that all unsaved work is on the disk itself. */
  async flush(): Promise<void> {
    for (const { document } of this.#windows.values()) await document?.flush().catch(this.log);
  }

  /** Asks every window, closes all of them when all agree, and waits until everything is written. @returns whether the application may end */
  async mayQuit(): Promise<boolean> {
    void this.flush(); // a system that is shutting down may not wait for the answers
    return this.#closing.closeAll();
  }

  get windows(): readonly PlanWindow[] {
    return [...this.#windows.values()];
  }

  /** Gives a window the catalog and the prices that its plan is about to be evaluated with, where they are others than it has. */
  #tellBasis(window: PlanWindow, plan: Plan): void {
    const by = this.library.judgement(plan);
    if (by.catalog !== window.catalog) {
      window.catalog = by.catalog;
      window.send('catalog', { services: by.catalog.services, skills: by.catalog.skills });
    }
    if (by.book !== window.book) {
      window.book = by.book;
      window.send('priceBook', by.book.file);
    }
  }

  // ---- windows ----

  /** A plan that has no file yet: in a window whose plan is empty and untouched, else in a new one, and then the answer is `null`. */
  async #openFresh(window: PlanWindow, plan: Plan): Promise<OpenedPlan | null> {
    const fresh: { window?: PlanWindow } = {};
    const document = PlanDocument.fresh(this.#services, plan, (change) => {
      if (fresh.window) this.#fileChanged(fresh.window, change);
    });
    if (window.document === undefined || window.document.isUntouched) {
      await window.document?.close(true);
      window.document = document;
      fresh.window = window;
      window.title(plan.name, document.file);
      return document.opened();
    }
    fresh.window = await this.#newWindow(document);
    return null;
  }

  async #newWindow(document: PlanDocument | undefined, notice: Notice | null = null): Promise<PlanWindow> {
    const front = this.#frontWindow()?.browser.getBounds();
    const kept = front ? { ...front, x: front.x + 28, y: front.y + 28, maximized: false } : await readBounds(this.#boundsFile, this.#note);
    const window = new PlanWindow(kept, this.preload);
    window.document = document;
    window.notice = notice;
    this.#windows.set(window.contents.id, window);
    const { browser, contents } = window;
    const id = contents.id;
    browser.on('close', (event) => {
      if (window.closing) return;
      event.preventDefault();
      void this.#closing.closeOne(window).catch(this.log);
    });
    browser.on('closed', () => {
      this.#windows.delete(id);
      this.#evaluations.forget(window);
      this.#updateMenu();
    });
    browser.on('focus', () => {
      this.#updateMenu();
      void window.document?.check().catch(this.log);
    });
    browser.on('session-end', () => void this.flush());
    contents.on('render-process-gone', (_, { reason }) => {
      if (reason === 'clean-exit') return;
      this.log(new Error(`A window's process ended: ${reason}`));
      window.loads();
      // the work is in the main process; the window comes back with it
      void (async () => {
        await window.document?.flush().catch(this.log);
        window.notice = { text: 'The window had to be started anew. Nothing was lost.', canDiscard: false };
        if (!browser.isDestroyed()) contents.reload();
      })();
    });
    if (document) window.title(document.plan.name, document.file);
    await window.load();
    return window;
  }

  #frontWindow(): PlanWindow | undefined {
    const focused = BrowserWindow.getFocusedWindow();
    return (focused ? this.#windows.get(focused.webContents.id) : undefined) ?? [...this.#windows.values()].at(-1);
  }

  #windowOf(contents: WebContents): PlanWindow {
    const window = this.#windows.get(contents.id);
    if (!window) throw new Error('A call came from a window that is not there any more.');
    return window;
  }

  async #askToSave(window: PlanWindow): Promise<ClosingAnswer> {
    const { document, browser } = window;
    window.focus();
    const { response } = await dialog.showMessageBox(browser, {
      type: 'warning',
      buttons: ['Save', "Don't save", 'Cancel'],
      defaultId: 0,
      cancelId: 2,
      noLink: true,
      message: `Save the changes to “${document?.file.name ?? document?.plan.name ?? ''}”?`,
      detail: 'Without saving, the changes are gone.',
    });
    return (['save', 'discard', 'cancel'] as const)[response] ?? 'cancel';
  }

  async #saveToClose(window: PlanWindow): Promise<boolean> {
    try {
      return (await this.#save(window)) !== null;
    } catch (error) {
      window.send('refused', refusedBy(error, this.log));
      return false;
    }
  }

  /** Closes windows for good, in one go. Their documents end, and what is left of that to write is pending. */
  #close(windows: readonly PlanWindow[]): void {
    for (const window of windows) {
      if (window.closing) continue;
      window.closing = true;
      const { document, browser } = window;
      void keepBounds(browser, this.#boundsFile, this.#keep).catch(this.log);
      if (document) void this.#pending.run(document.path ?? document.plan.name, () => document.close(true)).catch(this.log);
      browser.destroy();
    }
  }

  /** Waits until everything is written, and shows that it waits. @returns false when the user does not want to wait */
  #written(): Promise<boolean> {
    const page = () => waitingPage(this.#pending.files, this.#windows.size > 0);
    return waitVisibly(this.#pending.idle(), page, { open: noticeWindow((html) => origin + this.packets.keep(html)) });
  }

  // ---- plans ----

  /** Opens a file in a window of its own, or in one that holds nothing yet. What is wrong with it is said in a window. */
  async openInWindow(file: string, near: PlanWindow | undefined): Promise<void> {
    try {
      const opened = await this.#open(file, near);
      if (opened && near) near.send('opened', opened);
    } catch (error) {
      const window = near ?? this.#frontWindow() ?? (await this.#newWindow(undefined));
      window.send('refused', refusedBy(error, this.log));
      window.focus();
    }
  }

  /** @returns the plan when it took the place of the one in `window`; `null` when it has a window of its own */
  async #open(file: string, window: PlanWindow | undefined): Promise<OpenedPlan | null> {
    const path = await this.#grants.grant(file);
    return this.#opening.take(foldPath(path, process.platform), () => this.#openGranted(path, window)); // named twice, it is opened once
  }

  async #openGranted(path: string, window: PlanWindow | undefined): Promise<OpenedPlan | null> {
    const there = await windowOf(path, this.windows);
    if (there) {
      there.focus();
      return null;
    }
    const read = await this.#read(path, window ?? this.#frontWindow());
    if (!read) return null;
    await this.#remember(path);
    if (window && !window.browser.isDestroyed() && (window.document === undefined || window.document.isUntouched)) {
      await window.document?.close(true);
      const document = PlanDocument.fromFile(this.#services, path, read, (change) => this.#fileChanged(window, change));
      window.document = document;
      window.title(document.plan.name, document.file);
      return document.opened();
    }
    const fresh: { window?: PlanWindow } = {};
    const document = PlanDocument.fromFile(this.#services, path, read, (change) => {
      if (fresh.window) this.#fileChanged(fresh.window, change);
    });
    fresh.window = await this.#newWindow(document);
    return null;
  }

  /** Reads a plan while a window shows that it is being opened. @returns `undefined` when the user called it off */
  async #read(path: string, window: PlanWindow | undefined): Promise<PlanOnDisk | undefined> {
    try {
      return await this.#openings.file(path, window);
    } catch (error) {
      if (error instanceof Cancelled) return undefined;
      throw error;
    }
  }

  async #restore(entry: RecoveryEntry): Promise<void> {
    try {
      const fresh: { window?: PlanWindow } = {};
      const read = (file: string) => this.#openings.file(file, undefined);
      const restored = await restore(this.#services, this.#grants, entry, read, (change) => {
        if (fresh.window) this.#fileChanged(fresh.window, change);
      });
      if (restored) fresh.window = await this.#newWindow(restored.document, restored.notice);
    } catch (error) {
      this.log(error);
      this.#note((await this.#recovery.setAside(entry.id, 'something unexpected went wrong')).error);
    }
  }

  async #remember(path: string): Promise<void> {
    await this.#recent.add(path, new Date()).catch(this.log);
    app.addRecentDocument(path);
    await this.#rebuildMenu();
  }

  #fileChanged(window: PlanWindow, change: FileChange): void {
    window.send('fileChanged', { how: change.kind });
    if (!window.document) return;
    window.send('file', window.document.file);
    window.title(window.document.plan.name, window.document.file);
  }

  #checkFiles(): void {
    for (const { document } of this.#windows.values()) void document?.check().catch(this.log);
  }

  /** Saves a window's plan, asking for a file when it has none. @returns the file, or `null` when the user changed their mind */
  async #save(window: PlanWindow): Promise<FileState | null> {
    const { document } = window;
    if (!document) return null;
    if (document.path === undefined) return this.#saveAs(window);
    try {
      return await this.#write(window, document, document.path, (links) => document.save('known', links));
    } catch (error) {
      if (!(error instanceof ChangedOnDisk)) throw error;
      if (!error.found) return this.#write(window, document, document.path, (links) => document.save('nothing', links)); // gone: nobody's work is lost
      return this.#settleConflict(window, error);
    }
  }

  async #settleConflict(window: PlanWindow, conflict: ChangedOnDisk): Promise<FileState | null> {
    const { document, browser } = window;
    if (!document) return null;
    const { response } = await dialog.showMessageBox(browser, {
      type: 'warning',
      buttons: ['Save a copy…', 'Write over it', 'Cancel'],
      defaultId: 0,
      cancelId: 2,
      noLink: true,
      message: `“${document.file.name ?? ''}” was changed by another program since it was opened.`,
      detail: `${conflict.problem}\nYour plan is still open as you see it. A copy keeps both.`,
    });
    if (response === 0) return this.#saveAs(window);
    if (response === 2) return null;
    return this.#write(window, document, conflict.file, (links) => document.save('anything', links));
  }

  async #saveAs(window: PlanWindow): Promise<FileState | null> {
    const { document } = window;
    if (!document) return null;
    const chosen = await askWhere(window, () => this.windows, {
      purpose: 'plan',
      title: 'Save the plan',
      suggestion: document.path ?? join(app.getPath('documents'), `${fileNameOf(document.plan)}.pipedraft.yaml`),
      filters: [
        { name: 'YAML', extensions: ['yaml', 'yml'] },
        { name: 'JSON', extensions: ['json'] },
      ],
    });
    if (!chosen) return null;
    if (chosen.isOwn) return this.#save(window);
    const path = await this.#grants.grant(chosen.file, 'save');
    const over = chosen.replaces ? 'anything' : 'nothing';
    return this.#write(window, document, path, (links) => document.saveAs(path, over, links));
  }

  /** Writes a plan to a file, and asks before the file is parted from its other names. @returns `null` when the user changed their mind */
  async #write(
    window: PlanWindow,
    document: PlanDocument,
    file: string,
    write: (links: 'keep' | 'part') => Promise<UserError[]>,
  ): Promise<FileState | null> {
    try {
      return await this.#saved(window, document, await this.#pending.run(file, () => write('keep')));
    } catch (error) {
      if (!(error instanceof HasOtherNames)) throw error;
      const answer = await askToPart(window.browser, error);
      if (answer === 'another') return this.#saveAs(window);
      return answer === 'part' ? this.#saved(window, document, await this.#pending.run(file, () => write('part'))) : null;
    }
  }

  /** @param doubts what went wrong beside the save, which itself went well */
  async #saved(window: PlanWindow, document: PlanDocument, doubts: readonly UserError[]): Promise<FileState> {
    window.title(document.plan.name, document.file);
    for (const { problem, fix } of doubts) window.send('warning', { problem, fix });
    if (document.path !== undefined) await this.#remember(document.path);
    return document.file;
  }

  async #revert(window: PlanWindow): Promise<OpenedPlan | null> {
    const { document, browser } = window;
    if (document?.path === undefined) return null;
    const read = await this.#read(document.path, window); // before anything is given up
    if (!read) return null;
    if (document.isDirty) {
      const { response } = await dialog.showMessageBox(browser, {
        type: 'warning',
        buttons: ['Revert', 'Cancel'],
        defaultId: 1,
        cancelId: 1,
        noLink: true,
        message: `Give up the changes to “${document.file.name ?? ''}”?`,
        detail: 'The plan is read again from its file. Undo brings the changes back.',
      });
      if (response !== 0) return null;
    }
    document.reread(read);
    window.title(document.plan.name, document.file);
    return document.opened();
  }

  // ---- what leaves the application ----

  async #export(window: PlanWindow, format: ExportFormat): Promise<string | null> {
    const { document } = window;
    if (!document) return null;
    if (format === 'png') refuseTooLargeForPicture(document.plan);
    const extension = format === 'yaml' ? 'pipedraft.yaml' : format === 'json' ? 'pipedraft.json' : format;
    const chosen = await askWhere(window, () => this.windows, {
      purpose: format,
      title: `Export as ${format.toUpperCase()}`,
      suggestion: join(document.file.folder ?? app.getPath('documents'), `${fileNameOf(document.plan)}.${extension}`),
      filters: [{ name: format.toUpperCase(), extensions: [format] }],
    });
    return chosen
      ? this.#writeOut(window, chosen, async () => {
          const made = await this.exportAs(document.plan, document, format, await hasSchemaBeside(chosen.file));
          if ((format === 'yaml' || format === 'json') && typeof made === 'string') checkWritable(chosen.file, format, made, document.plan);
          return made;
        })
      : null;
  }

  /** Writes what is made of a plan to the file that was chosen for it. @returns the file's name */
  async #writeOut(window: PlanWindow, { file, replaces }: Destination, make: () => Promise<string | Buffer>): Promise<string> {
    const over = replaces ? {} : { expected: null };
    const { doubt } = await this.#pending.run(file, async () => saveAtomically(file, await make(), over));
    if (doubt) window.send('warning', { problem: doubt.problem, fix: doubt.fix });
    return basename(file);
  }

  /** A plan in another format. @param document where it is a document's, its file's own comments are kept */
  async exportAs(plan: Plan, document: PlanDocument | undefined, format: ExportFormat, hasSchema = false): Promise<string | Buffer> {
    if (format === 'yaml' || format === 'json') return document ? document.textAs(format, hasSchema) : '';
    const by = this.library.judgement(plan);
    const { findings, cost } = judge(plan, by, todayHere());
    const drawing = drawPlan({ plan, catalog: by.catalog, icons, findings, cost });
    if (format === 'svg') return drawing.svg;
    const scale = pictureScale(drawing);
    const svg = drawing.svg.replace(
      / width="[\d.]+" height="[\d.]+"/,
      ` width="${Math.ceil(drawing.width * scale)}" height="${Math.ceil(drawing.height * scale)}"`,
    );
    const html = `<!doctype html><html><head><meta charset="utf-8"><link rel="stylesheet" href="/packet/sheets.css"><style>html,body{background:#fff;padding:0;margin:0;overflow:hidden}svg{display:block}</style></head><body>${svg}</body></html>`;
    return toPng(this.packets.keep(html), drawing, scale);
  }

  /** The sheets of a plan as a PDF. */
  async pdfOf(plan: Plan, file: string, options: PrintOptions): Promise<Buffer> {
    const today = todayHere();
    const by = this.library.judgement(plan);
    return toPdf(this.packets.make(plan, by.catalog, judge(plan, by, today), options, today, file).path);
  }

  #packet(window: PlanWindow, options: PrintOptions) {
    const { document } = window;
    if (!document) throw new UserError('There is no plan in this window.', 'Open one first.');
    const { plan, file } = document;
    refuseTooLargeToPrint(plan); // before it is evaluated, which takes seconds
    const today = todayHere();
    const by = this.library.judgement(plan);
    return this.packets.make(plan, by.catalog, judge(plan, by, today), options, today, file.name ?? 'not saved yet');
  }

  // ---- the menu ----

  /** The menu says what the window in front can do. */
  #updateMenu(): void {
    const menu = Menu.getApplicationMenu();
    if (menu) updateMenu(menu, this.#frontWindow()?.menu ?? { enabled: new Set(), checked: new Set() });
  }

  /** The list of recent files has changed. */
  async #rebuildMenu(): Promise<void> {
    const window = this.#frontWindow();
    const recent = await this.#recent.list().catch((error: unknown) => {
      this.#note(error);
      return [];
    });
    Menu.setApplicationMenu(
      buildMenu({
        platform: process.platform,
        enabled: window?.menu.enabled ?? new Set<ActionId>(),
        checked: window?.menu.checked ?? new Set<ActionId>(),
        recent: recent.map(({ path, missing }, at) => ({ id: String(at), name: basename(path), missing })),
        run: (id) => {
          const front = this.#frontWindow();
          if (front) front.send('command', id);
          else if (id === 'new' || id === 'open') void this.#newWindow(undefined).catch(this.log);
        },
        openRecent: (id) => {
          const file = recent[Number(id)];
          if (file) void this.openInWindow(file.path, this.#frontWindow());
        },
      }),
    );
  }

  // ---- calls ----

  /** What answers a window's calls. */
  readonly handlers: Handlers = {
    startup: (_, from): Startup => {
      const window = this.#windowOf(from);
      window.loads();
      this.#evaluations.forget(window);
      const notice = window.notice;
      window.notice = null;
      const by = this.library.judgement(window.document?.plan ?? emptyPlan(''));
      window.book = by.book;
      window.catalog = by.catalog;
      return {
        version: PIPEDRAFT_VERSION,
        platform: process.platform,
        services: by.catalog.services,
        skills: by.catalog.skills,
        icons,
        priceBook: window.book.file,
        books: this.#desk.books(),
        document: window.document ? window.document.opened(notice) : null,
      };
    },
    templates,
    newPlan: (said, from) =>
      this.#openFresh(this.#windowOf(from), 'answers' in said ? firstPlan(said.answers, this.library).plan : templatePlan(said.template)),
    draftPlan: ({ answers }) => firstPlan(answers, this.library),
    openExample: ({ rule, which }, from) => {
      const text = exampleText(rule, which);
      if (text === undefined) throw new UserError(`There is no example of the rule "${rule}".`, 'Choose another rule.');
      return this.#openFresh(this.#windowOf(from), withoutMark(readPlan(text, `${rule}.yaml`).plan));
    },
    openPlan: async (_, from) => {
      const window = this.#windowOf(from);
      const { canceled, filePaths } = await dialog.showOpenDialog(window.browser, {
        title: 'Open a plan',
        properties: ['openFile'],
        filters: planFilters,
      });
      const [file] = filePaths;
      return canceled || file === undefined ? null : this.#open(file, window);
    },
    openDropped: ({ path }, from) => this.#open(path, this.#windowOf(from)),
    openRecent: async ({ id }, from) => {
      const file = (await this.#recent.list())[Number(id)];
      if (!file) throw new UserError('That plan is not in the list any more.', 'Open it with File > Open.');
      return this.#open(file.path, this.#windowOf(from));
    },
    recentFiles: async () =>
      (await this.#recent.list()).map(({ path, missing }, at) => ({
        id: String(at),
        name: basename(path),
        folder: path.slice(0, -basename(path).length - 1),
        missing,
      })),
    keep: ({ revision, base, change, step }, from) => {
      const window = this.#windowOf(from);
      const { document } = window;
      if (!document) throw new UserError('There is no plan in this window.', 'Open one first.');
      if (!document.take(revision, base, change, step)) return 'send-all';
      window.title(document.plan.name, document.file);
      return { dirty: document.isDirty };
    },
    evaluate: ({ revision, known }, from) => this.#evaluations.evaluate(this.#windowOf(from), revision, known),
    fixesOf: ({ revision, keys }, from) => this.#evaluations.fixesOf(this.#windowOf(from), revision, keys),
    fixAll: ({ revision, rule }, from) => this.#evaluations.fixAll(this.#windowOf(from), revision, rule),
    rulePage: ({ rule }, from) => pageOf(rule, this.library.judgement(this.#windowOf(from).document?.plan ?? emptyPlan('')).rules),
    consequences: ({ revision, proposals }, from) => {
      const { judged } = this.#windowOf(from);
      if (judged?.revision !== revision) return null;
      return this.#foresight.ask(judged.plan, this.library.basisFiles(judged.plan), todayHere(), proposals);
    },
    swapEdits: ({ revision, node, to }, from) => {
      const { judged } = this.#windowOf(from);
      if (judged?.revision !== revision) return null;
      return swapEdits(judged.plan, this.library.judgement(judged.plan).catalog, node, to);
    },
    costRisk: ({ revision }, from) => this.#evaluations.costRisk(this.#windowOf(from), revision),
    describeUsage: ({ node }, from) => {
      const { document } = this.#windowOf(from);
      return document ? describeUsage(document.plan, this.library.judgement(document.plan), node) : null;
    },
    comparePrices: ({ revision, book, region }, from) =>
      this.#evaluations.comparePrices(this.#windowOf(from), revision, book, region ?? undefined),
    choosePrices: (_, from) => this.#desk.choosePrices(this.#windowOf(from)),
    pricesAsOf: ({ asOf }, from) => this.#desk.pricesAsOf(this.#windowOf(from), asOf),
    addPrices: (said, from) => this.#desk.addPrices(this.#windowOf(from), said),
    forgetPrices: (_, from) => {
      this.#windowOf(from).prices = undefined;
    },
    removePrices: ({ book }, from) => this.#desk.removePrices(this.#windowOf(from), book),
    packs: () => this.#desk.packs(),
    choosePack: ({ again }, from) => this.#desk.choosePack(this.#windowOf(from), again),
    addPack: (_, from) => this.#desk.addPack(this.#windowOf(from)),
    forgetPack: (_, from) => {
      this.#windowOf(from).pack = undefined;
    },
    removePack: ({ pack }, from) => this.#desk.removePack(this.#windowOf(from), pack),
    save: (_, from) => this.#save(this.#windowOf(from)),
    saveAs: (_, from) => this.#saveAs(this.#windowOf(from)),
    revert: (_, from) => this.#revert(this.#windowOf(from)),
    putSchemaBeside: (_, from) => putSchemaBesidePlan(this.#windowOf(from).document),
    exportPlan: ({ format }, from) => this.#export(this.#windowOf(from), format),
    preview: (options, from) => {
      const { path, pages, smallestText } = this.#packet(this.#windowOf(from), options);
      return { url: origin + path, pages, smallestText };
    },
    printToPdf: async (options, from) => {
      const window = this.#windowOf(from);
      if (window.document) refuseTooLargeToPrint(window.document.plan);
      const chosen = await askWhere(window, () => this.windows, {
        purpose: 'pdf',
        title: 'Make a PDF',
        suggestion: join(
          window.document?.file.folder ?? app.getPath('documents'),
          `${fileNameOf(window.document?.plan ?? emptyPlan('plan'))}.pdf`,
        ),
        filters: [{ name: 'PDF', extensions: ['pdf'] }],
      });
      return chosen ? this.#writeOut(window, chosen, () => toPdf(this.#packet(window, options).path)) : null;
    },
    printToPaper: (options, from) => toPaper(this.#packet(this.#windowOf(from), options).path, options),
    copyText: ({ text }) => clipboard.writeText(text),
    copyPlan: ({ change }) => clipboard.writeText(clipText(change)),
    cancelOpening: ({ id }) => this.#openings.cancel(id),
    pastePlan: async () => readClip(await clipboard.readText()),
    editText: ({ edit }, from) => {
      if (edit === 'select-all') from.selectAll();
      else from[edit]();
    },
    menuState: ({ enabled, checked }, from) => {
      this.#windowOf(from).menu = { enabled: new Set(enabled), checked: new Set(checked) };
      this.#updateMenu();
    },
    setTheme: ({ theme }) => {
      nativeTheme.themeSource = theme;
    },
    settled: (_, from) => this.#windowOf(from).settled(),
    listening: (_, from) => this.#windowOf(from).listens(),
    closeWindow: (_, from) => {
      this.#windowOf(from).browser.close();
    },
    openSource: async ({ url }, from) => {
      if (!sourcesOf(this.library.judgement(emptyPlan(''))).has(url) && !this.library.books.some(({ book }) => namesSource(book, url)))
        throw new UserError('That address is not one of the sources.', 'Copy it into a browser if you trust it.');
      const { response } = await dialog.showMessageBox(this.#windowOf(from).browser, {
        type: 'question',
        buttons: ['Open', 'Cancel'],
        defaultId: 0,
        cancelId: 1,
        noLink: true,
        message: 'Open this page in the browser?',
        detail: url,
      });
      if (response !== 0) return false;
      await shell.openExternal(url);
      return true;
    },
  };
}

let knownTemplates: readonly Template[] | undefined;

/** Templates and examples, each with its drawing; drawn once. */
function templates(): readonly Template[] {
  knownTemplates ??= examples.map(({ file, text }) => {
    const { plan } = readPlan(text, file);
    return {
      id: file,
      name: plan.name,
      summary: plan.summary ?? '',
      kind: plan.own['x-kind'] === 'example' ? 'example' : 'template',
      picture: drawPlan({ plan, catalog, icons }).svg,
    };
  });
  return knownTemplates;
}

/** A plan of the user's own from a template, or an empty one. */
function templatePlan(template: string | null): Plan {
  if (template === null) return emptyPlan('Untitled plan');
  const example = examples.find(({ file }) => file === template);
  if (!example) throw new UserError(`There is no template "${template}".`, 'Choose one from the list.');
  return withoutMark(readPlan(example.text, example.file).plan);
}

/** A plan of the user's own says nothing of where it came from. */
function withoutMark(plan: Plan): Plan {
  const { 'x-kind': _, 'x-today': __, ...own } = plan.own;
  return { ...plan, own };
}

const knownUrls = new WeakMap<Judgement, ReadonlySet<string>>();

/** Every address that the catalog, the rules and the scores name; price books come and go. */
function sourcesOf(by: Judgement): ReadonlySet<string> {
  let known = knownUrls.get(by);
  if (known) return known;
  known = new Set(
    [
      ...by.catalog.services.flatMap((service) =>
        [
          ...service.sources,
          ...service.facts.map(({ source }) => source),
          ...service.usage.flatMap((field) =>
            'options' in field
              ? field.options.flatMap(({ ends }) => (ends ? [ends.source] : []))
              : 'ends' in field && field.ends
                ? [field.ends.source]
                : [],
          ),
        ].map(({ url }) => url),
      ),
      ...knowledge.entries.map(({ source }) => source.url),
      ...[...by.rules.map(({ meta }) => meta), ruleFailed].flatMap(({ sources }) => sources.map(({ url }) => url)),
      ...Object.values(by.scoring.sources).map(({ url }) => url),
    ].filter((url): url is string => url !== undefined && url.startsWith('https://')),
  );
  knownUrls.set(by, known);
  return known;
}

function namesSource({ file }: PriceBook, url: string): boolean {
  return url.startsWith('https://') && Object.values(file.sources).some((source) => source.url === url);
}

/** A file name made of a plan's name. */
function fileNameOf(plan: Plan): string {
  const name = plan.name
    .normalize('NFC')
    .replace(/[\\/:*?"<>|\u0000-\u001f]/g, ' ')
    .trim()
    .replace(/\s+/g, '-')
    .toLowerCase()
    .slice(0, 80);
  return name === '' || /^\.+$/.test(name) ? 'plan' : name;
}
