import type { GraphEdge, GraphNode, PlanGraph } from './graph';

/** The method by which a graph that changes keeps parts of its nodes itself. */
export const keepsParts = Symbol('keepsParts');

/** Lists the parts that one node has of something. */
export type PartsOf<T> = (node: GraphNode, graph: PlanGraph) => readonly T[];

interface KeepingParts {
  [keepsParts]?<T>(of: PartsOf<T>): readonly T[];
}

/**
 * Something that each node has a list of, put together for all nodes of a graph in the order of the plan. In a plan that changes, only the
 * nodes that a change touches are asked again, and while the lists stay the same, whoever asked for them need not ask again.
 * @param of decides about a node by itself and by what it reaches along edges; it neither counts nodes nor looks for them in a list
 */
export function eachNode<T>(of: PartsOf<T>): (graph: PlanGraph) => readonly T[] {
  const made = new WeakMap<PlanGraph, readonly T[]>();
  return (graph) => {
    const own = (graph as KeepingParts)[keepsParts];
    if (own) return own.call(graph, of) as readonly T[];
    let parts = made.get(graph);
    if (!parts) {
      parts = graph.nodes.flatMap((node) => of(node, graph));
      made.set(graph, parts);
    }
    return parts;
  };
}

const none: readonly never[] = [];

/** The nodes for which something holds, in the order of the plan. @param holds as in `eachNode` */
export function nodesWhere(holds: (node: GraphNode, graph: PlanGraph) => boolean): (graph: PlanGraph) => readonly GraphNode[] {
  return eachNode((node, graph) => (holds(node, graph) ? [node] : none));
}

/** The edges for which something holds, by the nodes that they start from. @param holds decides by the edge, its ends and what they reach */
export function edgesWhere(holds: (edge: GraphEdge, graph: PlanGraph) => boolean): (graph: PlanGraph) => readonly GraphEdge[] {
  return eachNode((node, graph) => {
    const some = node.out.filter((edge) => holds(edge, graph));
    return some.length === 0 ? none : some;
  });
}
