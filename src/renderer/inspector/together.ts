import { edgeEnds } from '#engine/plan';
import type { NodeId } from '#engine/plan';
import type { Finding } from '#engine/validate';
import type { Answer } from '#ipc';

export interface CostTogether {
  /** In words; what is unknown is not counted as nothing. */
  readonly amount: string;
  /** Of how many nodes something is unknown. */
  readonly unknown: number;
}

/** What some nodes cost a month together. */
export function costTogether(
  nodes: readonly NodeId[],
  answer: Pick<Answer, 'cost'> | undefined,
  known: (amount: number, unknown: number, currency: string) => string,
): CostTogether {
  const costs = nodes.flatMap((id) => answer?.cost.nodes[id] ?? []);
  if (!answer || costs.length < nodes.length) return { amount: '…', unknown: 0 };
  const sum = costs.reduce((total, { likely }) => total + likely, 0);
  const unknown = costs.filter((cost) => cost.unknown.length > 0).length;
  const isFree = unknown === 0 && costs.every(({ free }) => free);
  return { amount: isFree ? 'free' : known(sum, unknown, answer.cost.currency), unknown };
}

/** What is found about some nodes and about the edges between them, in the order of the list. */
export function findingsWithin(nodes: readonly NodeId[], findings: readonly Finding[]): readonly Finding[] {
  const inside = new Set(nodes);
  const isWithin = (edge: string) => {
    const { from, to } = edgeEnds(edge);
    return inside.has(from) && inside.has(to);
  };
  return findings.filter((finding) => finding.nodes.some((id) => inside.has(id)) || finding.edges.some(isWithin));
}
