import { costOfAll, type KnownCost } from '#engine/format';
import { edgeEnds } from '#engine/plan';
import type { NodeId } from '#engine/plan';
import type { Finding } from '#engine/validate';
import type { EvaluatedRevision } from '#ipc';

export interface CostTogether {
  /** The sum in words; unknown amounts do not count as zero. */
  readonly amount: string;
  /** Number of nodes with an unknown amount. */
  readonly unknown: number;
}

/** Monthly cost of several nodes together. */
export function costTogether(
  nodes: readonly NodeId[],
  evaluation: Pick<EvaluatedRevision, 'cost'> | undefined,
  words: (cost: KnownCost, currency: string) => string,
): CostTogether {
  const costs = nodes.flatMap((id) => evaluation?.cost.nodes[id] ?? []);
  if (!evaluation || costs.length < nodes.length) return { amount: '…', unknown: 0 };
  const together = costOfAll(costs);
  return { amount: words(together, evaluation.cost.currency), unknown: together.unknown.length };
}

/** Findings of nodes and of the edges between them, in the order of the list. */
export function findingsWithin(nodes: readonly NodeId[], findings: readonly Finding[]): readonly Finding[] {
  const inside = new Set(nodes);
  const isWithin = (edge: string) => {
    const { from, to } = edgeEnds(edge);
    return inside.has(from) && inside.has(to);
  };
  return findings.filter((finding) => finding.nodes.some((id) => inside.has(id)) || finding.edges.some(isWithin));
}
