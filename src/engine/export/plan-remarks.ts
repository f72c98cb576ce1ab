import type { PlanGraph } from '../catalog';
import { edgeId } from '../plan';
import type { Remark } from './exporter';

/** What no exporter can write, whatever it covers: nodes of unknown services, and edges that lead nowhere or back to their start. */
export function planRemarks(graph: PlanGraph): readonly Remark[] {
  const unknown = graph.nodes
    .filter(({ service }) => !service)
    .map(({ id, node }) => ({
      nodes: [id],
      edges: [],
      text: `The catalog has no service "${node.service}", so nothing is written from the node.`,
    }));
  const dangling = graph.dangling.map((edge) => ({
    nodes: [],
    edges: [edgeId(edge)],
    text: `The ${edge.kind} edge from "${edge.from}" to "${edge.to}" has an end that does not exist, so nothing is written from it.`,
  }));
  const loops = graph.edges
    .filter(({ from, to }) => from === to)
    .map(({ id, kind, from }) => ({ nodes: [from.id], edges: [id], text: `Its ${kind} edge to itself is not written.` }));
  return [...unknown, ...dangling, ...loops];
}
