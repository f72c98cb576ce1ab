import type { GraphNode } from '../../catalog';
import { idsOf, isRetired, percent, titles, type Measure } from '../measure';

/** How hard it is to leave the services again. */
export const lockIn: Measure = {
  id: 'lock-in',
  score: 'maintainability',
  formula({ maintainability }) {
    const { worth } = maintainability['lock-in'];
    return `Each node is worth a share by how hard its service is to leave: easy ${percent(worth.low)}, some work ${percent(worth.medium)}, hard ${percent(worth.high)}; retired or not in the catalog 0 %. The part has the mean of all nodes.`;
  },
  measure({ graph, scoring, today }) {
    const { worth } = scoring.maintainability['lock-in'];
    const tied = { high: 'Hard to leave', medium: 'Takes some work to leave', low: 'Takes a little work to leave' } as const;
    const losses = (['high', 'medium', 'low'] as const).map((level) => {
      // nobody can say how a service is left that is gone or not known
      const nodes = graph.nodes.filter((node) => !gone(node) && node.service?.lockIn.level === level);
      return {
        share: ((1 - worth[level]) * nodes.length) / graph.nodes.length,
        because: `${tied[level]}: ${titles(nodes)}.`,
        mend: 'Put services in their place that work with open formats.',
        nodes: idsOf(nodes),
      };
    });
    const lost = graph.nodes.filter(gone);
    return {
      well: 'Nothing in the plan is hard to leave.',
      losses: [
        {
          share: lost.length / graph.nodes.length,
          because: `Out of support or not known, so nothing says how to leave it: ${titles(lost)}.`,
          mend: 'Put a supported service in its place.',
          nodes: idsOf(lost),
        },
        ...losses,
      ],
    };

    function gone(node: GraphNode): boolean {
      return isRetired(node, today);
    }
  },
};
