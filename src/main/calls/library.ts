import { dialog } from 'electron';
import { readPackFolder, type ReadFolder } from '#disk';
import type { PriceImport } from '#engine/catalog';
import { UserError } from '#engine/errors';
import { agreeing, list } from '#engine/format';
import { logoPathOf, packLimits } from '#engine/packs';
import type { Input, LibraryCalls, PackPreview, PackSummary, PriceReport } from '#ipc';
import { today } from '../evaluation/today';
import { makeLogo } from '#paper';
import type { KnownBook, Library } from '../library/library';
import type { LoadedPack } from '../library/pack-files';
import { importFile, readPricesFile, reportOf, type PricesFile } from '../library/prices-file';
import { projectOf, projectPricesFile, readProjectPack, type FoundPack } from '../library/project';
import { summaryOfBook, summaryOfPack } from '../library/summaries';
import { painterProcess } from '../output/painter-process';
import { confirm } from '../windows/confirm';
import type { PlanWindow } from '../windows/plan-window';
import type { HandlersOf, Parts } from './parts';

const pricesFilters = [
  { name: 'Prices', extensions: ['json', 'csv'] },
  { name: 'All files', extensions: ['*'] },
];

/** Answers the calls about price books and packs: windows view, add and remove them, and are asked before a removal. */
export function libraryHandlers({ windows, library, evaluations, policy }: Parts): HandlersOf<LibraryCalls> {
  const packs = (): PackSummary[] => library.packs.map(summaryOfPack);
  const readPrices = async (window: PlanWindow, file: string): Promise<PriceReport> => {
    window.prices = undefined;
    const read = await readPricesFile(file);
    const report = reportOf(importedBy(library, read, today()), read.name, library.newest.file);
    window.prices = read;
    return report;
  };
  const previewOf = async (window: PlanWindow, read: () => Promise<FoundPack>): Promise<PackPreview> => {
    window.pack = undefined;
    const { from, ...found } = await read();
    const pack = { ...(await withLogo(found)), from, on: today() };
    const report = library.preview(pack, library.preview(pack, undefined).pack?.id);
    const there = library.packs.find((one) => one.pack.id === report.pack?.id);
    window.pack = report.pack ? pack : undefined;
    return { from: pack.from, report, replaces: there?.report.pack?.version ?? null };
  };
  return {
    comparePrices: ({ revision, book, region }, from) => evaluations.comparePrices(windows.of(from), revision, book, region ?? undefined),
    choosePrices: async (_, from) => {
      library.refusePrices();
      const window = windows.of(from);
      const { canceled, filePaths } = await dialog.showOpenDialog(window.browser, {
        title: 'Load prices',
        properties: ['openFile'],
        filters: pricesFilters,
      });
      const [file] = filePaths;
      return canceled || file === undefined ? null : readPrices(window, file);
    },
    chooseProjectPrices: async (_, from) => {
      library.refusePrices();
      const window = windows.of(from);
      return readPrices(window, await projectPricesFile(fileOf(window)));
    },
    pricesAsOf: ({ asOf }, from) => {
      const file = chosenPrices(windows.of(from));
      return reportOf(importedBy(library, file, asOf), file.name, library.newest.file);
    },
    addPrices: async (said, from) => {
      const window = windows.of(from);
      const file = chosenPrices(window);
      const { book } = importedBy(library, file, said.asOf);
      const { id, title } = nameOfBook(said);
      await library.add({ book: { ...book, id, title }, from: file.name, on: today() });
      window.prices = undefined;
      return summaryOfBook(library.book(id) as KnownBook); // it was just added
    },
    forgetPrices: (_, from) => {
      windows.of(from).prices = undefined;
    },
    removePrices: async ({ book }, from) => {
      const known = library.book(book);
      if (!known) return true;
      const plans = windows.all.flatMap(({ document }) => (document?.plan.context.priceBook === book ? [document.plan.name] : []));
      if (known.loaded && !(await askToRemovePrices(windows.of(from), known, plans, library.newest.title))) return false;
      await library.remove(book);
      return true;
    },
    packs,
    permitted: () => ({ packs: policy.packs, prices: policy.prices }),
    choosePack: async ({ again }, from) => {
      library.refusePacks();
      const window = windows.of(from);
      const folder = again === null ? await askForFolder(window) : library.packs.find(({ pack }) => pack.id === again)?.pack.from;
      if (folder === undefined) return null;
      return previewOf(window, async () => ({ ...(await readPackFolder(folder, packLimits, logoPathOf)), from: folder }));
    },
    project: (_, from) => {
      const path = windows.of(from).document?.path;
      return path === undefined ? null : projectOf(path, library);
    },
    chooseProjectPack: ({ at }, from) => {
      library.refusePacks();
      const window = windows.of(from);
      return previewOf(window, () => readProjectPack(fileOf(window), at));
    },
    addPack: async (_, from) => {
      const window = windows.of(from);
      const { pack } = window;
      const id = pack && library.preview(pack, undefined).pack?.id;
      if (!pack || id === undefined) throw new UserError('The pack to add is gone.', 'Load its folder again.');
      await library.addPack({ ...pack, id });
      window.pack = undefined;
      return packs();
    },
    forgetPack: (_, from) => {
      windows.of(from).pack = undefined;
    },
    removePack: async ({ pack }, from) => {
      const known = library.packs.find((one) => one.pack.id === pack);
      if (known && !(await askToRemovePack(windows.of(from), known.report.pack?.name ?? pack))) return null;
      if (known) await library.removePack(pack);
      return packs();
    },
  };
}

/** The file of the window's plan. @throws UserError if it has none */
function fileOf({ document }: PlanWindow): string {
  if (document?.path === undefined)
    throw new UserError('The plan has no file, so it belongs to no project.', 'Save it in the project first.');
  return document.path;
}

/** A pack with its logo made; what is wrong with the logo is a fault of the pack. */
async function withLogo({ picture, ...read }: ReadFolder): Promise<Pick<LoadedPack, 'files' | 'faults' | 'logo'>> {
  if (!picture) return read;
  try {
    return { ...read, logo: await makeLogo(picture, painterProcess) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const file = logoPathOf(read.files) ?? picture.name;
    return { ...read, faults: [...read.faults, { file, message: error.problem, fix: error.fix }] };
  }
}

/** The prices of a file on top of the newest book that ships. */
function importedBy(library: Library, file: PricesFile, asOf: string): PriceImport {
  return importFile(file, library.newest.file, asOf, new Set(library.books.map(({ book }) => book.id)));
}

function chosenPrices({ prices }: PlanWindow): PricesFile {
  if (!prices) throw new UserError('The prices to add are gone.', 'Load the file again.');
  return prices;
}

/** Name and id of a book as typed by the user. @throws UserError if they are invalid */
function nameOfBook({ id, title }: Input<'addPrices'>): { readonly id: string; readonly title: string } {
  if (title.trim() === '') throw new UserError('The prices have no name.', 'Enter the name that the list and the sheets show.');
  if (title.length > 120) throw new UserError('The name of the prices is too long.', 'Use 120 letters at most.');
  if (!/^[a-z0-9][a-z0-9.-]{0,63}$/.test(id))
    throw new UserError(`"${id}" cannot be an edition id.`, 'Use up to 64 small letters, digits, "-" and ".", such as "contoso-2026-11".');
  return { id, title: title.trim() };
}

async function askForFolder({ browser }: PlanWindow): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog(browser, { title: 'Load a pack', properties: ['openDirectory'] });
  return canceled ? undefined : filePaths[0];
}

/** @param plans names of the open plans that are costed with the prices @param newest title of the book that takes their place */
function askToRemovePrices(window: PlanWindow, { book }: KnownBook, plans: readonly string[], newest: string): Promise<boolean> {
  const named = list(plans.map((name) => `“${name}”`));
  const use =
    plans.length > 0
      ? `${named} ${agreeing(plans.length, 'is', 'are')} costed with these prices, and would be with “${newest}”.`
      : 'No open plan is costed with them. A plan that names them will be costed with the newest that ship, and say so.';
  return confirm(window.browser, {
    type: 'question',
    button: 'Remove',
    message: `Remove “${book.title}”?`,
    detail: `${use}\nThe file that they were loaded from stays where it is.`,
  });
}

function askToRemovePack(window: PlanWindow, name: string): Promise<boolean> {
  return confirm(window.browser, {
    type: 'question',
    button: 'Remove',
    message: `Remove the pack “${name}”?`,
    detail:
      'Its services, prices, rules and weights no longer count, in any plan. A plan that names the pack says so.\nThe folder that it was loaded from stays where it is.',
  });
}
