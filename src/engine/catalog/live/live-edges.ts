import { edgeId, type Edge, type NodeId } from '../../plan';
import type { GraphEdge } from '../graph';
import type { LiveNode } from './live-node';

/** The edges of a plan, joined with their nodes, in the plan's order. */
export interface JoinedEdges {
  readonly edges: readonly GraphEdge[];
  /** Edges with an end that does not exist. */
  readonly dangling: readonly Edge[];
}

/**
 * Joins a plan's edges. An edge of before keeps its object if it, both of its ends and its place among the others are as before.
 * @param areOthers true if nodes came or went, so that ends may differ
 */
export function joinedEdges(
  edges: readonly Edge[],
  before: JoinedEdges,
  nodes: ReadonlyMap<NodeId, LiveNode>,
  areOthers: boolean,
): { readonly joined: JoinedEdges; readonly gone: readonly GraphEdge[]; readonly come: readonly GraphEdge[] } {
  const old = before.edges;
  const joined: GraphEdge[] = [];
  const dangling: Edge[] = [];
  const [gone, come]: [GraphEdge[], GraphEdge[]] = [[], []];
  const places = new Map<Edge, number[]>();
  let known = false;
  let next = 0; // place among the edges of before
  const isWhole = (edge: GraphEdge) => !areOthers || (nodes.get(edge.edge.from) === edge.from && nodes.get(edge.edge.to) === edge.to);
  for (const edge of edges) {
    let one = old[next];
    if (one?.edge !== edge) {
      // the edges of before that are left out here, or none if this one is new
      if (!known) {
        known = true;
        old.forEach((other, at) => {
          const list = places.get(other.edge);
          if (list) list.push(at);
          else places.set(other.edge, [at]);
        });
      }
      const at = places.get(edge)?.find((place) => place >= next);
      one = at === undefined ? undefined : old[at];
      if (at !== undefined) {
        for (; next < at; next += 1) gone.push(old[next] as GraphEdge); // up to a place in the list
      }
    }
    if (one) next += 1;
    if (one && isWhole(one)) {
      joined.push(one);
      continue;
    }
    if (one) gone.push(one);
    const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)];
    if (!from || !to) {
      dangling.push(edge);
      continue;
    }
    const fresh: GraphEdge = { id: edgeId(edge), edge, kind: edge.kind, from, to };
    joined.push(fresh);
    come.push(fresh);
  }
  for (; next < old.length; next += 1) gone.push(old[next] as GraphEdge); // the rest of the list
  return { joined: { edges: joined, dangling }, gone, come };
}
