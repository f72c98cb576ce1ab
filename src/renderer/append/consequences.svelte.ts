import type { Consequence, Proposal } from '#engine/evaluate';
import type { Input, Output } from '#ipc';

/** Source of consequences; tests pass a fake. */
export interface ConsequenceSource {
  /** Revision of the current plan. */
  revision(): number;
  ask(input: Input<'consequences'>): Promise<Output<'consequences'>>;
  /** Waits until the current plan has been evaluated. */
  settle(): Promise<void>;
  fail(error: unknown): void;
}

/** Number of proposals in one call: a user who moves on waits for this many at most. */
const atOnce = 6;

/**
 * Consequences of proposed changes to the plan, by their keys. They are computed outside the window, a few at a time and in the order of
 * the requests. A new request cancels the rest of the previous one.
 */
export class ConsequencePreviews {
  #known = $state.raw<ReadonlyMap<string, Consequence>>(new Map());
  #revision: number | undefined;
  #asked = 0;

  constructor(private readonly source: ConsequenceSource) {}

  of(key: string): Consequence | undefined {
    return this.#known.get(key);
  }

  /**
   * @param proposals by their keys, each made just before its request: making one takes a while in a large plan
   * @returns true if all are known; `false` if there was another request meanwhile
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
        if (!answers || revision !== this.#revision) return false; // the plan has changed
        this.#known = new Map([...this.#known, ...some.flatMap(([key], index) => pair(key, answers[index]))]);
      }
      return ticket === this.#asked;
    } catch (error) {
      this.source.fail(error);
      return false;
    }
  }

  /** Cancels all requests. */
  stop(): void {
    this.#asked += 1;
  }
}

function pair(key: string, consequence: Consequence | undefined): (readonly [string, Consequence])[] {
  return consequence ? [[key, consequence]] : [];
}
