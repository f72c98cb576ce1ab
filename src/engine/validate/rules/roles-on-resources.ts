import { titles } from '../../format';
import { reviewNeeds } from '../questions/review-needs';
import { findingsOn, namedBriefly } from '../questions/safeguards';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** A role on the subscription is a role on everything that anybody will ever put there. */
export const rolesOnResources: Rule = {
  meta: {
    id: 'roles-on-resources',
    title: 'Roles are assigned no wider than they are used',
    severity: 'warning',
    family: 'security',
    pillar: 'security',
    stages: 'all',
    sources: [wellArchitected.identity, wellArchitected.azureMl],
    entries: [],
    docs: 'Where the data is confidential, people and identities get rights to single services or to the resource group of the plan. Rights on the whole subscription reach every other service in it, and every service that is added later.',
  },

  *check({ plan, graph }) {
    const { confidential, security } = reviewNeeds(plan);
    if (!confidential || security === undefined) return;
    yield* findingsOn(graph, {
      safeguard: 'roles',
      enough: ['resource-group', 'resource'],
      nodes: graph.nodes,
      wrong: ({ title }) => `Roles for "${title}" are assigned on the subscription, and ${security}.`,
      unsaid: (nodes) => `Nothing says how wide the roles for ${titles(nodes)} are, and ${security}.`,
      why: 'Least privilege means a role for this work on this service. What is assigned wider is forgotten, and inherited by whatever comes later.',
      doing: (nodes) => `Assign the roles for ${namedBriefly(nodes)} on the resource itself`,
    });
  },
};
