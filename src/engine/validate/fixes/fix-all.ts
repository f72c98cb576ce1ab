import { applyEdits, type Plan, type PlanEdit } from '../../plan';
import type { Finding, Validation } from '../finding';
import type { Fix } from '../rule';
import { placesOf } from './places';

/** One finding that was fixed on the way. */
export interface FixStep {
  readonly message: string;
  readonly nodes: Finding['nodes'];
  /** The title of the fix. */
  readonly title: string;
}

/** Result of fixing every finding of a rule. */
export interface FixAll {
  /** The edits of all steps, in their order: applied together they are one undo step. */
  readonly edits: readonly PlanEdit[];
  readonly plan: Plan;
  readonly steps: readonly FixStep[];
  /** Findings that remain: they have no fix, or their fix does not help. */
  readonly left: readonly Pick<Finding, 'message' | 'nodes'>[];
}

/** The two ways to check a plan while it is fixed. */
export interface Judges {
  /** By the one rule whose findings are fixed, which is enough for most steps. */
  readonly one: (plan: Plan) => Validation;
  /** By all rules. */
  readonly all: (plan: Plan) => Validation;
}

/**
 * Fixes the findings of a rule: applies the first fix of the first open finding, checks the plan again, and repeats this until
 * nothing more can be fixed. Waived findings stay. A fix that leaves its finding, or that would cause an error, is not applied.
 *
 * Fixes about places of their own are applied together and checked once: checking a large plan after each of hundreds of fixes takes minutes.
 */
export function fixAll(plan: Plan, rule: string, { one, all }: Judges): FixAll {
  const quick = attempt(plan, rule, one);
  if (quick.steps.length === 0 || !bringsErrors(all(plan), all(quick.plan))) return quick;
  return attempt(plan, rule, all, bringsErrors); // some step does harm: look for it step by step
}

function attempt(plan: Plan, rule: string, judge: Judges['one'], harms: typeof bringsErrors = () => false): FixAll {
  const steps: FixStep[] = [];
  const edits: PlanEdit[] = [];
  const helpless = new Set<string>();
  let now = plan;
  let judged = judge(now);
  let together = 1;
  const openOf = ({ findings }: Validation) => findings.filter((finding) => finding.rule === rule && !finding.waived);
  const most = 2 * openOf(judged).length; // fixes whose findings come back in turns end here
  for (;;) {
    const open = openOf(judged);
    const tried = steps.length < most ? open.filter((finding) => !helpless.has(complaintOf(finding))) : [];
    const [next] = tried;
    if (!next) return { edits, plan: now, steps, left: open.map(({ message, nodes }) => ({ message, nodes })) };
    const batch = apartFrom(tried, judged, Math.min(together, most - steps.length));
    const then = applyEdits(
      now,
      batch.flatMap(({ fix }) => fix.edits),
    );
    const answer = batch.length === 0 ? undefined : judge(then);
    const isApart = answer !== undefined && isOnlyMended(batch, open, openOf(answer));
    const helps = isApart || (batch.length === 1 && answer !== undefined && isFewer(next, open, openOf(answer)));
    if (!helps || harms(judged, answer)) {
      if (batch.length <= 1) helpless.add(complaintOf(next));
      together = 1; // one of them does not only fix its finding: find it step by step
      continue;
    }
    for (const { finding, fix } of batch) {
      steps.push({ message: finding.message, nodes: finding.nodes, title: fix.title });
      edits.push(...fix.edits);
    }
    together = isApart ? 2 * batch.length : 1;
    now = then;
    judged = answer;
  }
}

/** A finding and the fix that is tried. */
interface Trial {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** The first findings with their fixes, as many as can be fixed at a time: each is about other places than those before it. */
function apartFrom(findings: readonly Finding[], { fixesOf }: Validation, most: number): Trial[] {
  const trials: Trial[] = [];
  const taken = new Set<string>();
  /** Nodes that get an edge: that may be all that a finding about them asks for. */
  const joined = new Set<string>();
  for (const finding of findings) {
    if (finding.nodes.some((id) => joined.has(id))) break;
    const [fix] = trials.length < most ? fixesOf(finding.key) : [];
    if (!fix) break;
    const places = placesOf(finding, fix);
    if (trials.length > 0 && (!places || places.some((place) => taken.has(place)))) break;
    trials.push({ finding, fix });
    if (!places) break;
    for (const place of places) taken.add(place);
    for (const edit of fix.edits) if (edit.type === 'add-edge') joined.add(edit.edge.from).add(edit.edge.to);
  }
  return trials;
}

/** True if the plan has a finding fewer times. */
function isFewer(finding: Finding, before: readonly Finding[], after: readonly Finding[]): boolean {
  return timesOf(finding, after) < timesOf(finding, before);
}

/** True if fixes removed their findings and changed no others. */
function isOnlyMended(trials: readonly Trial[], before: readonly Finding[], after: readonly Finding[]): boolean {
  const times = new Map<string, number>();
  const add = (finding: Finding, by: number) => {
    const complaint = complaintOf(finding);
    times.set(complaint, (times.get(complaint) ?? 0) + by);
  };
  for (const finding of before) add(finding, 1);
  for (const { finding } of trials) add(finding, -1);
  for (const finding of after) add(finding, -1);
  return [...times.values()].every((left) => left === 0);
}

/** A complaint by its words and places: keys of complaints about the same places are numbered again for each state of the plan. */
function complaintOf({ message, nodes, edges }: Finding): string {
  return [message, ...nodes, ...edges].join('\n');
}

function timesOf(finding: Finding, among: readonly Finding[]): number {
  const complaint = complaintOf(finding);
  return among.filter((other) => complaintOf(other) === complaint).length;
}

/** True if some rule finds more errors than before. */
function bringsErrors(before: Validation, after: Validation): boolean {
  const [had, has] = [errorsByRule(before), errorsByRule(after)];
  return [...has].some(([rule, times]) => times > (had.get(rule) ?? 0));
}

function errorsByRule({ findings }: Validation): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const { severity, waived, rule } of findings) if (severity === 'error' && !waived) times.set(rule, (times.get(rule) ?? 0) + 1);
  return times;
}
