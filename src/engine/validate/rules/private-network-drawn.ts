import type { GraphNode, PlanGraph } from '../../catalog';
import { editsToAdd } from '../fixes/edits';
import { reviewNeeds } from '../questions/review-needs';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** Private endpoints need a network to be in, and the network costs money that the plan should show. */
export const privateNetworkDrawn: Rule = {
  meta: {
    id: 'private-network-drawn',
    title: 'A private plan has a virtual network',
    severity: 'warning',
    family: 'security',
    pillar: 'security',
    stages: ['foundation'],
    sources: [wellArchitected.networking, wellArchitected.azureMl],
    entries: [],
    docs: 'A private network consists of a virtual network with private endpoints, or of the managed network of an Azure ML workspace. A plan that asks for a private network shows one of them, with its endpoints, so that it is planned and paid for.',
  },

  *check({ plan, graph, catalog }) {
    if (!reviewNeeds(plan).private || graph.nodes.length === 0) return;
    const network = catalog.get('azure-virtual-network');
    if (graph.ofService('azure-virtual-network').length > 0 || graph.nodes.some((node) => hasEndpoints(graph, node))) return;
    const [first] = graph.nodes;
    yield {
      path: ['context', 'needs', 'network'],
      message: 'The plan asks for a private network, but has no virtual network and no private endpoints.',
      why: 'A service is private only when a private endpoint or its own subnet leads to it. Both belong to a network that somebody plans and pays for.',
      fixes: () =>
        network && first
          ? [
              {
                title: `Add ${network.shortName}`,
                edits: editsToAdd(plan, network, 'foundation', { beside: first.id, side: 'after' }, () => []),
              },
            ]
          : [],
    };
  },
};

/** Counts private endpoints of its own, as a workspace does. */
function hasEndpoints(graph: PlanGraph, node: GraphNode): boolean {
  return (graph.amount(node, 'privateEndpoints') ?? 0) > 0;
}
