import type { Severity } from '#engine/validate';
import { readBasis, type JudgedWith } from './basis';
import type { OptionValues, Terminal } from './command';
import type { Configured } from './configured';
import { limitsOf, type Limits } from './limits';
import type { PackFault } from './packs';

/** How one plan is checked. */
export interface Setup {
  readonly options: OptionValues;
  readonly failOn: Severity | 'never';
  readonly limits: Limits;
  readonly basis: JudgedWith;
}

/** How each plan of a command line is checked. Packs and prices are read once for all plans of a configuration file. */
export class Setups {
  readonly #bases = new Map<string, JudgedWith>();

  constructor(
    private readonly configured: Configured,
    private readonly today: string,
    private readonly terminal: Pick<Terminal, 'talk' | 'note'>,
  ) {}

  /**
   * @param plan its file
   * @throws UserError when its configuration file or its file of prices cannot be used
   */
  async for(plan: string): Promise<Setup> {
    const { options, file } = await this.configured.for(plan);
    const key = file?.file ?? '';
    let basis = this.#bases.get(key);
    if (!basis) this.#bases.set(key, (basis = await readBasis(options, this.today, this.terminal)));
    return { options, failOn: options.choice<Severity | 'never'>('fail-on', 'error'), limits: limitsOf(options), basis };
  }

  /** Faults of all packs that were read, each once. */
  get faults(): readonly PackFault[] {
    const known = new Map<string, PackFault>();
    for (const { faults } of this.#bases.values()) for (const fault of faults) known.set(JSON.stringify(fault), fault);
    return [...known.values()];
  }

  /** True if a pack or price file counts only in part and that is not allowed. */
  get isBroken(): boolean {
    return [...this.#bases.values()].some(({ isBroken }) => isBroken);
  }
}
