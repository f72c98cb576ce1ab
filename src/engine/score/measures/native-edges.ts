import { count, glue, idsOf, titles, type Measure } from '../measure';

/** How many connections the services bring themselves, as the guide's second factor asks. */
export const nativeEdges: Measure = {
  id: 'native-edges',
  score: 'integration',
  formula() {
    return 'The share of edges that need no glue, as in native integration above. Without edges the part is left out, and the score is that of the other parts.';
  },
  measure(input) {
    const { edges } = input.graph;
    if (edges.length === 0) return undefined;
    const { edges: glued, nodes } = glue(input);
    return {
      well: edges.length === 1 ? 'The only edge is native.' : `All ${edges.length} edges are native.`,
      losses: [
        {
          share: glued.length / edges.length,
          because: `${edges.length - glued.length} of ${count(edges.length, 'edge')} ${edges.length - glued.length === 1 ? 'is' : 'are'} native; glue is needed at ${titles(nodes)}.`,
          mend: 'Join services that work together, or swap one end for one that does.',
          nodes: idsOf(nodes),
        },
      ],
    };
  },
};
