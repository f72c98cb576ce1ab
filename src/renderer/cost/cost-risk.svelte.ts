import { createContext } from 'svelte';
import type { CostRisk } from '#engine/score';
import type { Output } from '#ipc';

/** Dependencies; tests pass fakes. */
export interface RiskSource {
  ask(input: { readonly revision: number }): Promise<Output<'costRisk'>>;
  fail(error: unknown): void;
}

/** The uncertainty of the cost. It takes longer to compute than the cost, so it is requested only while it is shown, once a revision. */
export class CostRisks {
  #known = $state.raw<CostRisk>();
  #asked: number | undefined;

  constructor(private readonly source: RiskSource) {}

  /** The latest answer; it may belong to an earlier revision while the next one is on its way. */
  get latest(): CostRisk | undefined {
    return this.#known;
  }

  /** Requests the answer for a revision, once. */
  async want(revision: number): Promise<void> {
    if (this.#asked === revision) return;
    this.#asked = revision;
    try {
      const risk = await this.source.ask({ revision });
      if (this.#asked !== revision) return;
      // `null`: the plan has changed, and its next evaluation asks again
      if (risk) this.#known = risk;
      else this.#asked = undefined;
    } catch (error) {
      this.source.fail(error);
    }
  }
}

export const [getCostRisks, setCostRisks] = createContext<CostRisks>();
