import type { Catalog, PlanGraph, PriceBook, Source } from '../catalog';
import type { EdgeRef, NodeId, Plan, PlanEdit, Stage } from '../plan';
import type { Cost } from '../score';

/** Severity of a finding: `error` does not work or rests on something ended, `warning` works at a known price, `info` is advice. */
export type Severity = 'error' | 'warning' | 'info';
export const severities = ['error', 'warning', 'info'] as const satisfies readonly Severity[];

/** Subjects of rules; the list of rules is grouped by them. */
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
  { id: 'security', title: 'Security' },
  { id: 'reliability', title: 'Reliability' },
  { id: 'estate', title: 'Estate and region' },
  { id: 'cost', title: 'Cost' },
  { id: 'check-in', title: 'Check-in' },
  { id: 'organisation', title: 'Organisation' },
] as const;
export type Family = (typeof families)[number]['id'];

/** The pillars of Microsoft's Azure Well-Architected Framework, in its order; findings can be filtered and grouped by them. */
export const pillars = [
  { id: 'reliability', title: 'Reliability' },
  { id: 'security', title: 'Security' },
  { id: 'cost-optimization', title: 'Cost Optimization' },
  { id: 'operational-excellence', title: 'Operational Excellence' },
  { id: 'performance-efficiency', title: 'Performance Efficiency' },
] as const;
export type Pillar = (typeof pillars)[number]['id'];

export interface RuleMeta {
  /** The file's name and the name of its folder of cases. */
  readonly id: string;
  /** States the rule in a few words: "No retired service". */
  readonly title: string;
  readonly severity: Severity;
  readonly family: Family;
  /** The pillar of the Well-Architected Framework that it serves most. */
  readonly pillar: Pillar;
  /** Stages that it checks; `all` for a rule about the plan as a whole. */
  readonly stages: 'all' | readonly Stage[];
  /** The first is the one a finding cites. */
  readonly sources: readonly [Source, ...Source[]];
  /** Ids of the entries of the list of knowledge that live in this rule (`gr-…`, `cr-…`). */
  readonly entries: readonly string[];
  /** What the rule requires and why, in two or three sentences, for its page. */
  readonly docs: string;
  /** For advice of the guide of 2020 that is out of date: what it said, and what holds today. */
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

/** Compares two versions of a pack: more than 0 if the first is later. Parts that are not numbers count as 0. */
export function comparePackVersions(a: string, b: string): number {
  const numbers = (version: string) => version.split('.').map((part) => Number(part) || 0);
  const [left, right] = [numbers(a), numbers(b)];
  for (let at = 0; at < 3; at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A value that exported files need and the plan does not state. */
export interface MissingValue {
  /** `undefined` for a value of the plan as a whole. */
  readonly node: NodeId | undefined;
  /** Id of the node's setting, or of the plan's key. */
  readonly setting: string;
  /** How to state it. */
  readonly how: string;
  /** Paths of the files that need it, sorted. */
  readonly files: readonly [string, ...string[]];
}

/** What keeps the files of a plan from being complete. */
export interface MissingValues {
  readonly values: readonly MissingValue[];
  /** The reason why no file at all can be written. */
  readonly refused:
    { readonly problem: string; readonly fix: string; readonly path?: readonly (string | number)[] | undefined } | undefined;
}

/** Everything that a rule sees: no clock, no file, no other rule. */
export interface RuleInput {
  readonly plan: Plan;
  readonly graph: PlanGraph;
  readonly catalog: Catalog;
  readonly book: PriceBook;
  /** Cost of the plan, for the rules about money. */
  readonly cost: Cost;
  readonly packs: readonly PackInUse[];
  /** What the exporters miss. It costs as much as an export: ask only for plans with `exports`. */
  readonly missing: () => MissingValues;
  /** The day that counts as today, such as `2026-11-21`. */
  readonly today: string;
}

/** A way to fix a finding: edits that are applied together, as one undo step. */
export interface Fix {
  /** Its effect, as a command: "Swap to Azure ML batch endpoints". */
  readonly title: string;
  readonly edits: readonly PlanEdit[];
}

/** One finding of a rule, in the plan's own words, with its titles and numbers. */
export interface Found {
  readonly nodes?: readonly NodeId[];
  readonly edges?: readonly EdgeRef[];
  /** One sentence: what is wrong. */
  readonly message: string;
  /** The reasoning, in one or two sentences. */
  readonly why: string;
  /** Keys from the top of the document to the value that is to blame, so that a form or an editor can go there. */
  readonly path?: readonly (string | number)[];
  /** Set if it differs from the rule's own. */
  readonly severity?: Severity;
  /** Set if it differs from the rule's first. */
  readonly source?: Source;
  /** Ways to fix it, the usual one first. Computed only on demand, long after the check, so it may cost more than finding. */
  readonly fixes?: () => readonly Fix[];
}

/**
 * What one finding of a rule is about, so that an edit has only those parts of a plan checked again that it touches.
 *
 * The rule loops over the nodes of `graph` (`nodes`, `ofService`, `inStage`), or over its `edges`, and decides about each by itself. In the
 * check after an edit these lists hold only nodes near the edit, and the edges that start there. So a rule with a scope takes no list as a
 * whole: it neither counts one nor looks in it for other nodes. What it reads at other nodes, it reaches along edges.
 */
export interface Scope {
  /** A finding names its node first, or its edge. */
  readonly each: 'node' | 'edge';
  /** How many edges away from that node, or from the edge's start, it reads: 0 for the node alone, `reach` for as many as it likes. */
  readonly within: 0 | 1 | 2 | 'reach';
}

export interface Rule {
  readonly meta: RuleMeta;
  /** Left out for a rule about the plan as a whole. It is checked again whenever something that it read has changed. */
  readonly scope?: Scope;
  /** True if the rule keeps values of its own for a plan. It is then always checked again, on a graph made for that. */
  readonly isOpaque?: boolean;
  check(input: RuleInput): Iterable<Found>;
}
