import type { Consequence, Proposal } from '#engine/evaluate';
import type { Input, Output } from '#ipc';

/** How consequences are asked for; tests put their own in. */
export interface ForesightSource {
  /** The revision of the plan as it is now. */
  revision(): number;
  ask(input: Input<'consequences'>): Promise<Output<'consequences'>>;
  /** Waits until the plan as it is now has been judged. */
  settle(): Promise<void>;
  fail(error: unknown): void;
}

/** As many as one call asks about: who moves on waits for so many at most. */
const atOnce = 6;

/**
 * What some changes to the plan would come to, by their keys. They are worked out elsewhere, a few at a time and in the order asked for;
 * asking for others ends what is still to come.
 */
export class Foresight {
  #known = $state.raw<ReadonlyMap<string, Consequence>>(new Map());
  #revision: number | undefined;
  #asked = 0;

  constructor(private readonly source: ForesightSource) {}

  of(key: string): Consequence | undefined {
    return this.#known.get(key);
  }

  /**
   * @param proposals by their keys, each made when it is asked about: to make one takes a while in a large plan
   * @returns whether all are known; `false` when something else was asked for meanwhile
   */
  async look(proposals: readonly (readonly [key: string, make: () => Proposal])[]): Promise<boolean> {
    const ticket = (this.#asked += 1);
    try {
      await this.source.settle();
      const revision = this.source.revision();
      if (revision !== this.#revision) this.#known = new Map();
      this.#revision = revision;
      const waiting = proposals.filter(([key]) => !this.#known.has(key));
      for (let at = 0; at < waiting.length && ticket === this.#asked; at += atOnce) {
        const some = waiting.slice(at, at + atOnce);
        const answers = await this.source.ask({ revision, proposals: some.map(([, make]) => make()) });
        if (!answers || revision !== this.#revision) return false; // the plan is another by now
        this.#known = new Map([...this.#known, ...some.flatMap(([key], index) => pair(key, answers[index]))]);
      }
      return ticket === this.#asked;
    } catch (error) {
      this.source.fail(error);
      return false;
    }
  }

  /** Nobody wants to know any more. */
  stop(): void {
    this.#asked += 1;
  }
}

function pair(key: string, consequence: Consequence | undefined): (readonly [string, Consequence])[] {
  return consequence ? [[key, consequence]] : [];
}
