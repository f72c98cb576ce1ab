import { titles } from '../../format';
import { reviewNeeds } from '../questions/review-needs';
import { findingsOn, namedBriefly } from '../questions/safeguards';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** One service with a public address is the way around all private ones. */
export const reachedPrivately: Rule = {
  meta: {
    id: 'reached-privately',
    title: 'On a private network, no service is reached over the internet',
    severity: 'warning',
    family: 'security',
    pillar: 'security',
    stages: 'all',
    sources: [wellArchitected.networking, wellArchitected.azureMl],
    entries: [],
    docs: 'Where the plan asks for a private network, each service that holds data or answers requests is reached through a private endpoint, or is inside the virtual network, and its public access is off. Some services offer this only in certain tiers. The node says how it is reached under `safeguards`.',
  },

  *check({ plan, graph }) {
    if (!reviewNeeds(plan).private) return;
    yield* findingsOn(graph, {
      safeguard: 'access',
      enough: ['virtual-network', 'private-endpoint'],
      aim: ({ service }) => (service?.stages[0] === 'compute' ? 'virtual-network' : 'private-endpoint'),
      nodes: graph.nodes,
      wrong: ({ title }) => `"${title}" is reached over the internet, but the plan asks for a private network.`,
      unavailable: ({ title }, words) =>
        `"${title}" cannot be reached privately as it is set${words === undefined ? '' : `: that takes ${words}`}.`,
      unsaid: (nodes) => `Nothing says that ${titles(nodes)} ${nodes.length === 1 ? 'is' : 'are'} reached privately, as the plan asks.`,
      why: 'Anyone on the internet can try a public address. A private endpoint gives the service an address in your network, and its public access is turned off.',
      doing: (nodes) => `Reach ${namedBriefly(nodes)} privately`,
    });
  },
};
