import { edgeId, titleOf, type Edge, type EdgeKind, type NodeId, type Plan, type PlanNode, type ServiceId, type Stage } from '../plan';
import type { Catalog } from './catalog';
import { impliedUsage, type ImpliedUsage } from './implied-usage';
import type { PriceBook } from './prices';
import { regionId } from './regions';
import type { Service } from './service';
import { likelyAmount, likelyValue, usageOf, type Usage } from './usage';

/** A node of a plan, joined with its service and its edges. */
export interface GraphNode {
  readonly id: NodeId;
  /** Index in the plan's order, from 0. */
  readonly at: number;
  readonly node: PlanNode;
  /** Title on the canvas. */
  readonly title: string;
  /** Unset for a service that the catalog does not know. */
  readonly service: Service | undefined;
  /** The node's own stage, or the service's first. */
  readonly stage: Stage | undefined;
  /** Id of the node's own region, or of the plan's; the text itself where it names no region. */
  readonly region: string | undefined;
  readonly in: readonly GraphEdge[];
  readonly out: readonly GraphEdge[];
}

/** An edge of a plan whose ends both exist. */
export interface GraphEdge {
  readonly id: string;
  readonly edge: Edge;
  readonly kind: EdgeKind;
  readonly from: GraphNode;
  readonly to: GraphNode;
}

/** A plan joined with the catalog, made once for all rules, measures and costs. */
export class PlanGraph {
  /** In the plan's order. */
  readonly nodes: readonly GraphNode[];
  /** Edges whose ends both exist, in the plan's order. */
  readonly edges: readonly GraphEdge[];
  /** Edges with an end that does not exist. */
  readonly dangling: readonly Edge[];
  readonly #byId = new Map<NodeId, GraphNode>();
  readonly #byService = new Map<ServiceId, GraphNode[]>();
  readonly #byStage = new Map<Stage, GraphNode[]>();
  readonly #usages = new Map<GraphNode, Usage>();

  constructor(
    readonly plan: Plan,
    readonly catalog: Catalog,
    readonly book: PriceBook,
  ) {
    const home = idOf(plan.context.region);
    for (const [id, node] of Object.entries(plan.nodes)) {
      const service = catalog.get(node.service);
      const joined = {
        id,
        at: this.#byId.size,
        node,
        title: titleOf(plan, id),
        service,
        stage: node.stage ?? service?.stages[0],
        region: idOf(node.region) ?? home,
        in: [],
        out: [],
      };
      this.#byId.set(id, joined);
      if (service) push(this.#byService, service.id, joined);
      if (joined.stage) push(this.#byStage, joined.stage, joined);
    }
    const edges: GraphEdge[] = [];
    const dangling: Edge[] = [];
    for (const edge of plan.edges) {
      const from = this.#byId.get(edge.from);
      const to = this.#byId.get(edge.to);
      if (!from || !to) {
        dangling.push(edge);
        continue;
      }
      const joined: GraphEdge = { id: edgeId(edge), edge, kind: edge.kind, from, to };
      edges.push(joined);
      (from.out as GraphEdge[]).push(joined); // still being built here; read-only from outside
      (to.in as GraphEdge[]).push(joined);
    }
    this.nodes = [...this.#byId.values()];
    this.edges = edges;
    this.dangling = dangling;
  }

  get(id: NodeId): GraphNode | undefined {
    return this.#byId.get(id);
  }

  /** Nodes of any of these services, in the order of the services named. */
  ofService(...ids: readonly ServiceId[]): readonly GraphNode[] {
    const [only] = ids;
    if (ids.length === 1 && only !== undefined) return this.#byService.get(only) ?? [];
    return ids.flatMap((id) => this.#byService.get(id) ?? []);
  }

  /** Nodes in any of these stages. */
  inStage(...stages: readonly Stage[]): readonly GraphNode[] {
    return stages.flatMap((stage) => this.#byStage.get(stage) ?? []);
  }

  /** A node's usage; the same object while node, its compute, the assumptions and the plan's data volume stay the same. */
  usage(node: GraphNode): Usage {
    if (!node.service) return noUsage;
    let usage = this.#usages.get(node);
    if (!usage) {
      usage = cachedUsage(node.node, node.service, this.plan.assumptions, this.book, this.#implied(node, node.service));
      this.#usages.set(node, usage);
    }
    return usage;
  }

  #implied(node: GraphNode, service: Service): ImpliedUsage {
    const machines = node.out.flatMap(({ kind, to }) => (kind === 'runs-on' ? (to.service ?? []) : []));
    return impliedUsage(node.node, service, { stage: node.stage, machines, needs: this.plan.context.needs }, this.catalog);
  }

  /** The likely value of a usage field, or `undefined` when it is unknown. */
  value(node: GraphNode, field: string): number | string | boolean | undefined {
    return likelyValue(this.usage(node), field);
  }

  /** The likely value of a number, size (GB) or duration (h), or `undefined`. */
  amount(node: GraphNode, field: string): number | undefined {
    return likelyAmount(this.usage(node), field);
  }

  /** Every node that can be reached from a node along edges of these kinds, itself left out, nearest first. */
  downstream(node: GraphNode, kinds: readonly EdgeKind[]): readonly GraphNode[] {
    const reached = reachedFrom([node], kinds);
    return [...reached].slice(1);
  }

  /** Every node from which a node can be reached along edges of these kinds, itself left out, nearest first. */
  upstream(node: GraphNode, kinds: readonly EdgeKind[]): readonly GraphNode[] {
    const leading = leadingTo([node], kinds);
    return [...leading].slice(1);
  }
}

/** The id of a region as a plan writes it. */
export function idOf(region: string | undefined): string | undefined {
  return region === undefined || region.trim() === '' ? undefined : regionId(region);
}

export const noUsage: Usage = { values: {}, problems: [] };

/* Plans share the nodes that an edit did not touch, so a cached usage is valid until what it was made from changes. */
const usages = new WeakMap<PlanNode, { readonly from: readonly unknown[]; readonly usage: Usage }>();

export function cachedUsage(
  node: PlanNode,
  service: Service,
  assumptions: Plan['assumptions'],
  book: PriceBook,
  implied: ImpliedUsage,
): Usage {
  const from = [service, assumptions, book, ...Object.entries(implied).flatMap(([field, { text }]) => [field, text])];
  const known = usages.get(node);
  if (known?.from.length === from.length && known.from.every((one, at) => one === from[at])) return known.usage;
  const usage = usageOf(node, service, assumptions, book, implied);
  usages.set(node, { from, usage });
  return usage;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/**
 * Every node that some nodes reach along edges of these kinds, themselves included and first; one walk for all of them. @param most
 * number of nodes to visit
 */
export function reachedFrom(starts: Iterable<GraphNode>, kinds: readonly EdgeKind[], most = Infinity): ReadonlySet<GraphNode> {
  const seen = new Set(starts);
  for (const node of seen) {
    for (const edge of node.out) if (kinds.includes(edge.kind)) seen.add(edge.to);
    if (seen.size >= most) break;
  }
  return seen;
}

/** Every node from which some nodes are reached along edges of these kinds, themselves included and first. */
export function leadingTo(ends: Iterable<GraphNode>, kinds: readonly EdgeKind[]): ReadonlySet<GraphNode> {
  const seen = new Set(ends);
  for (const node of seen) for (const edge of node.in) if (kinds.includes(edge.kind)) seen.add(edge.from);
  return seen;
}
