import { titles } from '../../format';
import { reviewNeeds } from '../questions/review-needs';
import { findingsOn, namedBriefly } from '../questions/safeguards';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** A key that is copied once works for whoever has it, until somebody notices. */
export const identitiesInsteadOfKeys: Rule = {
  meta: {
    id: 'identities-instead-of-keys',
    title: 'Services sign in with managed identities',
    severity: 'warning',
    family: 'security',
    pillar: 'security',
    stages: 'all',
    sources: [wellArchitected.identity, wellArchitected.azureMl],
    entries: [],
    docs: 'Where the data is confidential or the network private, services sign in to each other with managed identities, or with federated credentials from outside Azure. Keys and passwords can be copied, and a service principal has a secret that somebody has to renew.',
  },

  *check({ plan, graph }) {
    const { security } = reviewNeeds(plan);
    if (security === undefined) return;
    yield* findingsOn(graph, {
      safeguard: 'identity',
      enough: ['managed-identity'],
      nodes: graph.nodes,
      wrong: ({ title, node }) =>
        `"${title}" signs in with ${node.safeguards?.identity === 'service-principal' ? 'a service principal' : 'keys or passwords'}, and ${security}.`,
      unsaid: (nodes) => `Nothing says how ${titles(nodes)} ${nodes.length === 1 ? 'signs' : 'sign'} in, and ${security}.`,
      why: 'Nobody can copy or forget to renew a managed identity. Its rights are roles, and each use is logged.',
      doing: (nodes) => `Let ${namedBriefly(nodes)} sign in with managed identities`,
    });
  },
};
