import type { GraphEdge, GraphNode, PlanGraph } from '../catalog';
import type { NodeId, Stage } from '../plan';
import type { IntegrationPart, MaintainabilityPart, Scoring } from './scoring';

/** What a measure sees of a plan. */
export interface MeasureInput {
  readonly graph: PlanGraph;
  readonly scoring: Scoring;
  /** The day that counts as today. */
  readonly today: string;
}

/**
 * How well a plan does in one part of a score: what takes points away, each with what it takes. Points and words come from the same
 * list, so that a part can neither lose a point without a reason nor give a reason where nothing is lost.
 */
export interface Measured {
  /** What is said where nothing is lost. */
  readonly well: string;
  readonly losses: readonly ShareLost[];
}

/** One thing that takes points away from a part. */
export interface ShareLost {
  /** Of the part's points: from 0 (none) to 1 (all). Where it takes away nothing, it is not spoken of. */
  readonly share: number;
  /** In a sentence, with the plan's own numbers. */
  readonly because: string;
  /** What would bring the points back. */
  readonly mend: string;
  /** The nodes that cause it; none where it is something that the plan does not have. */
  readonly nodes: readonly NodeId[];
}

export interface Measure {
  readonly id: MaintainabilityPart | IntegrationPart;
  readonly score: 'maintainability' | 'integration';
  /** How points are counted, in words and with the figures of the weights. */
  formula(scoring: Scoring): string;
  /** `undefined` where the plan says nothing that could be judged. */
  measure(input: MeasureInput): Measured | undefined;
}

/** Whether a node's service is out of support: it then counts for nothing good anywhere, so that it can never raise a score. */
export function isRetired(node: GraphNode, today: string): boolean {
  const { service } = node;
  return !service || service.status.state === 'retired' || (service.status.retiresOn !== undefined && service.status.retiresOn <= today);
}

/**
 * The nodes that stand in some stages, with those that are out of support, wherever they stand. What a stage asks for is asked of a
 * retired service too: else putting one in the place of a node would hide what the plan lacks.
 */
export function inStageOrRetired({ graph, today }: MeasureInput, ...stages: readonly Stage[]): readonly GraphNode[] {
  return [...new Set([...graph.inStage(...stages), ...graph.nodes.filter((node) => isRetired(node, today))])];
}

/** Whether an edge joins services that work together without glue. */
export function isNative({ from, to, kind }: GraphEdge, { graph, today }: MeasureInput): boolean {
  if (isRetired(from, today) || isRetired(to, today)) return false;
  if (!from.service || !to.service) return false;
  if (from.service === to.service || graph.catalog.integrates(from.service.id, to.service.id)) return true;
  // compute that takes a kind of job takes it natively
  return kind === 'runs-on' && graph.catalog.shared(from.service, to.service, kind).length > 0;
}

/** Edges of a plan that need glue code, with the nodes at their ends. Both scores that count native connections count these. */
export function glue(input: MeasureInput): { readonly edges: readonly GraphEdge[]; readonly nodes: readonly GraphNode[] } {
  const edges = input.graph.edges.filter((edge) => !isNative(edge, input));
  return { edges, nodes: [...new Set(edges.flatMap(({ from, to }) => [from, to]))] };
}

export { counted as count } from '../plan';

/** Titles in quotes, the first few of them. */
export function titles(nodes: readonly GraphNode[], most = 3): string {
  const shown = nodes.slice(0, most).map(({ title }) => `"${title}"`);
  return nodes.length > most
    ? `${shown.join(', ')} and ${nodes.length - most} more`
    : shown.length > 1
      ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
      : (shown[0] ?? '');
}

/** A share as people write it: `60 %`. */
export function percent(share: number): string {
  return `${Math.round(1000 * share) / 10} %`;
}

/** The ids of some nodes. */
export function idsOf(nodes: readonly GraphNode[]): readonly NodeId[] {
  return nodes.map(({ id }) => id);
}

/** The mean of some numbers, the same to the last digit in whatever order they come; 1 of none. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 1 : [...values].sort((a, b) => a - b).reduce((sum, value) => sum + value, 0) / values.length;
}

/** Points as a whole score. What sums of fractions are off by does not decide which way a half is rounded. */
export function wholeScore(points: number): number {
  return Math.round(Math.round(points * 1e6) / 1e6);
}
