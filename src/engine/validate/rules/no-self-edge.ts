import { withArticle } from '../../format';
import type { Rule } from '../rule';
import { ours } from '../sources';
import { edgePath } from '../../plan';

/** In a hand-written file it is a typing error, and no other rule would name it correctly. */
export const noSelfEdge: Rule = {
  meta: {
    id: 'no-self-edge',
    title: 'No edge from a node to itself',
    severity: 'error',
    family: 'structure',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [ours],
    entries: [],
    docs: 'An edge says what one node gives to another. A node that leads to itself would wait for its own result.',
  },
  scope: { each: 'edge', within: 0 },

  *check({ plan, graph }) {
    const seen = new Set<string>();
    for (const { id, edge, kind, from, to } of graph.edges) {
      if (from !== to || seen.has(id)) continue;
      seen.add(id);
      yield {
        nodes: [from.id],
        edges: [edge],
        path: edgePath(plan, edge),
        message: `"${from.title}" has ${withArticle(kind)} edge back to itself.`,
        why: 'What a node does within itself is no edge: nothing is handed over, and nothing can start before it has ended.',
        fixes: () => [{ title: 'Remove the edge', edits: [{ type: 'remove-edges', edges: [edge] }] }],
      };
    }
  },
};
