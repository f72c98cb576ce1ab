import { swapEdits, type Catalog } from '../catalog';
import { applyChange, applyEdits, edgeId, type NodeId, type Plan, type PlanChange, type ServiceId } from '../plan';
import { findingsBetween, type FindingWords } from './finding-identity';
import { evaluate, type EvaluateInput, type Evaluation } from './evaluate';

/** A possible change to a plan: any change, or another service in a node's place. */
export type Proposal = { readonly change: PlanChange } | { readonly swap: { readonly node: NodeId; readonly to: ServiceId } };

/** Something before and after. */
export interface Shift<T> {
  readonly before: T;
  readonly after: T;
}

/** Effects of a proposal on a plan, by the engine that evaluates the plan. */
export interface Consequence {
  readonly currency: string;
  /** Likely monthly cost of the known nodes, and the number of nodes that it leaves out. */
  readonly cost: Shift<{ readonly likely: number; readonly unknown: number }>;
  /** From 0 to 100; `null` without a score. */
  readonly scores: Readonly<Record<'maintainability' | 'skills' | 'integration', Shift<number | null>>>;
  /** Findings that come and go, waived ones left out, the most serious first. */
  readonly added: readonly FindingWords[];
  readonly gone: readonly FindingWords[];
  /** Edges that go, as `from/to/kind`. */
  readonly lostEdges: readonly string[];
  /** Of another service in a node's place: what the node then costs a month, `null` if nothing is known of that, and the maturity level. */
  readonly swapped?: {
    readonly monthly: { readonly low: number; readonly likely: number; readonly high: number } | null;
    /** True if a part of the cost is unknown. */
    readonly isPart: boolean;
    readonly maturity: number;
  };
}

/**
 * Evaluates a proposal. The plan itself does not change.
 * @param before the current plan, evaluated with the same input
 */
export function consequenceOf(input: EvaluateInput, before: Evaluation, proposal: Proposal): Consequence {
  const plan = planAfter(input.plan, input.catalog, proposal);
  const after = evaluate({ ...input, plan });
  const kept = new Set(plan.edges.map(edgeId));
  return {
    currency: after.cost.currency,
    cost: { before: sumOf(before), after: sumOf(after) },
    scores: {
      maintainability: { before: before.scores.maintainability.value, after: after.scores.maintainability.value },
      skills: { before: before.scores.skills.value, after: after.scores.skills.value },
      integration: { before: before.scores.integration.value, after: after.scores.integration.value },
    },
    ...findingsBetween(before.findings, after.findings),
    lostEdges: input.plan.edges.map(edgeId).filter((id) => !kept.has(id)),
    ...('swap' in proposal ? { swapped: swappedNode(proposal.swap.node, after) } : {}),
  };
}

function swappedNode(id: NodeId, { cost, scores }: Evaluation): NonNullable<Consequence['swapped']> {
  const own = cost.nodes[id];
  const isPart = (own?.unknown.length ?? 0) > 0;
  const isKnown = own !== undefined && !(isPart && own.likely === 0);
  return {
    monthly: isKnown ? { low: own.low, likely: own.likely, high: own.high } : null,
    isPart,
    maturity: scores.maturity.level,
  };
}

function planAfter(plan: Plan, catalog: Catalog, proposal: Proposal): Plan {
  if ('change' in proposal) return applyChange(plan, proposal.change);
  return applyEdits(plan, swapEdits(plan, catalog, proposal.swap.node, proposal.swap.to));
}

function sumOf({ cost }: Evaluation): Consequence['cost']['before'] {
  return { likely: cost.monthly.likely, unknown: cost.unknown.length };
}
