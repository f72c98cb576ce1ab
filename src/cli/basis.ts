import type { PictureOnDisk } from '#disk';
import type { PriceBook } from '#engine/catalog';
import { counted } from '#engine/format';
import type { Basis, PackReport } from '#engine/packs';
import { emptyPlan, type Plan } from '#engine/plan';
import { rules } from '#engine/validate';
import { catalog, scoring } from '#resources';
import type { Terminal, OptionValues } from './command';
import { configOptions } from './configured';
import { faultsOf, iconNames, packOptions, readPacks, tellFaults, type FolderOfPack, type PackFault } from './packs';
import { booksFor, priceOptions } from './prices';

/** The options of every command that evaluates plans with prices and packs. */
export const basisOptions = { ...priceOptions, ...packOptions, ...configOptions } as const;

/** The basis for evaluating plans. */
export interface JudgedWith {
  basisOf(plan: Plan): Basis;
  /** Name and logo of the organisation that packs state; of several packs, the last with a name or a logo. */
  readonly organisation: { readonly name?: string | undefined; readonly picture?: PictureOnDisk | undefined };
  /** Faults of the packs. The part of a pack that has a fault is left out, the rest counts. */
  readonly faults: readonly PackFault[];
  /** True if a pack or price file counts only in part and the command line does not allow that; the exit code is then 2. */
  readonly isBroken: boolean;
}

/**
 * Reads the basis for evaluating each plan: the shipped data with the prices and packs that the command line names. Their faults are reported.
 * @throws UserError when the file of prices cannot be used at all
 */
export async function readBasis(options: OptionValues, today: string, terminal: Pick<Terminal, 'talk' | 'note'>): Promise<JudgedWith> {
  const packs = await readPacks(options.list('pack'));
  const usable = packs.filter(({ unreadable }) => !unreadable);
  const { bookOf, isPart } = await booksFor(options.text('prices'), today, terminal);
  const apply = await applierOf(usable);
  const known = new Map<PriceBook, Applied>();
  const on = (book: PriceBook) => {
    let applied = known.get(book);
    if (!applied) known.set(book, (applied = apply({ catalog, book, scoring, rules, packs: [] })));
    return applied;
  };
  const { reports } = on(bookOf(emptyPlan('')));
  const reportOf = (pack: FolderOfPack) => reports[usable.indexOf(pack)];
  const faults = packs.flatMap((pack) => {
    const report = reportOf(pack);
    return faultsOf([pack], report ? [report] : []);
  });
  tellFaults(faults, terminal);
  let isBroken = isPart && !options.flag('allow-partial-prices');
  for (const pack of packs) {
    const number = faults.filter(({ folder }) => folder === pack.folder).length;
    const info = reportOf(pack)?.pack;
    if (!info) {
      isBroken = true;
      terminal.talk(`"${pack.folder}" cannot be used as a pack. Fix the problems above, or leave the folder out.`);
    } else if (number > 0 && !options.flag('allow-broken-packs')) {
      isBroken = true;
      terminal.talk(
        `The pack "${info.name}" in "${pack.folder}" has ${counted(number, 'fault')}, so not all of it counts. Fix what is said above, or pass --allow-broken-packs to go on without it.`,
      );
    }
  }
  const organisation = {
    name: usable.flatMap((pack) => reportOf(pack)?.pack?.organisation?.name ?? []).at(-1),
    picture: usable.flatMap(({ picture }) => picture ?? []).at(-1),
  };
  return { basisOf: (plan) => on(bookOf(plan)).basis, organisation, faults, isBroken };
}

/** A basis with packs applied, and a report of each. */
interface Applied {
  readonly basis: Basis;
  readonly reports: readonly PackReport[];
}

/** Applies packs. Most command lines have none, and the schemas and expressions of packs take longer to load than a plan to evaluate. */
async function applierOf(packs: readonly FolderOfPack[]): Promise<(basis: Basis) => Applied> {
  if (packs.length === 0) return (basis) => ({ basis, reports: [] });
  const { applyPacks } = await import('#engine/packs');
  return (basis) => applyPacks(basis, packs, iconNames);
}
