import { page } from '../sources';
import { reviewNeeds } from '../questions/review-needs';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

const managedNetwork = page(
  'Azure Data Factory managed virtual network',
  'https://learn.microsoft.com/azure/data-factory/managed-virtual-network-private-endpoint',
);

/** The copy is where data crosses the border of a private network, and its runtime decides by which way. */
export const copiesInsideNetwork: Rule = {
  meta: {
    id: 'copies-inside-network',
    title: 'On a private network, copies run inside it',
    severity: 'warning',
    family: 'security',
    pillar: 'security',
    stages: ['data-transfer', 'orchestration'],
    sources: [wellArchitected.networking, managedNetwork],
    entries: [],
    docs: 'The default integration runtime of Data Factory runs outside your network and reaches stores by their public addresses. On a private network, copies and pipelines use the runtime in the managed virtual network, or a self-hosted one.',
  },
  scope: { each: 'node', within: 0 },

  *check({ plan, graph }) {
    if (!reviewNeeds(plan).private) return;
    for (const node of graph.nodes) {
      if (graph.value(node, 'integrationRuntime') !== 'azure-ir') continue;
      const chosen = graph.usage(node).values['integrationRuntime']?.from !== 'default';
      yield {
        nodes: [node.id],
        path: ['nodes', node.id, 'usage', 'integrationRuntime'],
        ...(chosen ? {} : { severity: 'info' as const }),
        source: managedNetwork,
        message: chosen
          ? `"${node.title}" runs on the integration runtime of Azure, outside the private network.`
          : `"${node.title}" does not say which integration runtime it uses; the usual one runs outside the private network.`,
        why: 'It reaches stores by their public addresses, which a private network turns off. The runtime in a managed virtual network reaches private endpoints; its activities cost more.',
        fixes: () => [
          {
            title: `Run "${node.title}" in a managed virtual network`,
            edits: [{ type: 'set-usage', id: node.id, set: { integrationRuntime: 'managed-vnet-ir' } }],
          },
        ],
      };
    }
  },
};
