import { dialog } from 'electron';
import { readPackFolder } from '#disk';
import type { PriceImport } from '#engine/catalog';
import { UserError } from '#engine/errors';
import { packLimits } from '#engine/packs';
import type { BookSummary, Input, PackPreview, PackSummary, PriceReport } from '#ipc';
import { todayHere } from './evaluation';
import type { KnownBook, Library } from './library/library';
import { importFile, readPricesFile, reportOf, type PricesFile } from './library/prices-file';
import type { PlanWindow } from './windows/plan-window';

const pricesFilters = [
  { name: 'Prices', extensions: ['json', 'csv'] },
  { name: 'All files', extensions: ['*'] },
];

/** What windows ask of the library: they look at prices and packs, add them and remove them, and are asked before something goes. */
export class LibraryDesk {
  /** @param windows those that are open */
  constructor(
    private readonly library: Library,
    private readonly windows: () => readonly PlanWindow[],
  ) {}

  // ---- prices ----

  /** The price books, as a window lists them. */
  books(): BookSummary[] {
    return this.library.books.map(summaryOf);
  }

  /** Asks for a file of prices, and looks at what it would give. Nothing is added yet. */
  async choosePrices(window: PlanWindow): Promise<PriceReport | null> {
    const { canceled, filePaths } = await dialog.showOpenDialog(window.browser, {
      title: 'Load prices',
      properties: ['openFile'],
      filters: pricesFilters,
    });
    const [file] = filePaths;
    if (canceled || file === undefined) return null;
    window.prices = undefined;
    const read = await readPricesFile(file);
    const report = reportOf(this.#imported(read, todayHere()), read.name, this.library.newest.file);
    window.prices = read;
    return report;
  }

  /** What a file of prices gives on top of the newest book that ships. */
  #imported(file: PricesFile, asOf: string): PriceImport {
    return importFile(file, this.library.newest.file, asOf, new Set(this.library.books.map(({ book }) => book.id)));
  }

  #chosenPrices({ prices }: PlanWindow): PricesFile {
    if (!prices) throw new UserError('There are no prices to add any more.', 'Load the file again.');
    return prices;
  }

  /** What the chosen file gives when its prices are of another day. */
  pricesAsOf(window: PlanWindow, asOf: string): PriceReport {
    const file = this.#chosenPrices(window);
    return reportOf(this.#imported(file, asOf), file.name, this.library.newest.file);
  }

  /** Adds the chosen file's prices under the name that the user gave them. */
  async addPrices(window: PlanWindow, said: Input<'addPrices'>): Promise<BookSummary> {
    const file = this.#chosenPrices(window);
    const { book } = this.#imported(file, said.asOf);
    const { id, title } = nameOfBook(said);
    await this.library.add({ book: { ...book, id, title }, from: file.name, on: todayHere() });
    window.prices = undefined;
    return summaryOf(this.library.book(id) as KnownBook); // it was just added
  }

  /** Removes prices that were loaded, after asking. @returns whether they are gone */
  async removePrices(window: PlanWindow, id: string): Promise<boolean> {
    const known = this.library.book(id);
    if (!known) return true;
    const plans = this.windows().flatMap(({ document }) => (document?.plan.context.priceBook === id ? [`“${document.plan.name}”`] : []));
    if (known.loaded) {
      const sure = await this.#mayRemove(
        window,
        `Remove “${known.book.title}”?`,
        `${
          plans.length > 0
            ? `${plans.join(', ')} ${plans.length === 1 ? 'is' : 'are'} costed with these prices, and would be with “${this.library.newest.title}”.`
            : 'No open plan is costed with them. A plan that names them will be costed with the newest that ship, and say so.'
        }\nThe file that they were loaded from stays where it is.`,
      );
      if (!sure) return false;
    }
    await this.library.remove(id);
    return true;
  }

  // ---- packs ----

  /** The packs, as a window lists them. */
  packs(): PackSummary[] {
    return this.library.packs.map(({ pack: { id, from, on }, report }) => ({ id, from, on, report }));
  }

  /** Asks for the folder of a pack, and looks at what it would do. Nothing is added yet. @param again id of a pack whose folder is read anew */
  async choosePack(window: PlanWindow, again: string | null): Promise<PackPreview | null> {
    const folder = again === null ? await this.#askForFolder(window) : this.library.packs.find(({ pack }) => pack.id === again)?.pack.from;
    if (folder === undefined) return null;
    window.pack = undefined;
    const pack = { ...(await readPackFolder(folder, packLimits)), from: folder, on: todayHere() };
    const report = this.library.preview(pack, this.library.preview(pack, undefined).pack?.id);
    const there = this.library.packs.find((one) => one.pack.id === report.pack?.id);
    window.pack = report.pack ? pack : undefined;
    return { from: folder, report, replaces: there?.report.pack?.version ?? null };
  }

  async #askForFolder({ browser }: PlanWindow): Promise<string | undefined> {
    const { canceled, filePaths } = await dialog.showOpenDialog(browser, { title: 'Load a pack', properties: ['openDirectory'] });
    return canceled ? undefined : filePaths[0];
  }

  /** Adds the chosen pack, in the place of one with its id. */
  async addPack(window: PlanWindow): Promise<PackSummary[]> {
    const { pack } = window;
    const id = pack && this.library.preview(pack, undefined).pack?.id;
    if (!pack || id === undefined) throw new UserError('There is no pack to add any more.', 'Load its folder again.');
    await this.library.addPack({ ...pack, id });
    window.pack = undefined;
    return this.packs();
  }

  /** Removes a pack, after asking. @returns the packs that are left, or `null` when the user changed their mind */
  async removePack(window: PlanWindow, id: string): Promise<PackSummary[] | null> {
    const known = this.library.packs.find(({ pack }) => pack.id === id);
    if (known) {
      const name = known.report.pack?.name ?? id;
      const sure = await this.#mayRemove(
        window,
        `Remove the pack “${name}”?`,
        'Its services, prices, rules and weights do not count any more, in any plan. A plan that names the pack says so.\nThe folder that it was loaded from stays where it is.',
      );
      if (!sure) return null;
      await this.library.removePack(id);
    }
    return this.packs();
  }

  async #mayRemove({ browser }: PlanWindow, message: string, detail: string): Promise<boolean> {
    const { response } = await dialog.showMessageBox(browser, {
      type: 'question',
      buttons: ['Remove', 'Cancel'],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
      message,
      detail,
    });
    return response === 0;
  }
}

function summaryOf({ book, loaded }: KnownBook): BookSummary {
  const { id, title, asOf, currency, file } = book;
  const regions = new Set(file.meters.flatMap((meter) => [meter.region, ...Object.keys(meter.regions ?? {})]));
  for (const everywhere of ['global', 'zone1']) regions.delete(everywhere);
  return { id, title, asOf, currency, meters: file.meters.length, regions: [...regions].sort(), loaded: loaded ?? null };
}
/** Name and id of a book as its user said them. @throws UserError when they cannot be that */
function nameOfBook({ id, title }: Input<'addPrices'>): { readonly id: string; readonly title: string } {
  if (title.trim() === '') throw new UserError('The prices have no name.', 'Say what they are called in the list and on paper.');
  if (title.length > 120) throw new UserError('The name of the prices is too long.', 'Use 120 letters at most.');
  if (!/^[a-z0-9][a-z0-9.-]{0,63}$/.test(id))
    throw new UserError(`"${id}" cannot be an edition id.`, 'Use up to 64 small letters, digits, "-" and ".", such as "contoso-2026-11".');
  return { id, title: title.trim() };
}
