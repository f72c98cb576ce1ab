import type { Edge, EdgeKind, NodeId, Plan, ServiceId, Stage } from '../../plan';
import type { Catalog } from '../catalog';
import type { GraphEdge, GraphNode, PlanGraph } from '../graph';
import { keepsParts, type PartsOf } from '../nodes-where';
import { remembers } from '../once-per';
import type { PriceBook } from '../prices';
import type { Usage } from '../usage';
import type { LiveGraph } from './live-graph';
import type { LiveNode } from './live-node';

/** A graph whose lists hold only some of its nodes, and the edges that start there. From a node, the whole graph can be reached. */
export class PartOfGraph implements Pick<PlanGraph, keyof PlanGraph> {
  readonly plan: Plan;
  readonly catalog: Catalog;
  readonly book: PriceBook;
  readonly edges: readonly GraphEdge[];

  /**
   * @param nodes in the plan's order
   * @param edges some edges that start at them; without it, all
   */
  constructor(
    private readonly whole: LiveGraph,
    readonly nodes: readonly LiveNode[],
    edges: readonly GraphEdge[] = nodes.flatMap(({ now }) => now.out),
  ) {
    ({ plan: this.plan, catalog: this.catalog, book: this.book } = whole);
    this.edges = edges;
  }

  get asGraph(): PlanGraph {
    return this as unknown as PlanGraph; // as a live graph
  }

  get dangling(): readonly Edge[] {
    return this.whole.dangling;
  }

  get(id: NodeId): GraphNode | undefined {
    return this.whole.get(id);
  }

  ofService(...ids: readonly ServiceId[]): readonly GraphNode[] {
    return ids.flatMap((id) => this.nodes.filter(({ now }) => now.service?.id === id));
  }

  inStage(...stages: readonly Stage[]): readonly GraphNode[] {
    return stages.flatMap((stage) => this.nodes.filter(({ now }) => now.stage === stage));
  }

  usage(node: GraphNode): Usage {
    return this.whole.usage(node);
  }

  value(node: GraphNode, field: string): number | string | boolean | undefined {
    return this.whole.value(node, field);
  }

  amount(node: GraphNode, field: string): number | undefined {
    return this.whole.amount(node, field);
  }

  downstream(node: GraphNode, kinds: readonly EdgeKind[]): readonly GraphNode[] {
    return this.whole.downstream(node, kinds);
  }

  upstream(node: GraphNode, kinds: readonly EdgeKind[]): readonly GraphNode[] {
    return this.whole.upstream(node, kinds);
  }

  /** Parts are those of all nodes. */
  [keepsParts]<T>(of: PartsOf<T>): readonly T[] {
    return this.whole[keepsParts](of);
  }

  /** Kept values are those of the whole graph. */
  [remembers]<T>(make: (graph: PlanGraph) => T): T {
    return this.whole[remembers](make);
  }
}
