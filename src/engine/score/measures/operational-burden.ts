import { count, isRetired, mean, titles, type Measure } from '../measure';

/** Who keeps the services running, the vendor or the team. */
export const operationalBurden: Measure = {
  id: 'operational-burden',
  score: 'maintainability',
  measure({ graph, scoring, today }) {
    const { worth } = scoring.maintainability['operational-burden'];
    const judged = graph.nodes.map((node) => ({ node, worth: isRetired(node, today) || !node.service ? 0 : worth[node.service.managed] }));
    const burdens = judged.filter((one) => one.worth < 1).map(({ node }) => node);
    return {
      share: mean(judged.map((one) => one.worth)),
      because:
        burdens.length === 0
          ? `The vendor runs ${count(judged.length, 'node')} of ${judged.length}.`
          : `The vendor runs ${judged.length - burdens.length} of ${count(judged.length, 'node')}; the team looks after ${titles(burdens)}.`,
      nodes: burdens.map(({ id }) => id),
    };
  },
};
