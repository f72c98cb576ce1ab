import { edgesWhere, nodesWhere, type Catalog, type GraphEdge } from '../../catalog';
import { closingEdges, entryOf, cyclesOf, loopClosedBy, loopThrough, removalOf, wayRound } from '../questions/cycles';
import type { Rule } from '../rule';
import { ours } from '../sources';

const controlEdges = edgesWhere(({ kind }) => kind === 'control');
/** What is started and starts others: a cycle has no others. */
const passingOn = nodesWhere((node) => node.in.some(isControl) && node.out.some(isControl));

function isControl({ kind }: GraphEdge): boolean {
  return kind === 'control';
}

/** A cycle of calls waits for itself; a cycle with an event in it starts itself again, which somebody may want. */
export const noControlCycle: Rule = {
  meta: {
    id: 'no-control-cycle',
    title: 'No cycles of calls or events',
    severity: 'error',
    family: 'structure',
    pillar: 'reliability',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'Control edges say what starts what. In a cycle of calls each run waits for the one that it has started, and none ends. Where an event closes the cycle the runs do end, but each starts the next; that needs a condition that stops it.',
  },

  *check({ graph, catalog }) {
    const edges = controlEdges(graph);
    const nodes = passingOn(graph);
    const caught = new Set<string>();
    for (const cycle of cyclesOf(
      nodes,
      edges.filter((edge) => !isEvent(edge, catalog)),
    )) {
      for (const node of cycle.nodes) caught.add(node.id);
      const loop = loopThrough(entryOf(cycle), cycle);
      yield {
        nodes: loop.map(({ from }) => from.id),
        edges: loop.map(({ edge }) => edge),
        message: `The calls form a cycle: ${wayRound(loop)}.`,
        why: 'Each waits for the one that it calls, so a run that has begun never ends.',
        fixes: () => removalOf(closingEdges(cycle)),
      };
    }
    for (const cycle of cyclesOf(nodes, edges)) {
      const event = cycle.edges.find((edge) => isEvent(edge, catalog) && !(caught.has(edge.from.id) && caught.has(edge.to.id)));
      if (!event) continue;
      const loop = loopClosedBy(event, cycle);
      yield {
        nodes: loop.map(({ from }) => from.id),
        edges: loop.map(({ edge }) => edge),
        severity: 'warning',
        message: `Each run starts the next one: ${wayRound(loop)}.`,
        why: 'An event closes the cycle, so the runs and their cost go on without end unless a condition stops them.',
        fixes: () => removalOf([event]),
      };
    }
  },
};

/** True if an edge can only report an event, and not call and wait. */
function isEvent({ from, to }: GraphEdge, catalog: Catalog): boolean {
  if (!from.service || !to.service) return false;
  const shared = catalog.shared(from.service, to.service, 'control');
  return shared.length > 0 && !shared.includes('call');
}
