import { counted } from '#engine/format';
import type { CompareAnswer, ComparedWith, Comparison, Input, PlanCommits, ShownChange, TakenSide } from '#ipc';
import { sentenceOf } from './words';

export interface ComparingParts {
  /** What to compare with at first; `null` for what is usual. */
  readonly first: ComparedWith | null;
  readonly compare: (input: Input<'compare'>) => Promise<CompareAnswer>;
  readonly commits: () => Promise<PlanCommits>;
  readonly take: (input: Input<'takeSide'>) => Promise<TakenSide>;
  /** Ends a merge whose conflicts are all decided. */
  readonly endMerge: () => Promise<void>;
  /** Makes a change of the plan, as one step of its history. */
  readonly edit: (label: string, taken: Extract<TakenSide, { change: unknown }>) => Promise<void>;
  readonly isDark: () => boolean;
  /** True to draw each plan by itself as well. */
  readonly isSideBySide: () => boolean;
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
  /** The changes of which the side of this plan was chosen, by `markOf`. */
  #kept = $state.raw<ReadonlySet<string>>(new Set());
  #refused = $state.raw<Refused | undefined>(undefined);
  /** Counts what was asked: a late answer to an earlier question is dropped. */
  #asked = 0;
  /** The other plan that was asked for last, also while the answer is on its way. */
  #wanted: ComparedWith | null;

  constructor(private readonly parts: ComparingParts) {
    this.#wanted = parts.first;
  }

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

  /** The sides of a merge whose conflicts are shown to be decided; `undefined` if it is a comparison. */
  readonly merge: { readonly current: string; readonly incoming: string } | undefined = $derived.by(() =>
    this.#answer?.with.kind === 'incoming' ? (this.#answer.choices.merge ?? undefined) : undefined,
  );

  /** The changes of a merge that are not decided yet, by their indices. */
  readonly undecided: readonly number[] = $derived.by(() =>
    [...this.changes.keys()].filter((index) => this.changes[index] && !this.#kept.has(markOf(this.changes[index]))),
  );

  get open(): number {
    return this.undecided.length;
  }

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
  async load(other: ComparedWith | null = this.#wanted): Promise<void> {
    const number = (this.#asked += 1);
    this.#wanted = other;
    this.#isBusy = true;
    this.#refused = undefined;
    try {
      const { isDark, isSideBySide } = this.parts;
      const answer = await this.parts.compare({ other, ignoreMoved: this.#ignoreMoved, isDark: isDark(), isSideBySide: isSideBySide() });
      if (number !== this.#asked) return;
      const isSame = JSON.stringify(answer.with) === JSON.stringify(this.#answer?.with);
      this.#answer = answer;
      this.#wanted = answer.with;
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

  /** True if the side of this plan was chosen for a change. */
  isKept(change: ShownChange): boolean {
    return this.#kept.has(markOf(change));
  }

  /** Chooses the side of this plan for changes, and goes to the next one that is not decided. */
  keep(indices: readonly number[]): void {
    this.#kept = new Set([...this.#kept, ...indices.flatMap((index) => this.changes[index] ?? []).map(markOf)]);
    this.#refused = undefined;
    this.#goToOpen(this.#at);
    this.#said = `Kept. ${this.#left()}`;
  }

  /** Ends the merge, if everything is decided. @returns false if something is not, to which it goes */
  async finish(): Promise<boolean> {
    if (this.open > 0) {
      this.#goToOpen(this.#at);
      this.#said = this.#left();
      return false;
    }
    try {
      await this.parts.endMerge();
      return true;
    } catch (error) {
      this.parts.fail(error);
      return false;
    }
  }

  #goToOpen(from: number): void {
    const { changes } = this;
    const order = [...changes.keys()].map((index) => (Math.max(from, 0) + index) % changes.length);
    const next = order.find((index) => changes[index] && !this.isKept(changes[index]));
    if (next !== undefined) this.#at = next;
  }

  #left(): string {
    if (this.open > 0) return `${counted(this.open, 'conflict')} left.`;
    return 'Every conflict is decided.';
  }

  /**
   * Takes the other side of changes: one step of the history. Then the plans are compared again.
   * @param keys of a single change, by their indices, if not all of it is taken
   */
  async take(indices: readonly number[], keys?: readonly number[]): Promise<void> {
    const { comparison, answer } = this;
    if (!comparison || !answer || this.#isBusy) return;
    this.#isBusy = true;
    try {
      const taken = await this.parts.take({ comparison: comparison.id, changes: indices, ...(keys ? { keys } : {}) });
      if ('problem' in taken) {
        this.#refused = taken;
        return;
      }
      const [first] = indices;
      const title =
        indices.length === 1 && first !== undefined ? `“${comparison.changes[first]?.title ?? ''}”` : `${indices.length} changes`;
      await this.parts.edit(`Take ${title} from ${answer.name}`, taken);
      await this.load();
      if (this.merge) {
        this.#goToOpen(this.#at);
        this.#said = `Taken. ${this.#left()}`;
      } else this.#said = `Taken. ${this.changes.length === 0 ? 'No change is left.' : `${this.changes.length} left.`}`;
    } catch (error) {
      this.parts.fail(error);
    } finally {
      this.#isBusy = false;
    }
  }
}

/** Tells changes of one comparison from those of the next. One that changed in other keys is another. */
function markOf({ part, kind, id, keys }: ShownChange): string {
  return JSON.stringify([part, kind, id, keys]);
}
