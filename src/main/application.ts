import { dirname, join } from 'node:path';
import { app, powerMonitor } from 'electron';
import { SaveQueue, because, cleanLeftovers, saveAtomically, type SaveText } from '#disk';
import { UserError } from '#engine/errors';
import { rules } from '#engine/validate';
import { catalog, icons, priceBooks, scoring } from '#resources';
import { handlersOf } from './calls';
import type { Parts } from './calls/parts';
import { Checkpoints } from './checkpoints/checkpoints';
import { CompareThread } from './compare/compare-thread';
import { Comparisons } from './compare/comparisons';
import { PlanStates } from './compare/plan-states';
import { ConsequencesThread } from './evaluation/consequences';
import { Evaluations } from './evaluation/evaluations';
import { Evaluator } from './evaluation/evaluator';
import { today } from './evaluation/today';
import { Backups } from './files/backups';
import { ExportFolders } from './files/export-folders';
import { Grants } from './files/grants';
import { Pending } from './files/pending';
import { RecentFiles } from './files/recent';
import { RecoveryStore } from './files/recovery';
import { SeenPlans } from './files/seen-plans';
import { oneMessage } from './files/start-notes';
import { ProblemReports } from './help/problem-reports';
import type { Handlers } from './ipc/register';
import { KnownPlans } from './known-plans/known-plans';
import { PlanList } from './known-plans/plan-list';
import { Library } from './library/library';
import { packFiles } from './library/pack-files';
import { priceBookFiles } from './library/price-book-files';
import { summaryOfBook } from './library/summaries';
import { AppMenu } from './menu/app-menu';
import { CheckIn } from './output/check-in';
import { PlanExporter } from './output/export-plan';
import { BasisThread } from './output/basis-thread';
import { PacketOrganisation } from './output/organisation';
import { Packets } from './output/packets';
import { pictureThread } from './output/picture-thread';
import { PlanPictures } from './output/pictures';
import { PlanPrinter } from './output/print-plan';
import { RepositoryExport } from './output/repository-export';
import { PlanOpener } from './plans/open-plan';
import { Openings } from './plans/openings';
import { PlanMerger } from './plans/plan-merger';
import { PlanSaver } from './plans/save-plan';
import { OpenPlans } from './windows/open-plans';
import { closeWindows } from './windows/close-windows';
import type { Closing } from './windows/closing';
import { noPolicy, type Policy } from './policy/policy';
import type { PlanWindow } from './windows/plan-window';
import { PlanWindows } from './windows/plan-windows';

/*
 * The running application. More than 250 lines, since it is one thing: the one place that knows every part, in the order in which they
 * need each other.
 */

/** Creates the parts of the application, connects them, and starts and ends them. */
export class Application implements Parts {
  readonly packets = new Packets();
  readonly openings = new Openings();
  readonly library: Library;
  readonly windows: PlanWindows;
  readonly evaluations: Evaluations<PlanWindow>;
  readonly consequences: ConsequencesThread;
  readonly opener: PlanOpener;
  readonly merger: PlanMerger;
  readonly saver: PlanSaver;
  readonly exporter: PlanExporter;
  readonly repository: RepositoryExport;
  readonly checkIn: CheckIn;
  readonly comparisons: Comparisons;
  readonly states: PlanStates;
  readonly checkpoints: Checkpoints;
  readonly knownPlans: KnownPlans;
  readonly pictures: PlanPictures;
  readonly printer: PlanPrinter;
  readonly organisation: PacketOrganisation;
  readonly recent: RecentFiles;
  readonly menu: AppMenu;
  readonly reports: ProblemReports;
  /** Answers the calls of windows. */
  readonly handlers: Handlers;
  readonly #closing: Closing<PlanWindow>;
  readonly #recovery: RecoveryStore;
  readonly #grants = new Grants();
  readonly #planList: PlanList;
  readonly #openPlans: OpenPlans;
  /** All pending writing, also by documents, exports and the stores. */
  readonly #pending = new Pending();
  /** Notes to show when the start is done. */
  readonly #notes: UserError[] = [];

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
    for (const one of notes) this.#note(one);
    const note = this.#note;
    const pending = this.#pending;
    const keep: SaveText = (file, text) => pending.run(file, () => saveAtomically(file, text));
    const inUserData = (name: string) => join(userData, name);

    this.library = new Library(
      { catalog, books: priceBooks, scoring, rules, icons: new Set(Object.keys(icons)) },
      priceBookFiles(inUserData('price-books'), keep),
      packFiles(inUserData('packs'), keep),
      policy,
    );
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
      pageClosed: (window) => this.evaluations.forget(window),
    });
    const { library, windows, packets, openings } = this;
    library.onChange(() => {
      for (const window of windows.all) window.send('books', { books: library.books.map(summaryOfBook) });
    });

    this.consequences = new ConsequencesThread(log);
    this.evaluations = new Evaluations({
      library,
      thread: new Evaluator(log),
      today,
      log,
      before: (window, plan) => window.takeBasis(library.basis(plan)),
    });
    const { evaluations } = this;

    this.recent = new RecentFiles(inUserData('recent.json'), keep, { broken: note });
    this.#recovery = new RecoveryStore(inUserData('recovery'));
    const documents = {
      saves: new SaveQueue((file, text, options) => pending.run(file, () => saveAtomically(file, text, options))),
      recovery: this.#recovery,
      backups: new Backups(inUserData('backups'), keep),
      version: PIPEDRAFT_VERSION,
      now: () => new Date(),
      log,
    };
    const shared = { windows, grants: this.#grants, remember: (path: string) => this.#remember(path) };
    const comparing = new CompareThread({ log });
    this.merger = new PlanMerger({ library, thread: comparing });
    this.opener = new PlanOpener({ ...shared, documents, openings, merger: this.merger, recovery: this.#recovery, log, note });
    this.saver = new PlanSaver({ ...shared, opener: this.opener, pending, saved: (window) => void this.comparisons.saw(window) });
    this.states = new PlanStates({ library, thread: comparing });
    this.checkpoints = new Checkpoints({ library, thread: comparing });
    this.comparisons = new Comparisons({
      library,
      thread: comparing,
      seen: new SeenPlans(inUserData('seen'), keep),
      pending,
      log,
    });
    const { recent, opener, comparisons } = this;
    this.#planList = new PlanList(inUserData('known-plans.json'), keep);
    this.knownPlans = new KnownPlans({ list: this.#planList, recent, library, thread: comparing, opener, comparisons, windows });
    this.exporter = new PlanExporter({ windows, library, evaluations, pending });
    this.organisation = new PacketOrganisation(library);
    const { organisation } = this;
    this.pictures = new PlanPictures({ windows, library, pending, packets, organisation, begin: () => pictureThread(log) });
    this.repository = new RepositoryExport({
      library,
      evaluations,
      pending,
      folders: new ExportFolders(inUserData('export-folders.json'), keep),
      thread: new BasisThread('export-worker.js', log),
      log,
    });
    this.checkIn = new CheckIn({ repository: this.repository, pictures: this.pictures, library, evaluations, pending });
    this.printer = new PlanPrinter({ windows, library, pending, packets, organisation, states: this.states, comparisons, log });
    this.reports = new ProblemReports({ windows, pending, policy });
    this.menu = new AppMenu({ windows, recent: this.recent, openRecent: (file, near) => void this.opener.named(file, near), log, note });
    this.#closing = closeWindows({ windows, saver: this.saver, pending, packets, log });
    this.handlers = handlersOf(this);
  }

  /**
   * Opens the first windows: the plans of the last session and their unsaved work, the named files, or an empty one. An unreadable file does not
   * prevent that; one message lists all problems.
   * @param named files, and errors for arguments that are not files
   */
  async start(named: readonly (string | UserError)[]): Promise<void> {
    for (const error of await this.library.load()) this.#note(error); // before a window asks what its plan costs
    const { entries, broken } = await this.#recovery.list().catch((error: unknown) => ({ entries: [], broken: [{ error }] }));
    for (const { error } of broken) this.#note(error);
    const files = await Promise.all(named.map((one) => (one instanceof UserError ? one : this.#grants.grant(one).catch(() => one))));
    await this.opener.lastPlans(await this.#openPlans.read(this.#note), entries);
    for (const file of files) await this.opener.named(file, this.windows.front);
    if (!this.windows.front) await this.windows.open();
    powerMonitor.on('suspend', () => void this.flush());
    powerMonitor.on('shutdown', () => void this.flush());
    powerMonitor.on('resume', () => this.windows.checkFiles());
    await this.menu.rebuild();
    const message = oneMessage(this.#notes.splice(0));
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

  /** Removes temporary files of killed saves, one folder after the other: a drive that does not answer delays no other work. */
  async #tidy(): Promise<void> {
    const recent = await this.recent.list();
    const own = ['', 'recovery', 'backups', 'price-books', 'packs', 'seen'].map((name) => join(this.userData, name));
    const folders = [...this.windows.all.map(({ document }) => document?.file.folder), ...recent.map(({ path }) => dirname(path)), ...own];
    for (const folder of new Set(folders)) if (typeof folder === 'string') await cleanLeftovers(folder, new Date());
  }

  async #remember(path: string): Promise<void> {
    await this.recent.add(path, new Date()).catch(this.log);
    await this.#planList.addFile(path).catch(this.log);
    app.addRecentDocument(path);
    await this.menu.rebuild();
  }

  /** Keeps an error of the start, to show when the start is done. */
  readonly #note = (error: unknown): void => {
    this.log(error);
    this.#notes.push(
      error instanceof UserError
        ? error
        : because(error, 'Something that Pipedraft keeps could not be read.', 'See logs/errors.log in its folder.'),
    );
  };
}
