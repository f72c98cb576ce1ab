import { list } from '../../format';
import { edgeId, edgePath } from '../../plan';
import type { Rule } from '../rule';
import { ours } from '../sources';

/** The canvas cannot draw such an edge, so only the list shows it. */
export const noDanglingEdge: Rule = {
  meta: {
    id: 'no-dangling-edge',
    title: 'Every edge joins two nodes',
    severity: 'error',
    family: 'structure',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'An edge names the two nodes that it joins. One that names a node which the plan does not have is a typing error or a left-over.',
  },

  *check({ plan, graph }) {
    for (const edge of graph.dangling) {
      const missing = [edge.from, edge.to].filter((id) => !plan.nodes[id]);
      yield {
        nodes: [edge.from, edge.to].filter((id) => plan.nodes[id]),
        edges: [edge],
        path: edgePath(plan, edge),
        message: `The edge ${edgeId(edge)} names ${list(missing.map((id) => `"${id}"`))}, which the plan does not have.`,
        why: 'An edge whose end is missing is not drawn and says nothing.',
        fixes: () => [{ title: 'Remove the edge', edits: [{ type: 'remove-edges', edges: [edge] }] }],
      };
    }
  },
};
