import type { PlanGraph } from '../catalog';
import { edgeId } from '../plan';
import type { Exported, Exporter, Remark } from './exporter';
import { withoutFilesBecause } from './systems';

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

/** Nodes that only documents speak of, so that nobody looks for their files: with the reason, where one is known. */
export function filelessRemarks(graph: PlanGraph, { files, remarks }: Exported, targets: readonly Exporter[]): readonly Remark[] {
  const documents = targets.filter(({ meta }) => meta.group === 'documents').map(({ meta }) => meta.id);
  const written = new Set(
    files.filter(({ exporter }) => !documents.includes(exporter)).flatMap(({ blocks }) => blocks.flatMap(({ nodes }) => nodes)),
  );
  const said = new Set(remarks.flatMap(({ nodes }) => nodes));
  return graph.nodes.flatMap(({ id, node, service, title }) => {
    if (!service || written.has(id) || said.has(id)) return [];
    const because = withoutFilesBecause(node.service);
    const text = `No file is written for "${title}" (${service.shortName ?? service.name}).${because === undefined ? '' : ` ${because}`}`;
    return [{ nodes: [id], edges: [], text }];
  });
}
