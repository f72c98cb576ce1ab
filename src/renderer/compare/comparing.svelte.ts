import type { CompareAnswer, ComparedWith, Comparison, Input, PlanCommits, ShownChange, TakenSide } from '#ipc';
import { sentenceOf } from './words';

export interface ComparingParts {
  readonly compare: (input: Input<'compare'>) => Promise<CompareAnswer>;
  readonly commits: () => Promise<PlanCommits>;
  readonly take: (input: Input<'takeSide'>) => Promise<TakenSide>;
  /** Makes a change of the plan, as one step of its history. */
  readonly edit: (label: string, taken: Extract<TakenSide, { change: unknown }>) => Promise<void>;
  readonly isDark: () => boolean;
  /** Called with the error of a call. */
  readonly fail: (error: unknown) => void;
}

/** What keeps a change from being taken alone, and the changes to take together with it. */
export type Refused = Extract<TakenSide, { problem: string }>;

/** What the comparison shows: two plans, and the change that the user is at. */
export class Comparing {
  #answer = $state.raw<CompareAnswer | undefined>(undefined);
  #commits = $state.raw<PlanCommits | undefined>(undefined);
  #isBusy = $state(false);
  #ignoreMoved = $state(true);
  #at = $state(-1);
  #said = $state('');
  #refused = $state.raw<Refused | undefined>(undefined);
  /** Counts what was asked: a late answer to an earlier question is dropped. */
  #asked = 0;

  constructor(private readonly parts: ComparingParts) {}

  get answer(): CompareAnswer | undefined {
    return this.#answer;
  }

  readonly comparison: Comparison | undefined = $derived.by(() => {
    const result = this.#answer?.result;
    return result && 'changes' in result ? result : undefined;
  });

  /** The reason why there is nothing to compare. */
  readonly problem: { readonly problem: string; readonly fix: string } | undefined = $derived.by(() => {
    const result = this.#answer?.result;
    return result && 'problem' in result ? result : undefined;
  });

  get changes(): readonly ShownChange[] {
    return this.comparison?.changes ?? [];
  }

  /** The commits of the plan's file, once they have come. */
  get commits(): PlanCommits | undefined {
    return this.#commits;
  }

  get busy(): boolean {
    return this.#isBusy;
  }

  get ignoreMoved(): boolean {
    return this.#ignoreMoved;
  }

  /** Index of the change that the user is at; -1 before the first step. */
  get at(): number {
    return this.#at;
  }

  get current(): ShownChange | undefined {
    return this.changes[this.#at];
  }

  /** Words for a screen reader. */
  get said(): string {
    return this.#said;
  }

  get refused(): Refused | undefined {
    return this.#refused;
  }

  /** Compares again. @param other what with; the same as before if left out, `null` for what is usual */
  async load(other: ComparedWith | null = this.#answer?.with ?? null): Promise<void> {
    const number = (this.#asked += 1);
    this.#isBusy = true;
    this.#refused = undefined;
    try {
      const answer = await this.parts.compare({ other, ignoreMoved: this.#ignoreMoved, isDark: this.parts.isDark() });
      if (number !== this.#asked) return;
      const isSame = JSON.stringify(answer.with) === JSON.stringify(this.#answer?.with);
      this.#answer = answer;
      this.#at = isSame ? Math.min(this.#at, this.changes.length - 1) : -1;
    } catch (error) {
      if (number === this.#asked) this.parts.fail(error);
    } finally {
      if (number === this.#asked) this.#isBusy = false;
    }
  }

  /** Asks for the commits of the plan's file, once. */
  async loadCommits(): Promise<void> {
    if (this.#commits) return;
    try {
      this.#commits = await this.parts.commits();
    } catch (error) {
      this.parts.fail(error);
    }
  }

  ignore(moved: boolean): Promise<void> {
    this.#ignoreMoved = moved;
    return this.load();
  }

  /** Goes to a change. @param isSaid true to say it to a screen reader, which reads the list by itself */
  go(to: number, isSaid = false): void {
    const count = this.changes.length;
    if (count === 0) return;
    this.#at = Math.max(0, Math.min(to, count - 1));
    this.#refused = undefined;
    if (isSaid) this.#said = `${this.#at + 1} of ${count}: ${this.sentence(this.#at)}.`;
  }

  /** Goes to the next or the previous change, round the ends. */
  step(by: 1 | -1): void {
    const count = this.changes.length;
    if (count > 0) this.go(this.#at < 0 ? (by > 0 ? 0 : count - 1) : (this.#at + by + count) % count, true);
  }

  /** A change as a sentence. */
  sentence(index: number): string {
    const change = this.changes[index];
    return change ? sentenceOf(change) : '';
  }

  /** Takes the other side of changes: one step of the history. Then the plans are compared again. */
  async take(indices: readonly number[]): Promise<void> {
    const { comparison, answer } = this;
    if (!comparison || !answer || this.#isBusy) return;
    this.#isBusy = true;
    try {
      const taken = await this.parts.take({ comparison: comparison.id, changes: indices });
      if ('problem' in taken) {
        this.#refused = taken;
        return;
      }
      const [first] = indices;
      const title =
        indices.length === 1 && first !== undefined ? `“${comparison.changes[first]?.title ?? ''}”` : `${indices.length} changes`;
      await this.parts.edit(`Take ${title} from ${answer.name}`, taken);
      await this.load();
      this.#said = `Taken. ${this.changes.length === 0 ? 'No change is left.' : `${this.changes.length} left.`}`;
    } catch (error) {
      this.parts.fail(error);
    } finally {
      this.#isBusy = false;
    }
  }
}
