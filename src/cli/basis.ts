import { UserError } from '#engine/errors';
import type { PriceBook } from '#engine/catalog';
import { applyPacks, type Basis } from '#engine/packs';
import { emptyPlan, type Plan } from '#engine/plan';
import { rules } from '#engine/validate';
import { catalog, scoring } from '#resources';
import type { Terminal, Values } from './command';
import { iconNames, packOption, readPacks, tellFaults } from './packs';
import { booksFor, pricesOption } from './prices';

/** The options of every command that judges plans with prices and packs. */
export const basisOptions = { prices: pricesOption, pack: packOption } as const;

/**
 * What each plan is judged with: what ships, with the prices and packs that the command line names. What is wrong with a pack is told, and
 * the rest of it counts.
 * @throws UserError when a pack or file of prices cannot be used at all
 */
export async function readBasis(options: Values, today: string, terminal: Pick<Terminal, 'talk'>): Promise<(plan: Plan) => Basis> {
  const packs = await readPacks(options.list('pack'));
  const bookOf = await booksFor(options.text('prices'), today, terminal);
  const known = new Map<PriceBook, ReturnType<typeof applyPacks>>();
  const on = (book: PriceBook) => {
    let applied = known.get(book);
    if (!applied) known.set(book, (applied = applyPacks({ catalog, book, scoring, rules, packs: [] }, packs, iconNames)));
    return applied;
  };
  const { reports } = on(bookOf(emptyPlan('')));
  tellFaults(packs, reports, terminal);
  const unusable = reports.findIndex(({ pack }) => !pack);
  if (unusable >= 0)
    throw new UserError(
      `"${packs[unusable]?.folder ?? ''}" cannot be used as a pack.`,
      'Mend what is said above, or leave the folder out.',
    );
  return (plan) => on(bookOf(plan)).basis;
}
