import { createContext } from 'svelte';
import { applyEdits, changeBetween, emptyPlan, isEmptyChange, samePlan, type Plan, type PlanEdit } from '#engine/plan';
import { outgrown } from './outgrown';
import { applyEvaluationChange } from '#evaluation-change';
import type { Answer, AnswerTold, FileState, OpenedPlan } from '#ipc';
import { noHistory, planAt, withStep, withStepContinued, withoutEmptyStep, type History } from './history';

/** How the editor reaches the main process; tests put their own in. */
export interface Judge {
  evaluate(input: {
    readonly revision: number;
    readonly base: number | 'opened' | null;
    readonly change: ReturnType<typeof changeBetween>;
  }): Promise<AnswerTold | 'send-all'>;
  /** Runs something once what is going on now is done, before the window is drawn. */
  soon(work: () => void): void;
}

/** The open plan, its undo history and the latest answer about it. Only an edit changes the plan. */
export class PlanEditor {
  #history = $state.raw<History>(noHistory);
  #plan = $state.raw<Plan>(emptyPlan('Untitled plan'));
  #file = $state.raw<FileState>({ id: '', name: null, folder: null, format: 'yaml', dirty: false });
  #answer = $state.raw<Answer | undefined>(undefined);
  #revision = $state(0);
  #merge: string | undefined;
  #mergedAt = 0;
  #opened = false;

  /** What the main process has: its revision and the plan of it. */
  #sent: { readonly revision: number | 'opened'; readonly plan: Plan } | undefined;
  #sending: Promise<void> | undefined;
  #scheduled = false;

  /** The plan with a place for every node: what has none in the file is drawn where tidying would put it. */
  readonly placed: Plan = $derived.by(() => this.place(this.#plan));

  constructor(
    readonly judge: Judge,
    /** Finds a place for the nodes that have none. */
    readonly place: (plan: Plan) => Plan,
    readonly fail: (error: unknown) => void,
    readonly now: () => number = () => Date.now(),
  ) {}

  get plan(): Plan {
    return this.#plan;
  }

  get file(): FileState {
    return this.#file;
  }

  /** The latest answer; it may be of an earlier revision while the next one is on its way. */
  get answer(): Answer | undefined {
    return this.#answer;
  }

  get revision(): number {
    return this.#revision;
  }

  /** Whether the answer is about the plan as it is now. */
  get settled(): boolean {
    return this.#answer?.revision === this.#revision;
  }

  get history(): History {
    return this.#history;
  }

  get undoLabel(): string | undefined {
    return this.#history.steps[this.#history.at - 1]?.label;
  }

  get redoLabel(): string | undefined {
    return this.#history.steps[this.#history.at]?.label;
  }

  /**
   * Takes over a plan that was opened.
   * @param kept what was done to it before; one that is open here already keeps its history, and having been read anew is a step of it
   */
  open({ plan, file }: OpenedPlan, kept: History = noHistory): void {
    if (!this.#opened || file.id !== this.#file.id) this.#history = kept;
    else if (!samePlan(this.#plan, plan))
      this.#history = withStep(this.#history, { label: 'Go back to the saved file', time: this.now(), before: this.#plan, after: plan });
    this.#merge = undefined;
    this.#file = file;
    this.#answer = undefined;
    this.#sent = { revision: 'opened', plan };
    this.#opened = true;
    this.#change(plan);
  }

  setFile(file: FileState): void {
    this.#file = file;
  }

  /**
   * Does something to the plan, as one step of the history.
   * @param label what is done, as a command: "Rename"
   * @param merge edits with the same key that follow each other within a second become one step, as when typing; those of one gesture do,
   *   however long it takes, and a gesture that came to nothing is no step
   * @returns whether anything changed
   */
  edit(label: string, edits: readonly PlanEdit[], merge?: string | { readonly gesture: string }): boolean {
    // once somebody arranges the drawing, what was placed for them stays where they see it
    const arranging =
      edits.some(({ type }) => type === 'move-nodes' || type === 'add-node' || type === 'pin-nodes') &&
      Object.keys(this.#plan.nodes).some((id) => !this.#plan.layout[id]);
    const before = arranging ? { ...this.#plan, layout: this.placed.layout } : this.#plan;
    const after = applyEdits(before, edits);
    if (after === before) return false;
    if (after === this.#plan || isEmptyChange(changeBetween(this.#plan, after))) return false;
    const excess = outgrown(this.#plan, after);
    if (excess) {
      this.fail(excess);
      return false;
    }
    const was = this.#plan;
    const time = this.now();
    const [key, limit] = typeof merge === 'object' ? [`gesture ${merge.gesture}`, Infinity] : [merge, 1000];
    const merges = key !== undefined && key === this.#merge && time - this.#mergedAt < limit;
    this.#change(after);
    const history = merges ? withStepContinued(this.#history, after) : withStep(this.#history, { label, time, before: was, after });
    this.#history = limit === Infinity ? withoutEmptyStep(history) : history;
    this.#merge = this.#history === history ? key : undefined; // what came to nothing is not gone on with
    this.#mergedAt = time;
    return true;
  }

  /** What is done next is another step. */
  endGesture(): void {
    this.#merge = undefined;
  }

  /** Takes the last step back. @returns what it was, or `undefined` when there is none */
  undo(): string | undefined {
    const label = this.undoLabel;
    return this.goTo(this.#history.at - 1) ? label : undefined;
  }

  /** Does the last step that was taken back again. */
  redo(): string | undefined {
    const label = this.redoLabel;
    return this.goTo(this.#history.at + 1) ? label : undefined;
  }

  /**
   * Undoes or redoes until so many steps of the history hold.
   * @returns whether anything changed
   */
  goTo(at: number): boolean {
    const plan = planAt(this.#history, at);
    if (!plan || at === this.#history.at) return false;
    this.#change(plan);
    this.#history = { ...this.#history, at };
    this.#merge = undefined;
    return true;
  }

  /** Has the plan judged again: what it is judged with has changed. */
  judgeAgain(): void {
    if (this.#opened) this.#change(this.#plan);
  }

  #change(plan: Plan): void {
    // asked for first: the plan is on its way while the window works out what to draw of it
    if (!this.#scheduled) {
      this.#scheduled = true;
      this.judge.soon(() => {
        this.#scheduled = false;
        void this.flush();
      });
    }
    this.#plan = plan;
    this.#revision += 1;
  }

  /**
   * Sends what changed at once, not with the next frame.
   * @returns when the main process has the plan as it is now
   */
  async flush(): Promise<void> {
    if (!this.#opened) return; // the main process has no plan that this could be of
    this.#sending ??= this.#send().finally(() => (this.#sending = undefined));
    await this.#sending;
  }

  /** Sends what changed since the last time; one call is on its way at most, and the newest plan follows it. */
  async #send(): Promise<void> {
    try {
      while (this.#sent?.plan !== this.#plan || this.#sent.revision !== this.#revision) {
        const plan = this.#plan;
        const revision = this.#revision;
        const base = this.#sent;
        const answer = await this.judge.evaluate({
          revision,
          base: base?.revision ?? null,
          change: changeBetween(base?.plan ?? emptyPlan(''), plan),
        });
        if (answer === 'send-all') {
          this.#sent = undefined;
          continue;
        }
        // something else was opened meanwhile: what was said is of a plan the user no longer sees
        if (this.#sent !== base) continue;
        const { evaluation } = answer;
        const known = this.#answer?.revision === base?.revision ? this.#answer : undefined;
        if ('change' in evaluation && !known) {
          this.#sent = undefined; // it is about an answer that is not here: all has to be told
          continue;
        }
        this.#sent = { revision, plan };
        const said = 'change' in evaluation ? known && applyEvaluationChange(known, evaluation.change) : evaluation;
        this.#answer = said && { revision, ...said };
        if (this.#file.dirty !== answer.dirty) this.#file = { ...this.#file, dirty: answer.dirty };
      }
    } catch (error) {
      this.#sent = undefined;
      this.fail(error);
    }
  }
}

export const [getPlanEditor, setPlanEditor] = createContext<PlanEditor>();
