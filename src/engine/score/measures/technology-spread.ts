import { count, idsOf, isRetired, type Measure } from '../measure';

/** How many different services there are to know. A retired one counts each time, so that using it again never pays. */
export const technologySpread: Measure = {
  id: 'technology-spread',
  score: 'maintainability',
  formula({ maintainability }) {
    const { few, many } = maintainability['technology-spread'];
    return `Different services are counted; one that is retired or not in the catalog counts at each node. Up to ${few} nothing is lost, from ${many} on everything, and in between in a straight line.`;
  },
  measure({ graph, scoring, today }) {
    const { few, many } = scoring.maintainability['technology-spread'];
    const live = new Set(graph.nodes.filter((node) => !isRetired(node, today)).map(({ node }) => node.service));
    const services = live.size + graph.nodes.filter((node) => isRetired(node, today)).length;
    return {
      well: `${count(services, 'different service')}: few enough to know well.`,
      losses: [
        {
          share: services <= few ? 0 : services >= many ? 1 : (services - few) / (many - few),
          because: `${count(services, 'different service')}; up to ${few} cost nothing, ${many} cost everything.`,
          mend: 'Use a service that is there already where it can do the work of another.',
          nodes: idsOf(graph.nodes),
        },
      ],
    };
  },
};
