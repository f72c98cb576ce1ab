import { count, isRetired, titles, type Measure } from '../measure';

/** How many nodes use, or work natively with, a service that the organisation already runs. */
export const estateFit: Measure = {
  id: 'estate-fit',
  score: 'integration',
  measure({ graph, today }) {
    const estate = graph.plan.context.estate ?? [];
    if (estate.length === 0 || graph.nodes.length === 0) return undefined;
    const strangers = graph.nodes.filter(
      (node) => isRetired(node, today) || !estate.some((id) => id === node.node.service || graph.catalog.integrates(id, node.node.service)),
    );
    return {
      share: (graph.nodes.length - strangers.length) / graph.nodes.length,
      because:
        strangers.length === 0
          ? graph.nodes.length === 1
            ? 'The only node uses or works with what is already run.'
            : `All ${graph.nodes.length} nodes use or work with what is already run.`
          : `${graph.nodes.length - strangers.length} of ${count(graph.nodes.length, 'node')} ${graph.nodes.length - strangers.length === 1 ? 'uses or works' : 'use or work'} with what is already run; new islands: ${titles(strangers)}.`,
      nodes: strangers.map(({ id }) => id),
    };
  },
};
