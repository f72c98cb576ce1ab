import { count, idsOf, isRetired, titles, type Measure } from '../measure';

/** How many nodes use, or work natively with, a service that the organisation already runs. */
export const estateFit: Measure = {
  id: 'estate-fit',
  score: 'integration',
  formula() {
    return 'The share of nodes whose service is already run, or works with one that is. Where the plan does not say what is run, the part is left out.';
  },
  measure({ graph, today }) {
    const estate = graph.plan.context.estate ?? [];
    if (estate.length === 0 || graph.nodes.length === 0) return undefined;
    const strangers = graph.nodes.filter(
      (node) => isRetired(node, today) || !estate.some((id) => id === node.node.service || graph.catalog.integrates(id, node.node.service)),
    );
    const fitting = graph.nodes.length - strangers.length;
    return {
      well:
        graph.nodes.length === 1
          ? 'The only node uses or works with what is already run.'
          : `All ${graph.nodes.length} nodes use or work with what is already run.`,
      losses: [
        {
          share: strangers.length / graph.nodes.length,
          because: `${fitting} of ${count(graph.nodes.length, 'node')} ${fitting === 1 ? 'uses or works' : 'use or work'} with what is already run; new islands: ${titles(strangers)}.`,
          mend: 'Put services in their place that are already run or work with one that is.',
          nodes: idsOf(strangers),
        },
      ],
    };
  },
};
