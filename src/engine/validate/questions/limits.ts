import {
  ExpressionError,
  type EdgeLimit,
  type FieldRange,
  type FieldValue,
  type GraphEdge,
  type GraphNode,
  type Limit,
  type PlanGraph,
  type Usage,
} from '../../catalog';
import { figure, formatQuantity } from '../../format';
import { parseQuantity } from '../../plan';
import { answers, requestPath, trains } from '../../notions';

/*
 * Limits that the catalog states of a service, applied to a node: which of them it breaks, by how much, and with which edges.
 */

/** A limit that a node breaks. */
export interface BrokenLimit {
  readonly limit: Limit;
  /** The amount of the plan and the bound, as a sentence writes them; for a limit on amounts. */
  readonly amount?: string;
  readonly bound?: string;
  /** True if only the upper end of the plan's range is beyond the limit. */
  readonly onlyAtMost: boolean;
  /** True if nothing that decides was said by the plan: the settings are the catalog's defaults. */
  readonly byDefault: boolean;
  /** The edges that the settings cannot have. */
  readonly edges: readonly GraphEdge[];
}

/** The limits of its service that a node breaks, in the catalog's order. Needs that the plan does not have break nothing. */
export function brokenLimits(graph: PlanGraph, node: GraphNode): readonly BrokenLimit[] {
  return (node.service?.limits ?? []).flatMap((limit) => {
    if (limit.serving && !answers(node, 'realtime')) return [];
    if (limit.requests && !isWayOfRequests(graph, node, limit)) return [];
    const reading = new Reading(graph, node);
    if (limit.when !== undefined && reading.isTrue(limit.when, 'likely') !== true) return [];
    const broken = breach(node, limit, reading);
    return broken ? [broken] : [];
  });
}

/** True if a condition over its settings holds for a node. */
export function holdsFor(graph: PlanGraph, node: GraphNode, condition: string): boolean {
  return new Reading(graph, node).isTrue(condition, 'likely') === true;
}

/** True or false as a condition over its settings is; undefined if a value that it needs is unknown. */
export function settingsThatHold(graph: PlanGraph, node: GraphNode, condition: string): boolean | undefined {
  return new Reading(graph, node).isTrue(condition, 'likely');
}

/** A limit that takes something from a node which its service has, and how far the plan says so. */
export interface MissingNeed {
  readonly limit: Limit;
  /** Who chose the settings under which it is missing: the plan all of them, some, or none. */
  readonly said: 'all' | 'some' | 'none';
}

/** The limit by which a node, as it is set, cannot do what its service says it can. */
export function missingNeed(graph: PlanGraph, node: GraphNode, need: 'manualApproval'): MissingNeed | undefined {
  for (const limit of node.service?.limits ?? []) {
    if (limit.kind !== 'need' || limit.need !== need) continue;
    const reading = new Reading(graph, node);
    const { when } = limit;
    if (when === undefined) return { limit, said: 'all' };
    if (reading.isTrue(when, 'likely') !== true) continue;
    return { limit, said: reading.byDefault(when, 'all') ? 'none' : reading.byDefault(when, 'some') ? 'some' : 'all' };
  }
  return undefined;
}

function breach(node: GraphNode, limit: Limit, reading: Reading): BrokenLimit | undefined {
  switch (limit.kind) {
    case 'amount':
      return beyond(limit, reading);
    case 'settings': {
      // a setting that nobody chose says nothing about how two settings go together
      if (reading.byDefault(limit.holds, 'some') || reading.isTrue(limit.holds, 'likely') !== false) return undefined;
      return { limit, onlyAtMost: false, byDefault: false, edges: [] };
    }
    case 'edge': {
      const edges = (limit.direction === 'in' ? node.in : node.out).filter(
        (edge) => edge.kind === limit.edge && isMeant(limit, limit.direction === 'in' ? edge.from : edge.to),
      );
      const others = new Set(edges.map(({ from, to }) => (limit.direction === 'in' ? from : to)));
      if (others.size <= (limit.upTo ?? 0)) return undefined;
      return { limit, onlyAtMost: false, byDefault: limit.when !== undefined && reading.byDefault(limit.when, 'all'), edges };
    }
    case 'need':
      return undefined; // rules about the need ask for it: another node may meet it
  }
}

/** True if an edge limit is about a node at the other end. */
function isMeant({ other, except }: EdgeLimit, node: GraphNode): boolean {
  if (except?.includes(node.node.service)) return false;
  switch (other) {
    case 'trains':
      return trains(node);
    case 'answers':
      return answers(node, 'realtime');
    case 'takes-no-stream':
      return node.service !== undefined && !node.service.inputs.data?.includes('stream');
    case undefined:
      return true;
  }
}

/**
 * True if the plan asks for answers in real time and their requests go through a node, and through no other node of its service that is
 * within the limit: a trial beside the real thing is nobody's mistake.
 */
function isWayOfRequests(graph: PlanGraph, node: GraphNode, limit: Limit): boolean {
  if (!(graph.plan.context.needs?.serving ?? []).includes('realtime')) return false;
  const path = requestPath(graph);
  const hosts = node.in.some(({ kind, from }) => kind === 'runs-on' && path.includes(from));
  if ((!path.includes(node) && !hosts) || isHosted(node)) return false;
  return path.every(
    (other) =>
      other.node.service !== node.node.service ||
      isHosted(other) ||
      breach(other, { ...limit, requests: undefined }, new Reading(graph, other)) !== undefined,
  );
}

/** True for a container on a cluster that is another node, whose settings count. */
function isHosted({ node, out }: GraphNode): boolean {
  return out.some(({ kind, to }) => kind === 'runs-on' && to.node.service === node.service);
}

function beyond(limit: Extract<Limit, { kind: 'amount' }>, reading: Reading): BrokenLimit | undefined {
  if (reading.byDefault(limit.amount, 'all', 'double')) return undefined;
  const [likely, high, low] = (['likely', 'high', 'low'] as const).map((end) => reading.amount(limit.amount, end));
  const [most, least] = [boundOf(limit.most), boundOf(limit.least)];
  const words = (amount: number, bound: number | string | undefined, onlyAtMost: boolean): BrokenLimit => ({
    limit,
    amount: written(amount, limit.unit),
    bound: typeof bound === 'number' ? written(bound, limit.unit) : (bound ?? ''),
    onlyAtMost,
    byDefault: false,
    edges: [],
  });
  if (likely === undefined) return undefined;
  if (most !== undefined && likely > most) return words(likely, limit.most, false);
  if (least !== undefined && likely < least) return words(likely, limit.least, false);
  if (most !== undefined && high !== undefined && high > most) return words(high, limit.most, true);
  if (least !== undefined && low !== undefined && low < least) return words(low, limit.least, true);
  return undefined;
}

function boundOf(bound: number | string | undefined): number | undefined {
  return typeof bound === 'string' ? parseQuantity(bound)?.base : bound;
}

function written(amount: number, unit: string): string {
  return unit === 'size' || unit === 'duration' ? formatQuantity(amount, unit) : `${figure(amount)}${unit === '' ? '' : ` ${unit}`}`;
}

/** The settings of a node as expressions read them. */
class Reading {
  readonly #usage: Usage;

  constructor(
    readonly graph: PlanGraph,
    readonly node: GraphNode,
  ) {
    this.#usage = graph.usage(node);
  }

  isTrue(text: string, end: 'low' | 'likely' | 'high'): boolean | undefined {
    const value = this.#evaluate(text, 'bool', end);
    return typeof value === 'boolean' ? value : undefined;
  }

  amount(text: string, end: 'low' | 'likely' | 'high'): number | undefined {
    const value = this.#evaluate(text, 'double', end);
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  }

  /** True if all, or some, of what an expression reads comes from the catalog's defaults. */
  byDefault(text: string, how: 'all' | 'some', type: 'bool' | 'double' = 'bool'): boolean {
    const isDefault = (id: string) => this.#usage.values[id]?.from === 'default';
    const { service } = this.node;
    const fields = service ? this.graph.catalog.expressions(service).parse(text, type).fields : [];
    return how === 'all' ? fields.length > 0 && fields.every(isDefault) : fields.some(isDefault);
  }

  #evaluate(text: string, type: 'bool' | 'double', end: 'low' | 'likely' | 'high'): unknown {
    const { service } = this.node;
    if (!service) return undefined;
    const expression = this.graph.catalog.expressions(service).parse(text, type);
    const values: Record<string, FieldValue> = {};
    for (const id of expression.fields) {
      const value: FieldRange | undefined = this.#usage.values[id];
      if (!value) return undefined;
      values[id] = value[end];
    }
    try {
      return expression.evaluate(values);
    } catch (error) {
      if (error instanceof ExpressionError) return undefined;
      throw error;
    }
  }
}
