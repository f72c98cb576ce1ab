import { applyChange, samePlan, type Plan } from '#engine/plan';
import type { StepMark, Trail } from '#ipc';
import { mostSteps, noHistory, planAt, type History } from '../state/history';

/** A plan on the way to the opened one, and the last step done at that point. */
export interface Passed {
  readonly plan: Plan;
  readonly step: StepMark | null;
}

/** The plans of a trail, oldest first. @param plan the one that it leads to */
export function plansOf(trail: Trail, plan: Plan): readonly Passed[] {
  const passed: Passed[] = [{ plan: trail.from, step: trail.step }];
  for (const { change, step } of trail.changes) passed.push({ plan: applyChange((passed.at(-1) as Passed).plan, change), step });
  return passed.map((one, at) => (at === passed.length - 1 && samePlan(one.plan, plan) ? { ...one, plan } : one));
}

/**
 * Continues a history over later plans, as the editor would.
 * @param history history of the first plan
 * @param passed the plans, oldest first
 */
export function historyAfter(history: History, passed: readonly Passed[]): History {
  return passed.slice(1).reduce((now, { plan, step }, at) => next(now, (passed[at] as Passed).plan, plan, step), history);
}

function next(history: History, before: Plan, plan: Plan, step: StepMark | null): History {
  const { steps, at } = history;
  const last = steps[at - 1];
  // typing continues the same step
  if (last && isStep(last, step))
    return samePlan(last.after, plan)
      ? history
      : { steps: [...steps.slice(0, at - 1), { ...last, label: step?.label ?? last.label, after: plan }], at };
  const place = step ? steps.findIndex((one) => isStep(one, step)) + 1 : 0;
  const there = step && place === 0 ? undefined : planAt(history, place);
  if (there && samePlan(there, plan)) return { steps, at: place };
  if (!step) return noHistory;
  const all = [...steps.slice(0, at), { ...step, before, after: plan }].slice(-mostSteps);
  return { steps: all, at: all.length };
}

export function isStep(one: { readonly number: number; readonly time: number }, step: StepMark | null): boolean {
  return step !== null && one.number === step.number && one.time === step.time;
}
