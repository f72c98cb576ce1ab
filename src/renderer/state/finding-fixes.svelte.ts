import { createContext } from 'svelte';
import type { Fix } from '#engine/validate';
import type { Input, Output } from '#ipc';

/** How fixes are asked for; tests put their own in. */
export interface FixSource {
  /** The revision that the shown findings are of; `undefined` before the first answer. */
  judged(): number | undefined;
  /** The revision of the plan as it is now. */
  live(): number;
  ask(input: Input<'fixesOf'>): Promise<Output<'fixesOf'>>;
  /** Runs something before the next frame is drawn. */
  soon(work: () => void): void;
  fail(error: unknown): void;
}

/** As many findings as one call may ask about. */
const mostKeys = 200;
/** Frames to wait for the plan to be judged before giving up: ten seconds. */
const mostFrames = 600;

const none: readonly Fix[] = [];

/**
 * The fixes of the findings that are shown. They cost more to work out than the findings, so only those are asked for that somebody looks at,
 * once a revision, and all that one frame shows in one call.
 */
export class FindingFixes {
  /** What was answered, of one revision; the one before is shown until then. */
  #known = $state.raw<{ readonly revision: number | undefined; readonly fixes: ReadonlyMap<string, readonly Fix[]> }>({
    revision: undefined,
    fixes: new Map(),
  });
  #before: ReadonlyMap<string, readonly Fix[]> = new Map();
  /** Asked for already, of this revision. */
  #asked: { readonly revision: number | undefined; readonly keys: Set<string> } = { revision: undefined, keys: new Set() };
  #waiting: string[] = [];

  constructor(private readonly source: FixSource) {}

  /** The fixes of a finding. Asks for them when they are not known, and shows those of the revision before meanwhile. */
  of(key: string): readonly Fix[] {
    const known = this.#known;
    const revision = this.source.judged();
    const current = known.revision === revision ? known.fixes.get(key) : undefined;
    if (current) return current;
    if (revision !== undefined) this.#want(key, revision);
    return known.fixes.get(key) ?? this.#before.get(key) ?? none;
  }

  /** The fixes of a finding in the plan as it is now, none when it is gone. `undefined` when the plan is not judged in time. */
  async now(key: string): Promise<readonly Fix[] | undefined> {
    for (let frame = 0; frame < mostFrames; frame += 1) {
      const revision = this.source.live();
      const fixes = await this.source.ask({ revision, keys: [key] });
      if (fixes && revision === this.source.live()) return fixes[key] ?? none;
      await new Promise<void>((done) => this.source.soon(done));
    }
    return undefined;
  }

  #want(key: string, revision: number): void {
    if (this.#asked.revision !== revision) {
      this.#asked = { revision, keys: new Set() };
      this.#waiting = [];
    }
    if (this.#asked.keys.has(key)) return;
    this.#asked.keys.add(key);
    if (this.#waiting.push(key) === 1) this.source.soon(() => void this.#send(revision));
  }

  async #send(revision: number): Promise<void> {
    if (this.#asked.revision !== revision) return; // the plan went on, and what is still shown was asked for anew
    const keys = this.#waiting;
    this.#waiting = [];
    try {
      for (let at = 0; at < keys.length; at += mostKeys) {
        const answer = await this.source.ask({ revision, keys: keys.slice(at, at + mostKeys) });
        // a later answer is on its way, and what is shown then asks again
        if (!answer || this.source.judged() !== revision) return;
        this.#take(revision, answer);
      }
    } catch (error) {
      this.source.fail(error);
    }
  }

  #take(revision: number, answer: Readonly<Record<string, readonly Fix[]>>): void {
    const { revision: last, fixes } = this.#known;
    if (last !== revision) this.#before = fixes;
    this.#known = { revision, fixes: new Map([...(last === revision ? fixes : []), ...Object.entries(answer)]) };
  }
}

export const [getFindingFixes, setFindingFixes] = createContext<FindingFixes>();
