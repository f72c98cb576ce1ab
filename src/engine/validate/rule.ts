import type { Catalog, PlanGraph, PriceBook, Source } from '../catalog';
import type { EdgeRef, NodeId, Plan, PlanEdit, Stage } from '../plan';
import type { Cost } from '../score';

/** How bad a finding is: `error` does not work or rests on something ended, `warning` works at a known price, `info` is advice. */
export type Severity = 'error' | 'warning' | 'info';
export const severities = ['error', 'warning', 'info'] as const satisfies readonly Severity[];

/** What a rule is about; the list of rules is grouped by it. */
export const families = [
  { id: 'structure', title: 'Structure' },
  { id: 'usage', title: 'Usage values' },
  { id: 'coverage', title: 'Coverage' },
  { id: 'triggers', title: 'Triggers and orchestration' },
  { id: 'data-scale', title: 'Data scale' },
  { id: 'approach', title: 'Code or no code' },
  { id: 'skills', title: 'Skills' },
  { id: 'compute', title: 'Compute' },
  { id: 'serving', title: 'Serving' },
  { id: 'tracking', title: 'Tracking' },
  { id: 'lifecycle', title: 'Lifecycle' },
  { id: 'estate', title: 'Estate and region' },
  { id: 'cost', title: 'Cost' },
  { id: 'check-in', title: 'Check-in' },
  { id: 'organisation', title: 'Organisation' },
] as const;
export type Family = (typeof families)[number]['id'];

export interface RuleMeta {
  /** The file's name and the name of its folder of cases. */
  readonly id: string;
  /** What holds when the rule is kept, in a few words: "No retired service". */
  readonly title: string;
  readonly severity: Severity;
  readonly family: Family;
  /** Where it looks; `all` for a rule about the plan as a whole. */
  readonly stages: 'all' | readonly Stage[];
  /** The first is the one a finding cites. */
  readonly sources: readonly [Source, ...Source[]];
  /** Ids of the entries of the list of knowledge that live in this rule (`gr-…`, `cr-…`). */
  readonly entries: readonly string[];
  /** What the rule wants and why, in two or three sentences, for its page. */
  readonly docs: string;
  /** Where the guide of 2020 was overtaken: what it said, and what holds today. */
  readonly guide?: string;
}

/** A pack that was applied: an organisation's own services, prices, rules and weights. */
export interface PackInUse {
  readonly id: string;
  readonly name: string;
  /** Up to three numbers, such as `1.2.0`. */
  readonly version: string;
  /** The last day on which its content was meant to hold. */
  readonly validUntil?: string | undefined;
}

/** Which of two versions of a pack is the later one: more than 0 when the first is. What is no number counts as 0. */
export function comparePackVersions(a: string, b: string): number {
  const numbers = (version: string) => version.split('.').map((part) => Number(part) || 0);
  const [left, right] = [numbers(a), numbers(b)];
  for (let at = 0; at < 3; at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** What a rule sees. Nothing else: no clock, no file, no other rule. */
export interface RuleInput {
  readonly plan: Plan;
  readonly graph: PlanGraph;
  readonly catalog: Catalog;
  readonly book: PriceBook;
  /** What the plan costs, for the rules about money. */
  readonly cost: Cost;
  readonly packs: readonly PackInUse[];
  /** The day that counts as today, such as `2026-11-21`. */
  readonly today: string;
}

/** A way to fix a finding: edits that are applied together, as one undo step. */
export interface Fix {
  /** What it does, as a command: "Swap to Azure ML batch endpoints". */
  readonly title: string;
  readonly edits: readonly PlanEdit[];
}

/** What a rule found: in this plan's own words, with its titles and numbers. */
export interface Found {
  readonly nodes?: readonly NodeId[];
  readonly edges?: readonly EdgeRef[];
  /** One sentence: what is wrong. */
  readonly message: string;
  /** The reasoning, in one or two sentences. */
  readonly why: string;
  /** Keys from the top of the document to the value that is to blame, so that a form or an editor can go there. */
  readonly path?: readonly (string | number)[];
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
  /** Where it differs from the rule's first. */
  readonly source?: Source;
  /** Ways to fix it, the usual one first. Worked out only when somebody asks, which is long after the check; so it may cost more than finding. */
  readonly fixes?: () => readonly Fix[];
}

export interface Rule {
  readonly meta: RuleMeta;
  check(input: RuleInput): Iterable<Found>;
}
