import type { Evaluation } from '#engine/evaluate';
import type { Place, Problem } from '#engine/errors';
import type { PlanFile } from '#engine/plan';
import { ruleFailed, waiverRule, type Finding, type RuleMeta } from '#engine/validate';
import type { Baseline } from '../against';
import type { PackFault } from '../packs';

/** A checked plan, as input of the reports. */
export interface EvaluatedPlan {
  /** As the user named it. */
  readonly file: string;
  readonly read: PlanFile;
  readonly evaluation: Evaluation;
  /** What it is compared with, if only what is new counts. */
  readonly baseline?: Baseline;
  /** Limits of the command line that it exceeds, each as a sentence. */
  readonly exceeded: readonly string[];
  /** Limits that do not apply to it, each as a sentence that says why. */
  readonly notCompared?: readonly string[];
  /** The rules that it was checked by. */
  readonly rules: readonly RuleMeta[];
}

/** A plan that could not be read, as input of the reports. */
export interface Unread {
  /** As the user named it. */
  readonly file: string;
  readonly problems: readonly Problem[];
}

/** Report of `check`: plans in the order of the command line, and problems of the packs. */
export interface CheckReport {
  readonly plans: readonly (EvaluatedPlan | Unread)[];
  readonly faults: readonly PackFault[];
}

/** A plan as a check hands it to the report, one after the other: nothing of it is kept that the report does not need. */
export interface CheckedPlan {
  readonly plan: EvaluatedPlan | Unread;
  /** Faults of the packs that it was checked with. */
  readonly faults: readonly PackFault[];
  /** Number of limits that are set for it. */
  readonly limits: number;
  /** True if a finding makes the check fail. */
  fails(finding: Finding, plan: Pick<EvaluatedPlan, 'baseline'>): boolean;
}

/** The report of a check in one format, written plan by plan. */
export interface CheckWriter {
  add(checked: CheckedPlan): void;
  /**
   * Writes what is left to be written.
   * @param faults of all packs, each once
   */
  end(faults: readonly PackFault[]): void;
}

/** True if the plan is compared with an earlier state, and the finding was not there. */
export function isNew({ key }: Finding, { baseline }: Pick<EvaluatedPlan, 'baseline'>): boolean {
  return baseline?.isNew(key) ?? false;
}

export function isEvaluated(plan: EvaluatedPlan | Unread): plan is EvaluatedPlan {
  return 'read' in plan;
}

/** Rules that a finding of some plans can name, in the order of the list of rules. */
export function rulesOf(evaluated: readonly Pick<EvaluatedPlan, 'rules'>[]): readonly RuleMeta[] {
  return [...(evaluated[0]?.rules ?? []), ruleFailed, waiverRule];
}

/** Place of a finding in its file: the value to blame, else its first node or edge; `undefined` for the plan as a whole. */
export function placeOf({ path, nodes, edges }: Finding, { plan, placeOf: find }: PlanFile): Place | undefined {
  if (path) return find(path);
  if (nodes[0] !== undefined) return find(['nodes', nodes[0]]);
  const at = plan.edges.findIndex(({ from, to, kind }) => `${from}/${to}/${kind}` === edges[0]);
  return at < 0 ? undefined : find(['edges', at]);
}
