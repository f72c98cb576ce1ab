import { samePlan, type Plan } from '#engine/plan';

/** One step that can be undone. */
export interface Step {
  /** Increases along the history. */
  readonly number: number;
  /** Label of the step in the history: "Move 3 nodes". */
  readonly label: string;
  /** Time of the step, in milliseconds since 1970. */
  readonly time: number;
  readonly before: Plan;
  readonly after: Plan;
}

/** The steps of a plan, oldest first, and the number of them that are done: steps from `at` on were undone. Never changed in place. */
export interface History {
  readonly steps: readonly Step[];
  readonly at: number;
}

export const noHistory: History = { steps: [], at: 0 };

/** Number of steps that are kept; the oldest are dropped first. */
export const mostSteps = 200;

/** The history after a new step: steps that were undone can no longer be redone. */
export function withStep({ steps, at }: History, step: Omit<Step, 'number'>): History {
  const done = steps.slice(0, at);
  const next = [...done, { ...step, number: (done.at(-1)?.number ?? 0) + 1 }].slice(-mostSteps);
  return { steps: next, at: next.length };
}

/** The history after the last step was extended, for example while typing. @param label new label of the step */
export function withStepContinued({ steps, at }: History, after: Plan, label?: string): History {
  const last = steps[at - 1];
  return last ? { steps: [...steps.slice(0, at - 1), { ...last, label: label ?? last.label, after }], at } : { steps, at };
}

/** The history without its last step if that step has no effect; otherwise the same object. */
export function withoutEmptyStep(history: History): History {
  const { steps, at } = history;
  const last = steps[at - 1];
  return last && samePlan(last.before, last.after) ? { steps: steps.slice(0, at - 1), at: at - 1 } : history;
}

/** True if a step is done and was not undone. The oldest steps are done although they are no longer kept. */
export function isDone({ steps, at }: History, step: Step): boolean {
  return steps.slice(0, at).includes(step) || step.number < (steps[0]?.number ?? 0);
}

/** The plan after this many steps; `undefined` if there are fewer. */
export function planAt({ steps }: History, at: number): Plan | undefined {
  return at === 0 ? steps[0]?.before : steps[at - 1]?.after;
}
