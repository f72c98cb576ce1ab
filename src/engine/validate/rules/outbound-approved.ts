import { titles } from '../../format';
import { reviewNeeds } from '../questions/review-needs';
import { findingsOn, namedBriefly } from '../questions/safeguards';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** Training code comes from many hands and packages, and what it can read it can also send away. */
export const outboundApproved: Rule = {
  meta: {
    id: 'outbound-approved',
    title: 'Code that reads confidential data connects to approved addresses only',
    severity: 'warning',
    family: 'security',
    pillar: 'security',
    stages: ['compute', 'training', 'experimentation', 'deployment-realtime'],
    sources: [wellArchitected.networking, wellArchitected.azureMl],
    entries: [],
    docs: 'Where the data is confidential and the network private, services that run code connect only to addresses that somebody approved: by the outbound mode of a managed network, or by a firewall. A plan with Azure Firewall in it meets this for every service on its network.',
  },

  *check({ plan, graph }) {
    const needs = reviewNeeds(plan);
    if (!needs.private || !needs.confidential || graph.ofService('azure-firewall').length > 0) return;
    yield* findingsOn(graph, {
      safeguard: 'outbound',
      enough: ['approved'],
      nodes: graph.nodes,
      wrong: ({ title }) => `"${title}" may connect anywhere, and ${needs.security ?? ''}.`,
      unsaid: (nodes) => `Nothing limits where ${titles(nodes)} may connect to, and ${needs.security ?? ''}.`,
      why: 'A package or a script that sends data away needs no more than an open way out. A list of approved addresses closes it.',
      doing: (nodes) => `Let ${namedBriefly(nodes)} connect to approved addresses only`,
    });
  },
};
