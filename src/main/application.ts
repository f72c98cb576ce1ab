import { dirname, join } from 'node:path';
import { app, powerMonitor } from 'electron';
import { saveAtomically, type SaveText } from '#disk';
import { UserError } from '#engine/errors';
import { handlersOf } from './calls';
import { comparingParts } from './compare/comparing-parts';
import { ConsequencesThread } from './evaluation/consequences';
import { Evaluations } from './evaluation/evaluations';
import { Evaluator } from './evaluation/evaluator';
import { today } from './evaluation/today';
import { cleanFolders } from './files/clean-folders';
import { Grants } from './files/grants';
import { Pending } from './files/pending';
import { RecentFiles } from './files/recent';
import { RecoveryStore } from './files/recovery';
import { StartNotes } from './files/start-notes';
import { ProblemReports } from './help/problem-reports';
import type { Handlers } from './ipc/register';
import { KnownPlans } from './known-plans/known-plans';
import { PlanList } from './known-plans/plan-list';
import type { Library } from './library/library';
import { summaryOfBook } from './library/summaries';
import { userLibrary } from './library/user-library';
import { AppMenu } from './menu/app-menu';
import { outputParts, type OutputParts } from './output/output-parts';
import { Packets } from './output/packets';
import { documentServices } from './plans/document-services';
import { PlanOpener } from './plans/open-plan';
import { Openings } from './plans/openings';
import { PlanSaver } from './plans/save-plan';
import { OpenPlans } from './windows/open-plans';
import { closeWindows } from './windows/close-windows';
import type { Closing } from './windows/closing';
import { noPolicy, type Policy } from './policy/policy';
import type { PlanWindow } from './windows/plan-window';
import { PlanWindows } from './windows/plan-windows';

/** Creates the parts of the application, connects them, and starts and ends them. */
export class Application {
  readonly packets = new Packets();
  readonly openings = new Openings();
  readonly library: Library;
  readonly windows: PlanWindows;
  readonly opener: PlanOpener;
  readonly menu: AppMenu;
  readonly output: OutputParts;
  /** Answers the calls of windows. */
  readonly handlers: Handlers;
  readonly #recent: RecentFiles;
  readonly #closing: Closing<PlanWindow>;
  readonly #recovery: RecoveryStore;
  readonly #grants = new Grants();
  readonly #planList: PlanList;
  readonly #openPlans: OpenPlans;
  /** Notes to show when the start is done. */
  readonly #notes: StartNotes;

  /**
   * @param userData the folder for the application's own files
   * @param preload path of the preload script
   * @param log receives unexpected errors
   * @param notes notes about that folder and the policy
   * @param policy what the administrator decided
   */
  constructor(
    private readonly userData: string,
    preload: string,
    private readonly log: (error: unknown) => void,
    notes: readonly UserError[] = [],
    readonly policy: Policy = noPolicy,
  ) {
    this.#notes = new StartNotes(log);
    for (const one of notes) this.#notes.add(one);
    const note = this.#notes.add;
    const pending = new Pending(); // all writing, also by documents, exports and the stores
    const keep: SaveText = (file, text) => pending.run(file, () => saveAtomically(file, text));
    const inUserData = (name: string) => join(userData, name);

    this.library = userLibrary(inUserData, keep, policy);
    this.#openPlans = new OpenPlans(inUserData('open-plans.json'), keep);
    this.windows = new PlanWindows({
      preload,
      boundsFile: inUserData('window.json'),
      openPlans: this.#openPlans,
      keep,
      log,
      note,
      closing: this.closeTabs,
      changed: () => this.menu.update(),
      pageClosed: (window) => evaluations.forget(window),
    });
    const { library, windows, packets, openings } = this;
    library.onChange(() => {
      for (const window of windows.all) window.send('books', { books: library.books.map(summaryOfBook) });
    });

    const evaluations = new Evaluations<PlanWindow>({
      library,
      thread: new Evaluator(log),
      today,
      log,
      before: (window, plan) => window.takeBasis(library.basis(plan)),
    });
    const comparing = comparingParts({ library, pending, seenFolder: inUserData('seen'), keep, log });
    const { comparisons, merger, states } = comparing;

    this.#recent = new RecentFiles(inUserData('recent.json'), keep, { broken: note });
    this.#recovery = new RecoveryStore(inUserData('recovery'));
    const documents = documentServices({ pending, recovery: this.#recovery, backups: inUserData('backups'), keep, log });
    const shared = { windows, grants: this.#grants, remember: (path: string) => this.#remember(path) };
    this.opener = new PlanOpener({ ...shared, documents, openings, merger, recovery: this.#recovery, log, note });
    this.menu = new AppMenu({ windows, recent: this.#recent, openRecent: (file, near) => void this.opener.named(file, near), log, note });
    const { opener, menu } = this;
    const recent = this.#recent;
    const saver = new PlanSaver({ ...shared, opener, pending, saved: (window) => void comparisons.saw(window) });
    this.#planList = new PlanList(inUserData('known-plans.json'), keep);
    const known = { list: this.#planList, recent, library, thread: comparing.thread, opener, comparisons, windows };

    const foldersFile = inUserData('export-folders.json');
    this.output = outputParts({ windows, library, evaluations, pending, packets, states, comparisons, foldersFile, keep, log });
    this.#closing = closeWindows({ windows, saver, pending, packets, log });
    this.handlers = handlersOf({
      ...{ policy, windows, library, evaluations, openings, opener, saver, recent, menu },
      ...comparing,
      ...this.output,
      consequences: new ConsequencesThread(log),
      knownPlans: new KnownPlans(known),
      reports: new ProblemReports({ windows, pending, policy }),
      closeTabs: this.closeTabs,
    });
  }

  /**
   * Opens the first windows: the plans of the last session and their unsaved work, the named files, or an empty one. An unreadable file does not
   * prevent that; one message lists all problems.
   * @param named files, and errors for arguments that are not files
   */
  async start(named: readonly (string | UserError)[]): Promise<void> {
    for (const error of await this.library.load()) this.#notes.add(error); // before a window asks what its plan costs
    const { entries, broken } = await this.#recovery.list().catch((error: unknown) => ({ entries: [], broken: [{ error }] }));
    for (const { error } of broken) this.#notes.add(error);
    const files = await Promise.all(named.map((one) => (one instanceof UserError ? one : this.#grants.grant(one).catch(() => one))));
    await this.opener.lastPlans(await this.#openPlans.read(this.#notes.add), entries);
    for (const file of files) await this.opener.named(file, this.windows.front);
    if (!this.windows.front) await this.windows.open();
    powerMonitor.on('suspend', () => void this.flush());
    powerMonitor.on('shutdown', () => void this.flush());
    powerMonitor.on('resume', () => this.windows.checkFiles());
    await this.menu.rebuild();
    const message = this.#notes.take();
    if (message) this.windows.front?.send('warning', message);
    void this.#tidy().catch(this.log);
  }

  /** A second start: its files are opened here, and a window comes to the front. */
  async secondStart(named: readonly (string | UserError)[]): Promise<void> {
    this.#closing.callOff(); // starting it again means that it should not quit
    for (const one of named) await this.opener.named(one, this.windows.front);
    this.windows.front?.focus();
    await this.activate();
  }

  /** On a Mac, a click on the dock without a window. */
  async activate(): Promise<void> {
    if (!this.windows.front) await this.windows.open();
  }

  /** Closes tabs, and windows with their last tab, after asking about unsaved changes. */
  readonly closeTabs = (windows: readonly PlanWindow[]): void => void this.#closing.close(windows).catch(this.log);

  /** Makes sure that all unsaved work is on the disk itself. */
  flush(): Promise<void> {
    return this.windows.flush();
  }

  /** Asks every window, closes all of them if all agree, and waits until everything is written. @returns true if the application may end */
  async mayQuit(): Promise<boolean> {
    void this.flush(); // a system that is shutting down may not wait for the answers
    return this.#closing.closeAll();
  }

  /** Removes temporary files of killed saves beside plans and in the application's own folders. */
  async #tidy(): Promise<void> {
    const recent = await this.#recent.list();
    const own = ['', 'recovery', 'backups', 'price-books', 'packs', 'seen'].map((name) => join(this.userData, name));
    await cleanFolders([
      ...this.windows.all.map(({ document }) => document?.file.folder ?? undefined),
      ...recent.map(({ path }) => dirname(path)),
      ...own,
    ]);
  }

  async #remember(path: string): Promise<void> {
    await this.#recent.add(path, new Date()).catch(this.log);
    await this.#planList.addFile(path).catch(this.log);
    app.addRecentDocument(path);
    await this.menu.rebuild();
  }
}
