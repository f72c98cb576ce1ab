import { findingsBetween, type Evaluation } from '../evaluate';
import type { NodeCost, Score, Spread } from '../score';
import type { Finding } from '../validate';

/*
 * What a difference between two plans does to cost, scores and findings, from two evaluations by the same engine on the same day. Plain
 * data.
 */

type EvaluationData = Omit<Evaluation, 'fixesOf'>;

/** One figure before and after; `undefined` where the plan does not have the thing. */
export interface Shift<T> {
  readonly before: T;
  readonly after: T;
}

/** A monthly cost, in the currency of its evaluation. */
export interface KnownSpread extends Spread {
  /** True if a part of the cost is not known, so that it is at least this. */
  readonly isPart: boolean;
}

export interface CostShift {
  /** Currency before and after: they differ if the plans name price books of different currencies. */
  readonly currency: Shift<string>;
  readonly monthly: Shift<KnownSpread>;
  /** Number of nodes whose cost is unknown, wholly or in part. */
  readonly unknown: Shift<number>;
  /** Likely cost after less before; `undefined` between two currencies. With unknown costs it is the difference of the known parts. */
  readonly difference: number | undefined;
  /** The difference as a share of the cost before; `undefined` if that was 0. */
  readonly share: number | undefined;
  /** Nodes whose cost differs, by their ids in the plan after, the largest difference first. `undefined` on the side without the node. */
  readonly nodes: readonly (Shift<KnownSpread | undefined> & { readonly node: string })[];
}

export interface PartShift {
  readonly id: string;
  readonly title: string;
  readonly max: number;
  /** `undefined` on the side that is not scored by it, such as a skill that nothing needs. */
  readonly points: Shift<number | undefined>;
  /** The reason for the points that it has now; empty without any. */
  readonly because: string;
}

export interface ScoreShift {
  readonly id: 'maintainability' | 'skills' | 'integration';
  readonly title: string;
  /** From 0 to 100; `null` without a score. */
  readonly value: Shift<number | null>;
  /** The parts whose points differ, or that one plan alone is scored by. */
  readonly parts: readonly PartShift[];
}

export interface FindingShift {
  /** Findings that are open now and were not before, the most serious first. */
  readonly added: readonly Finding[];
  /** Findings that were open and are not now. */
  readonly resolved: readonly Finding[];
  /** Of `resolved`: keys of those that are still found, but waived now. */
  readonly waived: readonly string[];
  /** Number of open findings. */
  readonly open: Shift<number>;
}

export interface Consequences {
  readonly cost: CostShift;
  readonly scores: readonly ScoreShift[];
  /** Level of MLOps maturity, 0 to 4. */
  readonly maturity: Shift<number>;
  readonly findings: FindingShift;
}

/**
 * Compares two evaluations.
 * @param before of `PlanDiff.before`, so that ids mean the same on both sides
 */
export function consequencesOf(before: EvaluationData, after: EvaluationData): Consequences {
  const scored = [
    ['maintainability', 'Maintainability'],
    ['skills', 'Skills'],
    ['integration', 'Integration'],
  ] as const;
  return {
    cost: costShift(before.cost, after.cost),
    scores: scored.map(([id, title]) => scoreShift(id, title, before.scores[id], after.scores[id])),
    maturity: { before: before.scores.maturity.level, after: after.scores.maturity.level },
    findings: findingShift(before.findings, after.findings),
  };
}

function costShift(before: EvaluationData['cost'], after: EvaluationData['cost']): CostShift {
  const isOneCurrency = before.currency === after.currency;
  const difference = isOneCurrency ? after.monthly.likely - before.monthly.likely : undefined;
  const nodes = [...new Set([...Object.keys(after.nodes), ...Object.keys(before.nodes)])].flatMap((node) => {
    const [old, now] = [before.nodes[node], after.nodes[node]].map((cost) => cost && spreadOf(cost, cost.unknown.length));
    return sameSpread(old, now) ? [] : [{ node, before: old, after: now }];
  });
  const size = ({ before: old, after: now }: Shift<KnownSpread | undefined>) => Math.abs((now?.likely ?? 0) - (old?.likely ?? 0));
  return {
    currency: { before: before.currency, after: after.currency },
    monthly: { before: spreadOf(before.monthly, before.unknown.length), after: spreadOf(after.monthly, after.unknown.length) },
    unknown: { before: before.unknown.length, after: after.unknown.length },
    difference,
    share: difference === undefined || before.monthly.likely === 0 ? undefined : difference / before.monthly.likely,
    nodes: nodes.sort((a, b) => size(b) - size(a)),
  };
}

function spreadOf({ low, likely, high }: Spread | NodeCost, unknown: number): KnownSpread {
  return { low, likely, high, isPart: unknown > 0 };
}

/** Half a cent: sums of the same amounts in another order differ by less. */
const least = 0.005;

function sameSpread(a: KnownSpread | undefined, b: KnownSpread | undefined): boolean {
  if (!a || !b) return a === b;
  return a.isPart === b.isPart && (['low', 'likely', 'high'] as const).every((end) => Math.abs(a[end] - b[end]) < least);
}

function scoreShift(id: ScoreShift['id'], title: string, before: Score, after: Score): ScoreShift {
  const [olds, news] = [before, after].map(({ parts }) => new Map(parts.map((part) => [part.id, part])));
  const parts = [...new Set([...(news?.keys() ?? []), ...(olds?.keys() ?? [])])].flatMap((part): PartShift[] => {
    const [old, now] = [olds?.get(part), news?.get(part)];
    const known = now ?? old;
    const points = { before: old?.points, after: now?.points };
    if (!known || (old && now && Math.abs(now.points - old.points) < 1e-6)) return [];
    return [{ id: part, title: known.title, max: known.max, points, because: now?.because ?? '' }];
  });
  return { id, title, value: { before: before.value, after: after.value }, parts };
}

function findingShift(before: readonly Finding[], after: readonly Finding[]): FindingShift {
  const { added, gone } = findingsBetween(before, after);
  const pick = (all: readonly Finding[], keys: readonly { readonly key: string }[]) => {
    const wanted = new Set(keys.map(({ key }) => key));
    return all.filter(({ key, waived }) => wanted.has(key) && !waived);
  };
  const resolved = pick(before, gone);
  const waived = new Set(after.flatMap((finding) => (finding.waived ? [finding.key] : [])));
  const open = (findings: readonly Finding[]) => findings.filter((finding) => !finding.waived).length;
  return {
    added: pick(after, added),
    resolved,
    waived: resolved.flatMap(({ key }) => (waived.has(key) ? [key] : [])),
    open: { before: open(before), after: open(after) },
  };
}
