import { evaluate, LiveEvaluation, type EvaluateInput } from '#engine/evaluate';
import { evaluationChangeBetween } from '#engine/evaluate/change';
import { applyEdits, type Plan, type PlanEdit } from '#engine/plan';
import { rules } from '#engine/validate';
import { catalog, priceBook, scoring } from '#resources';
import { joinedPlan, withUnknown } from './plans';

/*
 * Time of the processor for an evaluation after one edit, for each kind of edit: of the whole plan, and of what the edit touches. Both are
 * measured in turn, so that a busy machine slows both down.
 */

const today = '2026-11-21';

/** Medians in milliseconds. */
export interface EditTime {
  readonly edit: string;
  /** The whole plan evaluated. */
  readonly whole: number;
  /** What the edit touches, evaluated. */
  readonly live: number;
  /** The difference to the evaluation before, as a window gets it. */
  readonly change: number;
}

/** Milliseconds of the processor that this process has used: what others do on the machine counts less than by the clock. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

type Kind = readonly [name: string, edits: (plan: Plan, at: number) => readonly PlanEdit[]];

const kinds: readonly Kind[] = [
  ['title', (plan, at) => [{ type: 'change-node', id: nth(plan, at), set: { title: `Title ${at}` } }]],
  ['title of a node that all are joined to', (_, at) => [{ type: 'change-node', id: 'shared-monitor', set: { title: `Monitor ${at}` } }]],
  ['note', (plan, at) => [{ type: 'change-node', id: nth(plan, at), set: { note: `Note ${at}` } }]],
  ['usage', (plan, at) => [{ type: 'set-usage', id: nth(plan, at, 'azure-data-factory'), set: { runsPerMonth: 10 + at } }]],
  ['position', (plan, at) => [{ type: 'move-nodes', to: { [nth(plan, at)]: [at, at] } }]],
  ['budget', (_, at) => [{ type: 'set-context', set: { budgetPerMonth: 1000 + at } }]],
  ['add a node', (_, at) => [{ type: 'add-node', id: `added-${at}`, node: { service: 'azure-storage' }, place: 'free' }]],
  ['connect', (plan, at) => [{ type: 'add-edge', edge: { from: nth(plan, at), to: nth(plan, at + 9), kind: 'data' } }]],
  [
    'swap a service',
    (plan, at) => [{ type: 'swap-service', id: nth(plan, at), service: at % 2 ? 'azure-databricks' : 'azure-functions', usage: {} }],
  ],
  ['delete a node', (plan, at) => [{ type: 'remove-nodes', ids: [nth(plan, at)], heal: false }]],
  ['region of the plan', (_, at) => [{ type: 'set-context', set: { region: at % 2 ? 'northeurope' : 'westeurope' } }]],
  ['assumption', (_, at) => [{ type: 'set-assumption', name: 'runsPerMonth', value: 10 + at }]],
];

/** Some node, another one each time. */
function nth(plan: Plan, at: number, service?: string): string {
  const ids = Object.keys(plan.nodes).filter((id) => service === undefined || plan.nodes[id]?.service === service);
  return ids[(at * 37) % ids.length] ?? '';
}

/** @param more number of findings beside those of the shipped plans */
export function editTimes(nodes: number, more: number): readonly EditTime[] {
  const start = withUnknown(joinedPlan(nodes), more);
  const base: Omit<EvaluateInput, 'plan'> = { catalog, book: priceBook, scoring, rules, today };
  const live = new LiveEvaluation();
  let plan = start;
  let last = live.evaluate({ ...base, plan });
  return kinds.map(([edit, edits]) => {
    const [whole, followed, change]: [number[], number[], number[]] = [[], [], []];
    const begun = processorTime();
    for (let at = 0; at < 40 && (at < 6 || processorTime() - begun < 2500); at += 1) {
      plan = applyEdits(plan, edits(plan, at));
      const t0 = processorTime();
      const after = live.evaluate({ ...base, plan });
      const t1 = processorTime();
      evaluationChangeBetween(last, after);
      const t2 = processorTime();
      last = after;
      if (at % 2 === 0) {
        const t3 = processorTime();
        evaluate({ ...base, plan });
        whole.push(processorTime() - t3);
      }
      followed.push(t1 - t0);
      change.push(t2 - t1);
    }
    return { edit, whole: middle(whole), live: middle(followed), change: middle(change) };
  });
}

/** Milliseconds of the first evaluation of a plan, which knows nothing yet: by `evaluate`, and by one that then follows edits. */
export function firstTimes(nodes: number): { readonly whole: number; readonly live: number } {
  const plan = joinedPlan(nodes);
  const base: Omit<EvaluateInput, 'plan'> = { catalog, book: priceBook, scoring, rules, today };
  const [whole, live]: [number[], number[]] = [[], []];
  for (let at = 0; at < 12; at += 1) {
    const [one, other] = [structuredClone(plan), structuredClone(plan)];
    const t0 = processorTime();
    evaluate({ ...base, plan: one });
    const t1 = processorTime();
    new LiveEvaluation().evaluate({ ...base, plan: other });
    const t2 = processorTime();
    whole.push(t1 - t0);
    live.push(t2 - t1);
  }
  return { whole: middle(whole), live: middle(live) };
}

/** The median, without the first third, which warms the engine up. */
function middle(times: readonly number[]): number {
  const counted = times.slice(Math.floor(times.length / 3)).sort((a, b) => a - b);
  return counted[Math.floor(counted.length / 2)] ?? 0;
}
