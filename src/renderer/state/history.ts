import { samePlan, type Plan } from '#engine/plan';

/** One step that can be undone. */
export interface Step {
  /** Counts up along the history. */
  readonly number: number;
  /** What was done, as the history names it: "Move 3 nodes". */
  readonly label: string;
  /** When, in milliseconds since 1970. */
  readonly time: number;
  readonly before: Plan;
  readonly after: Plan;
}

/** What was done to a plan, oldest first, and how much of it holds now: steps from `at` on were taken back. Never changed in place. */
export interface History {
  readonly steps: readonly Step[];
  readonly at: number;
}

export const noHistory: History = { steps: [], at: 0 };

/** How many steps are kept; the oldest go first. */
export const mostSteps = 200;

/** The history after something else was done: what was taken back cannot be done again. */
export function withStep({ steps, at }: History, step: Omit<Step, 'number'>): History {
  const done = steps.slice(0, at);
  const next = [...done, { ...step, number: (done.at(-1)?.number ?? 0) + 1 }].slice(-mostSteps);
  return { steps: next, at: next.length };
}

/** The history after the last step was carried on, as when typing. @param label another name for it */
export function withStepContinued({ steps, at }: History, after: Plan, label?: string): History {
  const last = steps[at - 1];
  return last ? { steps: [...steps.slice(0, at - 1), { ...last, label: label ?? last.label, after }], at } : { steps, at };
}

/** The history without its last step, where that has come to nothing; else the very same. */
export function withoutEmptyStep(history: History): History {
  const { steps, at } = history;
  const last = steps[at - 1];
  return last && samePlan(last.before, last.after) ? { steps: steps.slice(0, at - 1), at: at - 1 } : history;
}

/** Whether a step that was done once still holds: it was not taken back. The oldest hold although they are not kept any more. */
export function isDone({ steps, at }: History, step: Step): boolean {
  return steps.slice(0, at).includes(step) || step.number < (steps[0]?.number ?? 0);
}

/** The plan after so many steps; `undefined` when there were not so many. */
export function planAt({ steps }: History, at: number): Plan | undefined {
  return at === 0 ? steps[0]?.before : steps[at - 1]?.after;
}
