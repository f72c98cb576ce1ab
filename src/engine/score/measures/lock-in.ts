import { isRetired, mean, titles, type Measure } from '../measure';

/** How hard it is to leave the services again. */
export const lockIn: Measure = {
  id: 'lock-in',
  score: 'maintainability',
  measure({ graph, scoring, today }) {
    const { worth } = scoring.maintainability['lock-in'];
    const judged = graph.nodes.map((node) => ({
      node,
      worth: isRetired(node, today) || !node.service ? 0 : worth[node.service.lockIn.level],
    }));
    const tied = judged.filter((one) => one.worth <= worth.high).map(({ node }) => node);
    return {
      share: mean(judged.map((one) => one.worth)),
      because: tied.length === 0 ? 'Nothing in the plan is hard to leave.' : `Hard to leave: ${titles(tied)}.`,
      nodes: tied.map(({ id }) => id),
    };
  },
};
