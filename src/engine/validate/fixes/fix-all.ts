import { applyEdits, type Plan, type PlanEdit } from '../../plan';
import type { Finding, Validation } from '../finding';

/** One finding that was mended on the way. */
export interface FixStep {
  readonly message: string;
  readonly nodes: Finding['nodes'];
  /** The title of the fix. */
  readonly title: string;
}

/** What mending every finding of a rule comes to. */
export interface FixAll {
  /** The edits of all steps, in their order: applied together they are one undo step. */
  readonly edits: readonly PlanEdit[];
  readonly plan: Plan;
  readonly steps: readonly FixStep[];
  /** What the rule still finds: no fix is offered for it, or the one that is does not help. */
  readonly left: readonly Pick<Finding, 'message' | 'nodes'>[];
}

/** The two ways to check a plan while it is mended. */
export interface Judges {
  /** By the rule that is mended alone, which is all that most steps need. */
  readonly one: (plan: Plan) => Validation;
  /** By all rules. */
  readonly all: (plan: Plan) => Validation;
}

/**
 * Mends what a rule finds: applies the first fix of the first open finding, checks the plan as it then is, and goes on until nothing
 * more can be done. Waived findings stay. A fix that leaves its finding, or that would bring an error, is not applied.
 */
export function fixAll(plan: Plan, rule: string, { one, all }: Judges): FixAll {
  const quick = mend(plan, rule, one);
  if (quick.steps.length === 0 || !bringsErrors(all(plan), all(quick.plan))) return quick;
  return mend(plan, rule, all, bringsErrors); // some step does harm: look for it step by step
}

function mend(plan: Plan, rule: string, judge: Judges['one'], harms: typeof bringsErrors = () => false): FixAll {
  const steps: FixStep[] = [];
  const edits: PlanEdit[] = [];
  const helpless = new Set<string>();
  let now = plan;
  let judged = judge(now);
  const openOf = ({ findings }: Validation) => findings.filter((finding) => finding.rule === rule && !finding.waived);
  const most = 2 * openOf(judged).length; // fixes whose findings come back in turns end here
  for (;;) {
    const open = openOf(judged);
    const next = steps.length < most ? open.find((finding) => !helpless.has(complaintOf(finding))) : undefined;
    if (!next) return { edits, plan: now, steps, left: open.map(({ message, nodes }) => ({ message, nodes })) };
    const [fix] = judged.fixesOf(next.key);
    const then = fix && applyEdits(now, fix.edits);
    const answer = then && judge(then);
    if (!answer || timesOf(next, openOf(answer)) >= timesOf(next, open) || harms(judged, answer)) {
      helpless.add(complaintOf(next));
      continue;
    }
    steps.push({ message: next.message, nodes: next.nodes, title: fix.title });
    edits.push(...fix.edits);
    now = then;
    judged = answer;
  }
}

/** A complaint by its words and places: keys are counted anew from one state of the plan to the next where places are the same. */
function complaintOf({ message, nodes, edges }: Finding): string {
  return [message, ...nodes, ...edges].join('\n');
}

function timesOf(finding: Finding, among: readonly Finding[]): number {
  const complaint = complaintOf(finding);
  return among.filter((other) => complaintOf(other) === complaint).length;
}

/** Whether some rule finds more errors than before. */
function bringsErrors(before: Validation, after: Validation): boolean {
  const [had, has] = [errorsByRule(before), errorsByRule(after)];
  return [...has].some(([rule, times]) => times > (had.get(rule) ?? 0));
}

function errorsByRule({ findings }: Validation): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const { severity, waived, rule } of findings) if (severity === 'error' && !waived) times.set(rule, (times.get(rule) ?? 0) + 1);
  return times;
}
