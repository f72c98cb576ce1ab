import { count, isNative, titles, type Measure } from '../measure';

/** How many connections the services bring themselves, as the guide's second factor asks. */
export const nativeEdges: Measure = {
  id: 'native-edges',
  score: 'integration',
  measure(input) {
    const { edges } = input.graph;
    if (edges.length === 0) return undefined;
    const glued = edges.filter((edge) => !isNative(edge, input));
    const nodes = [...new Set(glued.flatMap(({ from, to }) => [from, to]))];
    return {
      share: (edges.length - glued.length) / edges.length,
      because:
        glued.length === 0
          ? edges.length === 1
            ? 'The only edge is native.'
            : `All ${edges.length} edges are native.`
          : `${edges.length - glued.length} of ${count(edges.length, 'edge')} ${edges.length - glued.length === 1 ? 'is' : 'are'} native; glue is needed at ${titles(nodes)}.`,
      nodes: nodes.map(({ id }) => id),
    };
  },
};
