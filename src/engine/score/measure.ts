import { edgesWhere, nodesWhere, oncePer, PlanGraph, type GraphNode } from '../catalog';
import { cannotPass } from '../notions';
import type { NodeId } from '../plan';
import type { IntegrationPart, MaintainabilityPart, Scoring } from './scoring';

/** What the scores take from a finding of the rules. */
export interface Fault {
  readonly title: string;
  readonly family: string;
  readonly severity: string;
  readonly nodes: readonly NodeId[];
}

/** What a plan is scored by. */
export interface ScoreInput {
  readonly graph: PlanGraph;
  readonly scoring: Scoring;
  /** The findings of the rules, waived ones too: a waiver fixes nothing. */
  readonly findings: readonly Fault[];
  /** The day that counts as today. */
  readonly today: string;
}

/** Input of a measure. */
export interface MeasureInput extends ScoreInput {
  /** The plan without what does not work: nodes out of support, and edges along which nothing can pass. */
  readonly working: PlanGraph;
}

/** Adds the working part of a plan to what it is scored by. */
export function measureInput(input: ScoreInput): MeasureInput {
  const { graph, today } = input;
  const { plan, catalog, book } = graph;
  const gone = new Set(idsOf(retiredOn(today)(graph)));
  const barred = new Set(barredEdges(graph).map(({ edge }) => edge));
  if (gone.size === 0 && barred.size === 0) return { ...input, working: graph };
  const nodes = Object.fromEntries(Object.entries(plan.nodes).filter(([id]) => !gone.has(id)));
  const edges = plan.edges.filter((edge) => !barred.has(edge) && !gone.has(edge.from) && !gone.has(edge.to));
  return { ...input, working: new PlanGraph({ ...plan, nodes, edges }, catalog, book) };
}

/**
 * Result of a plan in one part of a score: reasons that lose points, each with its share. Points and words come from the same list, so
 * that a part can neither lose a point without a reason nor give a reason that costs nothing.
 */
export interface Measured {
  /** The sentence for a part without losses. */
  readonly well: string;
  readonly losses: readonly ShareLost[];
}

/** One reason why a part loses points. */
export interface ShareLost {
  /** Share of the part's points, from 0 (none) to 1 (all). A reason with a share of 0 is not mentioned. */
  readonly share: number;
  /** In a sentence, with the plan's own numbers. */
  readonly because: string;
  /** The change that would bring the points back. */
  readonly fix: string;
  /** The nodes that cause it; none if something is missing from the plan. */
  readonly nodes: readonly NodeId[];
}

export interface Measure {
  readonly id: MaintainabilityPart | IntegrationPart;
  readonly score: 'maintainability' | 'integration';
  /** The counting of points, in words and with the figures of the weights. */
  formula(scoring: Scoring): string;
  /** `undefined` if the plan has nothing to score. */
  measure(input: MeasureInput): Measured | undefined;
}

/** True if a node's service is out of support: it then earns points nowhere, so that it can never raise a score. */
export function isRetired(node: GraphNode, today: string): boolean {
  const { service } = node;
  return !service || service.status.state === 'retired' || (service.status.retiresOn !== undefined && service.status.retiresOn <= today);
}

/** Something that follows from a day, made once for each. */
export function byDay<T>(make: (today: string) => T): (today: string) => T {
  const made = new Map<string, T>();
  return (today) => {
    let one = made.get(today);
    if (one === undefined) made.set(today, (one = make(today)));
    return one;
  };
}

/** The nodes that are out of support on a day. */
export const retiredOn = byDay((today) => nodesWhere((node) => isRetired(node, today)));

/** The edges along which nothing can pass. */
export const barredEdges = edgesWhere((edge, { catalog }) => cannotPass(edge, catalog));

/** The number of nodes, and of edges, of a graph. */
export const sizeOf = oncePer(({ nodes }: PlanGraph) => nodes.length);
export const edgeCount = oncePer(({ edges }: PlanGraph) => edges.length);

/**
 * The nodes that something is asked of, and all that are out of support. What is asked applies to a retired service too: otherwise replacing
 * a node with one would hide what the plan lacks.
 */
export function askedOrRetired(asked: (node: GraphNode) => boolean): (input: MeasureInput) => readonly GraphNode[] {
  const on = byDay((today) => nodesWhere((node) => isRetired(node, today) || asked(node)));
  return ({ graph, today }) => on(today)(graph);
}

/** Those of some nodes that are not among others, which may be of the working part of the plan. */
export function without(nodes: readonly GraphNode[], others: Iterable<GraphNode>): readonly GraphNode[] {
  const ids = new Set([...others].map(({ id }) => id));
  return nodes.filter(({ id }) => !ids.has(id));
}

/**
 * Share lost where some nodes lack what all should have: everything where all lack it, else the more the more of them lack it. Nodes that have
 * it do not make up for those that lack it, so that adding such nodes never pays.
 */
export function shortfall(lacking: number, all: number): number {
  if (lacking === 0) return 0;
  return lacking === all ? 1 : lacking / (lacking + 1);
}

/** The share lost for an amount: nothing up to `few`, everything from `many` on, in a straight line between. */
export function upTo(amount: number, many: number, few = 0): number {
  return Math.min(1, Math.max(0, (amount - few) / (many - few)));
}

/** The ids of some nodes. */
export function idsOf(nodes: readonly GraphNode[]): readonly NodeId[] {
  return nodes.map(({ id }) => id);
}

/** The sum of some numbers, exactly the same in any order. */
export function sum(values: readonly number[]): number {
  return Float64Array.from(values)
    .sort()
    .reduce((total, value) => total + value, 0);
}

/** Points as a whole score. Rounding errors of sums do not decide which way a half is rounded. */
export function wholeScore(points: number): number {
  return Math.round(Math.round(points * 1e6) / 1e6);
}
