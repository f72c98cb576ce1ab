import { count, glue, idsOf, titles, type Measure } from '../measure';

/** How many connections the services bring themselves. */
export const nativeIntegration: Measure = {
  id: 'native-integration',
  score: 'maintainability',
  formula() {
    return 'The share of edges that need no glue: both services say that they work together, are the same, or one runs on compute that takes its kind of job. An edge of a service that is retired or not in the catalog needs glue. Without edges nothing is lost.';
  },
  measure(input) {
    const { edges } = input.graph;
    if (edges.length === 0) return { well: 'Nothing is connected yet, so nothing needs glue.', losses: [] };
    const { edges: glued, nodes } = glue(input);
    return {
      well:
        edges.length === 1
          ? 'The only edge joins services that work together natively.'
          : `All ${edges.length} edges join services that work together natively.`,
      losses: [
        {
          share: glued.length / edges.length,
          because: `${glued.length} of ${count(edges.length, 'edge')} ${glued.length === 1 ? 'needs' : 'need'} glue of your own, at ${titles(nodes)}.`,
          mend: 'Join services that work together, or swap one end for one that does.',
          nodes: idsOf(nodes),
        },
      ],
    };
  },
};
