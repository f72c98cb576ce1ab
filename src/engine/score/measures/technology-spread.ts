import { count, isRetired, type Measure } from '../measure';

/** How many different services there are to know. A retired one counts each time, so that using it again never pays. */
export const technologySpread: Measure = {
  id: 'technology-spread',
  score: 'maintainability',
  measure({ graph, scoring, today }) {
    const { few, many } = scoring.maintainability['technology-spread'];
    const live = new Set(graph.nodes.filter((node) => !isRetired(node, today)).map(({ node }) => node.service));
    const services = live.size + graph.nodes.filter((node) => isRetired(node, today)).length;
    const share = Math.min(1, Math.max(0, (many - services) / (many - few)));
    return {
      share,
      because:
        share === 1
          ? `${count(services, 'different service')}: few enough to know well.`
          : `${count(services, 'different service')}; up to ${few} cost nothing, ${many} cost everything.`,
      nodes: share === 1 ? [] : graph.nodes.map(({ id }) => id),
    };
  },
};
