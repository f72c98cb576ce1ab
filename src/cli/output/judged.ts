import type { Evaluation } from '#engine/evaluate';
import type { Place, Problem } from '#engine/errors';
import type { PlanFile } from '#engine/plan';
import { ruleFailed, waiverRule, type Finding, type RuleMeta } from '#engine/validate';
import type { PackFault } from '../packs';

/** A plan that was checked, as the reports see it. */
export interface Judged {
  /** As the user named it. */
  readonly file: string;
  readonly read: PlanFile;
  readonly evaluation: Evaluation;
  /** Limits of the command line that it does not keep, each a sentence. */
  readonly exceeded: readonly string[];
  /** The rules that it was checked by. */
  readonly rules: readonly RuleMeta[];
}

/** A plan that could not be read, as the reports see it. */
export interface Unread {
  /** As the user named it. */
  readonly file: string;
  readonly problems: readonly Problem[];
}

/** What `check` reports: plans in the order that they were named, and what is wrong with the packs. */
export interface CheckReport {
  readonly plans: readonly (Judged | Unread)[];
  readonly faults: readonly PackFault[];
}

export function isJudged(plan: Judged | Unread): plan is Judged {
  return 'read' in plan;
}

/** What a finding of some plans can name as its rule, in the order of the list of rules. */
export function rulesOf(judged: readonly Judged[]): readonly RuleMeta[] {
  return [...(judged[0]?.rules ?? []), ruleFailed, waiverRule];
}

/** Where in its file a finding stands: the value that is to blame, else its first node or edge; `undefined` for the plan as a whole. */
export function placeOf({ path, nodes, edges }: Finding, { plan, placeOf: find }: PlanFile): Place | undefined {
  if (path) return find(path);
  if (nodes[0] !== undefined) return find(['nodes', nodes[0]]);
  const at = plan.edges.findIndex(({ from, to, kind }) => `${from}/${to}/${kind}` === edges[0]);
  return at < 0 ? undefined : find(['edges', at]);
}
