import { createContext } from 'svelte';
import { applyEdits, changeBetween, emptyPlan, isEmptyChange, samePlan, type Plan, type PlanEdit, type PlanSource } from '#engine/plan';
import type { EvaluatedRevision, FileState, OpenedPlan } from '#ipc';
import { EditSteps, type Gesture } from './edit-steps';
import { noHistory, planAt, withStep, type History } from './history';
import type { EditorBackend } from './editor-backend';
import { News } from './news.svelte';
import { outgrown } from './outgrown';
import { PlanEvaluation } from './plan-evaluation.svelte';
import { PlanHandover } from './plan-handover.svelte';

/** The open plan, its undo history and its latest evaluation. Only an edit changes the plan. */
export class PlanEditor {
  readonly #steps = new EditSteps();
  #plan: Plan = emptyPlan('Untitled plan');
  /** Notifies of changes. Plan and history are always current; in a large plan the notification is put off while the user types. */
  readonly #news = new News();
  #file = $state.raw<FileState>({ id: '', name: null, folder: null, format: 'yaml', dirty: false });
  #revision = $state(0);
  #opened = false;

  #scheduled = false;
  readonly #handover: PlanHandover;
  readonly #evaluation: PlanEvaluation;

  /** The plan with a place for every node: a node without one in the file is drawn where tidying would put it. */
  readonly placed: Plan = $derived.by(() => this.place(this.plan));

  constructor(
    readonly backend: EditorBackend,
    /** Places the nodes that have no place. */
    readonly place: (plan: Plan) => Plan,
    readonly fail: (error: unknown) => void,
    readonly now: () => number = () => Date.now(),
    /** Finds free places for what edits add. */
    readonly settle: (before: Plan, after: Plan, edits: readonly PlanEdit[]) => Plan = (_, after) => after,
  ) {
    this.#handover = new PlanHandover(
      backend,
      () => (this.#opened ? { plan: this.#plan, revision: this.#revision, history: this.#steps.history } : undefined),
      (dirty) => {
        if (this.#file.dirty !== dirty) this.#file = { ...this.#file, dirty };
      },
      fail,
    );
    this.#evaluation = new PlanEvaluation(backend, this.#handover, () => ({ revision: this.#revision, file: this.#file.id }), fail);
  }

  get plan(): Plan {
    this.#news.follow();
    return this.#plan;
  }

  get file(): FileState {
    return this.#file;
  }

  /** The latest evaluation; it may be of an earlier revision while the next one is on its way. */
  get evaluation(): EvaluatedRevision | undefined {
    return this.#evaluation.latest;
  }

  get revision(): number {
    return this.#revision;
  }

  /** True if the evaluation is of the current plan. */
  get settled(): boolean {
    return this.evaluation?.revision === this.#revision;
  }

  get history(): History {
    this.#news.follow();
    return this.#steps.history;
  }

  /** The history up to the plan that the main process has: the stored history is never ahead of the plan. */
  get keptHistory(): History {
    return this.#handover.kept.history;
  }

  /** The revision at the end of `keptHistory`. */
  get keptRevision(): number | 'opened' {
    return this.#handover.kept.revision;
  }

  get undoLabel(): string | undefined {
    return this.history.steps[this.history.at - 1]?.label;
  }

  get redoLabel(): string | undefined {
    return this.history.steps[this.history.at]?.label;
  }

  /**
   * Takes over a plan that was opened.
   * @param kept its stored history; a plan that is already open keeps its own, and reading it again is a step of that
   */
  open({ plan, file }: OpenedPlan, kept: History = noHistory): void {
    const { history } = this.#steps;
    if (!this.#opened || file.id !== this.#file.id) this.#steps.replace(kept);
    else if (samePlan(this.#plan, plan)) this.#steps.end();
    else this.#steps.replace(withStep(history, { label: 'Go back to the saved file', time: this.now(), before: this.#plan, after: plan }));
    this.#file = file;
    this.#evaluation.clear();
    this.#handover.begin(plan, this.#steps.history);
    this.#opened = true;
    this.#change(plan);
    this.#news.tell(true);
  }

  setFile(file: FileState): void {
    this.#file = file;
  }

  /**
   * Edits the plan as one step of the history.
   * @param label the step as a command: "Rename"
   * @param merge edits with the same key within a second of each other become one step, as while typing; those of one gesture do so
   *   regardless of time, and a gesture without effect is not a step
   * @returns true if anything changed
   */
  edit(label: string, edits: readonly PlanEdit[], merge?: string | Gesture): boolean {
    const time = this.now();
    const merges = this.#steps.continues(merge, time);
    if (!merges) this.#news.tell();
    // once the user arranges the drawing, nodes that were placed automatically keep their places
    const arranging =
      edits.some(({ type }) => type === 'move-nodes' || type === 'add-node' || type === 'pin-nodes') &&
      Object.keys(this.#plan.nodes).some((id) => !this.#plan.layout[id]);
    const before = arranging ? { ...this.#plan, layout: this.placed.layout } : this.#plan;
    const edited = applyEdits(before, edits);
    if (edited === before) return false;
    const after = this.settle(before, edited, edits);
    if (after === this.#plan || isEmptyChange(changeBetween(this.#plan, after))) return false;
    const excess = outgrown(this.#plan, after);
    if (excess) {
      this.fail(excess);
      return false;
    }
    const was = this.#plan;
    this.#change(after);
    this.#steps.add({ label, time, before: was, after }, merge);
    if (merges && typeof merge === 'object' && isLarge(after)) this.#news.tellSoon();
    else this.#news.tell(true);
    return true;
  }

  /** Notes the text that a person is about to write over, so that undo goes back to it. */
  knowText(source: PlanSource): void {
    if (!this.#plan.source) this.#plan = { ...this.#plan, source };
  }

  /** Ends the step: the next edit begins another. */
  endGesture(): void {
    this.#steps.end();
    this.#news.tell();
  }

  /** Cancels an unfinished gesture, as if it had not begun. */
  cancelGesture(gesture: string): void {
    const before = this.#steps.planBefore(gesture);
    if (!before) return;
    this.#change(before);
    this.#steps.cancel();
    this.#news.tell(true);
  }

  /** Undoes the last step. @returns its label, or `undefined` if there is none */
  undo(): string | undefined {
    const label = this.undoLabel;
    return this.goTo(this.#steps.history.at - 1) ? label : undefined;
  }

  /** Redoes the last step that was undone. */
  redo(): string | undefined {
    const label = this.redoLabel;
    return this.goTo(this.#steps.history.at + 1) ? label : undefined;
  }

  /**
   * Undoes or redoes until this many steps of the history are done.
   * @returns true if anything changed
   */
  goTo(at: number): boolean {
    const { history } = this.#steps;
    const plan = planAt(history, at);
    if (!plan || at === history.at) return false;
    this.#change(plan);
    this.#steps.replace({ ...history, at });
    this.#news.tell(true);
    return true;
  }

  /** Evaluates the plan again because something that the evaluation depends on has changed. */
  evaluateAgain(): void {
    if (!this.#opened) return;
    this.#change(this.#plan);
    this.#news.tell(true);
  }

  #change(plan: Plan): void {
    // requested first: the plan is on its way while the window computes the drawing
    if (!this.#scheduled) {
      this.#scheduled = true;
      this.backend.soon(() => {
        this.#scheduled = false;
        this.#handover.send();
        void this.flush();
      });
    }
    this.#plan = plan;
    this.#revision += 1;
  }

  /** Brings text that is still being typed into the plan. */
  settleText: (() => Promise<void>) | undefined;

  /**
   * Sends changes at once, not with the next frame.
   * @returns when the main process has the current plan
   */
  async handOver(): Promise<void> {
    await this.settleText?.();
    await this.#handover.finish();
  }

  /**
   * Sends changes at once.
   * @returns when the evaluation of the current plan has arrived
   */
  async flush(): Promise<void> {
    if (!this.#opened) return; // the main process has no plan to evaluate
    await this.#evaluation.flush();
  }
}

/** True if drawing the change of one letter takes longer than typing the next. */
function isLarge({ nodes, edges }: Plan): boolean {
  return edges.length > 500 || Object.keys(nodes).length > 500;
}

export const [getPlanEditor, setPlanEditor] = createContext<PlanEditor>();
