import type { Catalog, GraphEdge } from '../../catalog';
import { closingEdges, entryOf, knotsOf, loopClosedBy, loopThrough, removalOf, wayRound } from '../questions/cycles';
import type { Rule } from '../rule';
import { ours } from '../sources';

/** A circle of calls waits for itself; a circle with an event in it starts itself again, which somebody may want. */
export const noControlCycle: Rule = {
  meta: {
    id: 'no-control-cycle',
    title: 'Nothing starts itself',
    severity: 'error',
    family: 'structure',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'Control edges say what starts what. In a circle of calls each run waits for the one that it has started, and none ends. Where an event closes the circle the runs do end, but each starts the next; that needs a condition which stops it.',
  },

  *check({ graph, catalog }) {
    const edges = graph.edges.filter(({ kind }) => kind === 'control');
    const caught = new Set<string>();
    for (const knot of knotsOf(
      graph.nodes,
      edges.filter((edge) => !isEvent(edge, catalog)),
    )) {
      for (const node of knot.nodes) caught.add(node.id);
      const loop = loopThrough(entryOf(knot), knot);
      yield {
        nodes: loop.map(({ from }) => from.id),
        edges: loop.map(({ edge }) => edge),
        message: `The calls go in a circle: ${wayRound(loop)}.`,
        why: 'Each waits for the one that it calls, so a run that has begun never comes to its end.',
        fixes: () => removalOf(closingEdges(knot)),
      };
    }
    for (const knot of knotsOf(graph.nodes, edges)) {
      const event = knot.edges.find((edge) => isEvent(edge, catalog) && !(caught.has(edge.from.id) && caught.has(edge.to.id)));
      if (!event) continue;
      const loop = loopClosedBy(event, knot);
      yield {
        nodes: loop.map(({ from }) => from.id),
        edges: loop.map(({ edge }) => edge),
        severity: 'warning',
        message: `Each run starts the next one: ${wayRound(loop)}.`,
        why: 'An event closes the circle, so it goes on without end, and is paid without end, unless a condition stops it.',
        fixes: () => removalOf([event]),
      };
    }
  },
};

/** Whether an edge can only tell of something that happened, and not call and wait. */
function isEvent({ from, to }: GraphEdge, catalog: Catalog): boolean {
  if (!from.service || !to.service) return false;
  const shared = catalog.shared(from.service, to.service, 'control');
  return shared.length > 0 && !shared.includes('call');
}
