import type { PlanFigures } from '#ipc';

/** Figures of the plans on the start page. They are asked for one after the other, so that the page stays quick. */
export class Figures {
  #known = $state.raw<ReadonlyMap<string, PlanFigures | null>>(new Map());
  #isGone = false;

  constructor(private readonly ask: (id: string) => Promise<PlanFigures | null>) {}

  /** Figures of a plan; `null` if they cannot be given, `undefined` while they are not known yet. */
  of(id: string): PlanFigures | null | undefined {
    return this.#known.get(id);
  }

  /** Asks for the figures of some plans. @throws what a call throws */
  async want(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      if (this.#isGone) return;
      const figures = await this.ask(id);
      this.#known = new Map([...this.#known, [id, figures]]);
    }
  }

  /** The page is left. */
  stop(): void {
    this.#isGone = true;
  }
}
