import { changeBetween, emptyPlan, type Plan } from '#engine/plan';
import type { StepMark } from '#ipc';
import { noHistory, type History } from './history';
import type { EditorBackend } from './editor-backend';

/** The current plan. */
interface Current {
  readonly plan: Plan;
  readonly revision: number;
  readonly history: History;
}

/** The state that the main process has. */
interface Kept {
  readonly revision: number | 'opened';
  readonly history: History;
}

/** Sends the open plan to the main process, which keeps it on the disk. */
export class PlanHandover {
  /** The last revision that was sent, and its plan. */
  #sent: { readonly revision: number | 'opened'; readonly plan: Plan } | undefined;
  /** Identifies the changes since a plan was opened or sent as a whole: answers to earlier ones are ignored. */
  #chain = {};
  #keeping: Promise<void> | undefined;
  #kept = $state.raw<Kept>({ revision: 'opened', history: noHistory });

  constructor(
    private readonly backend: Pick<EditorBackend, 'keep'>,
    /** `undefined` while no plan is open: then the main process has no plan to change. */
    private readonly current: () => Current | undefined,
    /** Called with every answer: true if the plan differs from its file. */
    private readonly tellDirty: (dirty: boolean) => void,
    private readonly fail: (error: unknown) => void,
  ) {}

  /** The history up to the plan that the main process has, and its revision. */
  get kept(): Kept {
    return this.#kept;
  }

  /** True while the main process has a plan to which changes can be sent. After a failure it has none until the plan is sent whole. */
  get isUnderWay(): boolean {
    return this.#sent !== undefined;
  }

  /** Starts from a plan that the main process has opened. */
  begin(plan: Plan, history: History): void {
    this.#sent = { revision: 'opened', plan };
    this.#chain = {};
    this.#kept = { revision: 'opened', history };
  }

  /** Sends changes at once. @returns when the main process has the current plan */
  async finish(): Promise<void> {
    this.send();
    for (let last: unknown; last !== this.#keeping;) {
      last = this.#keeping;
      await last;
    }
  }

  /** Sends the changes since the last time. It waits for no answer: typed text is to be on the disk while the plan is evaluated. */
  send(): void {
    const current = this.current();
    if (!current || this.#sent?.revision === current.revision) return;
    const base = this.#sent;
    const { plan, revision, history } = current;
    const chain = this.#chain;
    const change = changeBetween(base?.plan ?? emptyPlan(''), plan);
    this.#sent = { revision, plan };
    this.#keeping = this.backend.keep({ revision, base: base?.revision ?? null, change, step: stepOf(history) }).then(
      (answer) => {
        if (chain !== this.#chain) return; // about a plan that is no longer open, or was sent again
        if (answer === 'send-all') {
          this.#chain = {};
          this.#sent = undefined;
          this.send();
          return;
        }
        this.#kept = { revision, history };
        this.tellDirty(answer.dirty);
      },
      (error: unknown) => {
        if (chain !== this.#chain) return;
        this.#chain = {};
        this.#sent = undefined; // the next change sends the whole plan
        this.fail(error);
      },
    );
  }
}

/** The last step that is done. */
function stepOf({ steps, at }: History): StepMark | null {
  const step = steps[at - 1];
  return step ? { number: step.number, time: step.time, label: step.label.slice(0, 1000) } : null;
}
