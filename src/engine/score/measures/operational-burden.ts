import type { GraphNode } from '../../catalog';
import { counted, percent, titles } from '../../format';
import { isOperated } from '../../notions';
import { idsOf, isRetired, sum, upTo, type Measure } from '../measure';

/** Effort of operation: the vendor or the team keeps the services running. */
export const operationalBurden: Measure = {
  id: 'operational-burden',
  score: 'maintainability',
  formula({ maintainability }) {
    const { worth, many } = maintainability['operational-burden'];
    const effort = (kind: keyof typeof worth) => percent(1 - (worth[kind] ?? 0), 1);
    return `Each service that the team keeps running is a burden by how it is run: by the team itself ${effort('self-managed')}, as a managed cluster ${effort('managed-cluster')}, as a tool on one's own machine ${effort('local')}, fully managed or as a library ${effort('fully-managed')}; retired or not in the catalog 100 % at each node. What is only used as a library, or runs on something else, is none. Burdens add up, and the part is lost at the sum of ${many}.`;
  },
  measure({ graph, scoring, today }) {
    const { worth, many } = scoring.maintainability['operational-burden'];
    const burdenOf = (node: GraphNode): number => {
      if (isRetired(node, today) || !node.service) return 1;
      const { managed } = node.service;
      return (managed === 'managed-cluster' || managed === 'self-managed') && !isOperated(graph, node) ? 0 : 1 - (worth[managed] ?? 0);
    };
    const burdens = graph.nodes.map((node) => ({ node, burden: burdenOf(node) })).filter(({ burden }) => burden > 0);
    // a second cluster of a kind is run by the same people in the same way
    const byService = new Map(
      burdens.map(({ node, burden }) => [isRetired(node, today) ? node.id : `service ${node.node.service}`, burden]),
    );
    const nodes = burdens.map(({ node }) => node);
    return {
      well: `The vendor runs ${counted(graph.nodes.length, 'node')} of ${graph.nodes.length}.`,
      losses: [
        {
          share: upTo(sum([...byService.values()]), many),
          because: `The vendor runs ${graph.nodes.length - nodes.length} of ${counted(graph.nodes.length, 'node')}; the team looks after ${titles(nodes)}.`,
          fix: 'Replace them with services that the vendor runs.',
          nodes: idsOf(nodes),
        },
      ],
    };
  },
};
