import { count, idsOf, isRetired, mean, percent, titles, type Measure } from '../measure';

/** Who keeps the services running, the vendor or the team. */
export const operationalBurden: Measure = {
  id: 'operational-burden',
  score: 'maintainability',
  formula({ maintainability }) {
    const { worth } = maintainability['operational-burden'];
    return `Each node is worth a share by who runs its service: fully managed ${percent(worth['fully-managed'])}, a library ${percent(worth.library)}, a tool on one's own machine ${percent(worth.local)}, a managed cluster ${percent(worth['managed-cluster'])}, run by the team itself ${percent(worth['self-managed'])}; retired or not in the catalog 0 %. The part has the mean of all nodes.`;
  },
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
