import { count, idsOf, isRetired, mean, titles, type Measure } from '../measure';

/** Who keeps the services running, the vendor or the team. */
export const operationalBurden: Measure = {
  id: 'operational-burden',
  score: 'maintainability',
  measure({ graph, scoring, today }) {
    const { worth } = scoring.maintainability['operational-burden'];
    const judged = graph.nodes.map((node) => ({ node, worth: isRetired(node, today) || !node.service ? 0 : worth[node.service.managed] }));
    const burdens = judged.filter((one) => one.worth < 1).map(({ node }) => node);
    return {
      well: `The vendor runs ${count(judged.length, 'node')} of ${judged.length}.`,
      losses: [
        {
          share: 1 - mean(judged.map((one) => one.worth)),
          because: `The vendor runs ${judged.length - burdens.length} of ${count(judged.length, 'node')}; the team looks after ${titles(burdens)}.`,
          mend: 'Put services in their place that the vendor runs.',
          nodes: idsOf(burdens),
        },
      ],
    };
  },
};
