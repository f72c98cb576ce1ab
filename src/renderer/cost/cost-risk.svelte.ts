import { createContext } from 'svelte';
import type { CostRisk } from '#engine/score';
import type { Output } from '#ipc';

/** How it is asked for; tests put their own in. */
export interface RiskSource {
  ask(input: { readonly revision: number }): Promise<Output<'costRisk'>>;
  fail(error: unknown): void;
}

/** How sure the cost is. It takes longer than the cost, so it is asked for only while somebody looks at it, once a revision. */
export class CostRisks {
  #known = $state.raw<CostRisk>();
  #asked: number | undefined;

  constructor(private readonly source: RiskSource) {}

  /** The last answer; it may be of an earlier revision while the next one is on its way. */
  get latest(): CostRisk | undefined {
    return this.#known;
  }

  /** Asks for a revision's, unless that was done. */
  async want(revision: number): Promise<void> {
    if (this.#asked === revision) return;
    this.#asked = revision;
    try {
      const risk = await this.source.ask({ revision });
      if (this.#asked !== revision) return;
      // `null`: the plan went on, and its next answer asks again
      if (risk) this.#known = risk;
      else this.#asked = undefined;
    } catch (error) {
      this.source.fail(error);
    }
  }
}

export const [getCostRisks, setCostRisks] = createContext<CostRisks>();
