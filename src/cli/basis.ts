import { UserError } from '#engine/errors';
import type { Basis } from '#engine/packs';
import { rules } from '#engine/validate';
import { catalog, scoring } from '#resources';
import type { Terminal, Values } from './command';
import { applyPacks, packOption, readPacks, tellFaults } from './packs';
import { bookFor, pricesOption } from './prices';

/** The options of every command that judges plans with prices and packs. */
export const basisOptions = { prices: pricesOption, pack: packOption } as const;

/**
 * What plans are judged with: what ships, with the prices and packs that the command line names. What is wrong with a pack is told, and
 * the rest of it counts.
 * @throws UserError when a pack or file of prices cannot be used at all
 */
export async function readBasis(options: Values, today: string, terminal: Pick<Terminal, 'talk'>): Promise<Basis> {
  const packs = await readPacks(options.list('pack'));
  const book = await bookFor(options.text('prices'), today, terminal);
  const { basis, reports } = applyPacks({ catalog, book, scoring, rules, packs: [] }, packs);
  tellFaults(packs, reports, terminal);
  const unusable = reports.findIndex(({ pack }) => !pack);
  if (unusable >= 0)
    throw new UserError(
      `"${packs[unusable]?.folder ?? ''}" cannot be used as a pack.`,
      'Mend what is said above, or leave the folder out.',
    );
  return basis;
}
