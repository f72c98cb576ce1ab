import { createContext } from 'svelte';
import type { Fix } from '#engine/validate';
import type { Input, Output } from '#ipc';

/** Source of the fixes; tests pass a fake. */
export interface FixSource {
  /** Revision of the shown findings; `undefined` before the first answer. */
  evaluated(): number | undefined;
  /** Revision of the current plan. */
  live(): number;
  ask(input: Input<'fixesOf'>): Promise<Output<'fixesOf'>>;
  /** Runs a callback before the next frame is drawn. */
  soon(work: () => void): void;
  /** Runs a callback after the time that a user needs to type another letter. */
  later(work: () => void): void;
  fail(error: unknown): void;
}

/** Most findings that one call may ask for. */
const mostKeys = 200;
/** Number of frames to wait for the evaluation before giving up: ten seconds. */
const mostFrames = 600;

const none: readonly Fix[] = [];

/**
 * The fixes of the shown findings. They cost more to compute than the findings, so only those on screen are requested: once per revision,
 * and in one call for each frame. Known fixes stay on screen, and are requested again when nobody has edited the plan for a while. A fix
 * that is applied comes from `now`.
 */
export class FindingFixes {
  /** Answers for one revision; those for the revision before it are shown until they come. */
  #known = $state.raw<{ readonly revision: number | undefined; readonly fixes: ReadonlyMap<string, readonly Fix[]> }>({
    revision: undefined,
    fixes: new Map(),
  });
  #before: ReadonlyMap<string, readonly Fix[]> = new Map();
  /** Keys that were already requested, for this revision. */
  #asked: { readonly revision: number | undefined; readonly keys: Set<string> } = { revision: undefined, keys: new Set() };
  #waiting: string[] = [];
  /** True if one of the waiting findings has no fixes to show yet. */
  #isUrgent = false;

  constructor(private readonly source: FixSource) {}

  /** The fixes of a finding. Requests them if they are not known, and returns those of the previous revision meanwhile. */
  of(key: string): readonly Fix[] {
    const known = this.#known;
    const revision = this.source.evaluated();
    const current = known.revision === revision ? known.fixes.get(key) : undefined;
    if (current) return current;
    const before = known.fixes.get(key) ?? this.#before.get(key);
    if (revision !== undefined) this.#want(key, revision, before !== undefined);
    return before ?? none;
  }

  /** The fixes of a finding in the current plan, none if it is gone; `undefined` if the plan is not evaluated in time. */
  async now(key: string): Promise<readonly Fix[] | undefined> {
    for (let frame = 0; frame < mostFrames; frame += 1) {
      const revision = this.source.live();
      const fixes = await this.source.ask({ revision, keys: [key] });
      if (fixes && revision === this.source.live()) return fixes[key] ?? none;
      await new Promise<void>((done) => this.source.soon(done));
    }
    return undefined;
  }

  #want(key: string, revision: number, isShown: boolean): void {
    if (this.#asked.revision !== revision) {
      this.#asked = { revision, keys: new Set() };
      this.#waiting = [];
      this.#isUrgent = false;
    }
    if (this.#asked.keys.has(key)) return;
    this.#asked.keys.add(key);
    const isFirstUrgent = !isShown && !this.#isUrgent;
    this.#isUrgent ||= !isShown;
    if (this.#waiting.push(key) > 1 && !isFirstUrgent) return;
    this.source.soon(() => {
      if (this.#isUrgent) void this.#send(revision);
      else this.source.later(() => void this.#send(revision));
    });
  }

  async #send(revision: number): Promise<void> {
    if (this.#asked.revision !== revision) return; // the plan has changed, and the findings on screen were requested again
    const keys = this.#waiting;
    this.#waiting = [];
    this.#isUrgent = false;
    try {
      for (let at = 0; at < keys.length; at += mostKeys) {
        const answer = await this.source.ask({ revision, keys: keys.slice(at, at + mostKeys) });
        // a later answer is on its way, and the findings on screen then ask again
        if (!answer || this.source.evaluated() !== revision) return;
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
