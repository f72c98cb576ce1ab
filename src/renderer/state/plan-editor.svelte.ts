import { createContext } from 'svelte';
import { applyEdits, changeBetween, emptyPlan, isEmptyChange, samePlan, type Plan, type PlanEdit } from '#engine/plan';
import { News } from './news.svelte';
import { outgrown } from './outgrown';
import { applyEvaluationChange } from '#engine/evaluate/change';
import type { Answer, AnswerTold, FileState, OpenedPlan, StepMark } from '#ipc';
import { noHistory, planAt, withStep, withStepContinued, withoutEmptyStep, type History } from './history';

/** How the editor reaches the main process; tests put their own in. */
export interface Judge {
  /** Hands a change over, to be written to the disk. Calls are answered in their order, also those of `evaluate`. */
  keep(input: {
    readonly revision: number;
    readonly base: number | 'opened' | null;
    readonly change: ReturnType<typeof changeBetween>;
    readonly step: StepMark | null;
  }): Promise<{ readonly dirty: boolean } | 'send-all'>;
  evaluate(input: { readonly revision: number; readonly known: number | null }): Promise<AnswerTold | null>;
  /** Runs something once what is going on now is done, before the window is drawn. */
  soon(work: () => void): void;
}

/** Edits of one gesture are one step. */
export interface Gesture {
  readonly gesture: string;
  /** Whether the step is called by what was done last, as when a title is typed. */
  readonly relabels?: boolean;
}

/** The open plan, its undo history and the latest answer about it. Only an edit changes the plan. */
export class PlanEditor {
  #history: History = noHistory;
  #plan: Plan = emptyPlan('Untitled plan');
  /** Plan and history are always the newest to read. That they changed is said here, which a large plan that is typed in puts off. */
  readonly #news = new News();
  #file = $state.raw<FileState>({ id: '', name: null, folder: null, format: 'yaml', dirty: false });
  #answer = $state.raw<Answer | undefined>(undefined);
  #revision = $state(0);
  #merge: string | undefined;
  #mergedAt = 0;
  #beforeGesture: History = noHistory;
  #opened = false;

  /** What the main process was sent last: the revision and the plan of it. */
  #sent: { readonly revision: number | 'opened'; readonly plan: Plan } | undefined;
  /** What was sent since a plan was opened, or was sent whole: an answer to what was sent before says nothing of it. */
  #chain = {};
  #keeping: Promise<void> | undefined;
  #kept = $state.raw<History>(noHistory);
  #judging: Promise<void> | undefined;
  #scheduled = false;

  /** The plan with a place for every node: what has none in the file is drawn where tidying would put it. */
  readonly placed: Plan = $derived.by(() => this.place(this.plan));

  constructor(
    readonly judge: Judge,
    /** Finds a place for the nodes that have none. */
    readonly place: (plan: Plan) => Plan,
    readonly fail: (error: unknown) => void,
    readonly now: () => number = () => Date.now(),
  ) {}

  get plan(): Plan {
    this.#news.follow();
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
    this.#news.follow();
    return this.#history;
  }

  /** The history as far as the main process has its plan: what is kept of it is not ahead of the plan. */
  get keptHistory(): History {
    return this.#kept;
  }

  get undoLabel(): string | undefined {
    return this.history.steps[this.history.at - 1]?.label;
  }

  get redoLabel(): string | undefined {
    return this.history.steps[this.history.at]?.label;
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
    this.#chain = {};
    this.#kept = this.#history;
    this.#opened = true;
    this.#change(plan);
    this.#news.tell(true);
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
  edit(label: string, edits: readonly PlanEdit[], merge?: string | Gesture): boolean {
    const time = this.now();
    const [key, limit] = typeof merge === 'object' ? [`gesture ${merge.gesture}`, Infinity] : [merge, 1000];
    const merges = key !== undefined && key === this.#merge && time - this.#mergedAt < limit;
    if (!merges) this.#news.tell();
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
    this.#change(after);
    if (!merges) this.#beforeGesture = this.#history;
    const relabelled = typeof merge === 'object' && merge.relabels ? label : undefined;
    const history = merges
      ? withStepContinued(this.#history, after, relabelled)
      : withStep(this.#history, { label, time, before: was, after });
    // what came to nothing is not gone on with, and what was taken back before it can be done again
    const cameToNothing = limit === Infinity && withoutEmptyStep(history) !== history;
    this.#history = cameToNothing ? this.#beforeGesture : history;
    this.#merge = cameToNothing ? undefined : key;
    this.#mergedAt = time;
    if (merges && limit === Infinity && isLarge(after)) this.#news.tellSoon();
    else this.#news.tell(true);
    return true;
  }

  /** What is done next is another step. */
  endGesture(): void {
    this.#merge = undefined;
    this.#news.tell();
  }

  /** Takes a gesture back that is not done yet, as if it had not been begun. */
  cancelGesture(gesture: string): void {
    const before = planAt(this.#history, this.#history.at - 1);
    if (this.#merge !== `gesture ${gesture}` || !before) return;
    this.#change(before);
    this.#history = this.#beforeGesture;
    this.#merge = undefined;
    this.#news.tell(true);
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
    this.#news.tell(true);
    return true;
  }

  /** Has the plan judged again: what it is judged with has changed. */
  judgeAgain(): void {
    if (!this.#opened) return;
    this.#change(this.#plan);
    this.#news.tell(true);
  }

  #change(plan: Plan): void {
    // asked for first: the plan is on its way while the window works out what to draw of it
    if (!this.#scheduled) {
      this.#scheduled = true;
      this.judge.soon(() => {
        this.#scheduled = false;
        this.#keep();
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
  async handOver(): Promise<void> {
    this.#keep();
    for (let last: unknown; last !== this.#keeping;) {
      last = this.#keeping;
      await last;
    }
  }

  /**
   * Sends what changed at once.
   * @returns when the answer about the plan as it is now is there
   */
  async flush(): Promise<void> {
    if (!this.#opened) return; // the main process has no plan that this could be of
    this.#judging ??= this.#evaluate().finally(() => (this.#judging = undefined));
    await this.#judging;
  }

  /** Sends what changed since the last time. It waits for no answer: what is typed is to be on the disk while the plan is evaluated. */
  #keep(): void {
    if (!this.#opened || this.#sent?.revision === this.#revision) return;
    const base = this.#sent;
    const [plan, revision, history, chain] = [this.#plan, this.#revision, this.#history, this.#chain];
    const change = changeBetween(base?.plan ?? emptyPlan(''), plan);
    this.#sent = { revision, plan };
    this.#keeping = this.judge.keep({ revision, base: base?.revision ?? null, change, step: stepOf(history) }).then(
      (answer) => {
        if (chain !== this.#chain) return; // about a plan that is not open any more, or was sent again
        if (answer === 'send-all') {
          this.#chain = {};
          this.#sent = undefined;
          this.#keep();
          return;
        }
        this.#kept = history;
        if (this.#file.dirty !== answer.dirty) this.#file = { ...this.#file, dirty: answer.dirty };
      },
      (error: unknown) => {
        if (chain !== this.#chain) return;
        this.#chain = {};
        this.#sent = undefined; // all of it goes with the next change
        this.fail(error);
      },
    );
  }

  /** Asks for answers until there is one about the plan as it is; one call is on its way at most. */
  async #evaluate(): Promise<void> {
    try {
      while (this.#answer?.revision !== this.#revision) {
        this.#keep();
        const { revision } = this;
        const [known, file] = [this.#answer, this.#file.id];
        const answer = await this.judge.evaluate({ revision, known: known?.revision ?? null });
        if (this.#answer !== known || this.#file.id !== file) continue; // another plan was opened meanwhile
        if (answer === null) {
          await this.handOver();
          if (!this.#sent) return; // that failed, and was said
          continue;
        }
        const { evaluation } = answer;
        const said = 'change' in evaluation ? known && applyEvaluationChange(known, evaluation.change) : evaluation;
        this.#answer = said && { revision: answer.revision, ...said };
      }
    } catch (error) {
      this.fail(error);
    }
  }
}

/** Whether drawing what a letter changes takes longer than typing the next one. */
function isLarge({ nodes, edges }: Plan): boolean {
  return edges.length > 500 || Object.keys(nodes).length > 500;
}

/** The step that is done last. */
function stepOf({ steps, at }: History): StepMark | null {
  const step = steps[at - 1];
  return step ? { number: step.number, time: step.time, label: step.label.slice(0, 1000) } : null;
}

export const [getPlanEditor, setPlanEditor] = createContext<PlanEditor>();
