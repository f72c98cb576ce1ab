import { titles } from '../../format';
import { requestPath } from '../../notions';
import { reviewNeeds } from '../questions/review-needs';
import { findingsOn, namedBriefly } from '../questions/safeguards';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** Redeploying everything in another region takes hours, and others do the same on that day. */
export const secondRegionForShortRecovery: Rule = {
  meta: {
    id: 'second-region-for-short-recovery',
    title: 'A short recovery time has a second region',
    severity: 'warning',
    family: 'reliability',
    pillar: 'reliability',
    stages: ['deployment-realtime', 'data-transfer'],
    sources: [wellArchitected.recovery, wellArchitected.zones],
    entries: [],
    docs: 'When a region fails, its services are restored there or redeployed in another region, which takes hours. Where recovery may take less than four hours, the services that answer requests have a copy in a second region: a second node of the same service with another region, or the statement that a copy is kept there.',
  },

  *check({ plan, graph }) {
    const { recoveryHours, recoveryTime } = reviewNeeds(plan);
    if (recoveryHours === undefined || recoveryHours >= fewHours) return;
    yield* findingsOn(graph, {
      safeguard: 'copies',
      enough: ['second-region'],
      nodes: requestPath(graph).filter(
        (node) => !graph.ofService(node.node.service).some((other) => other.region !== undefined && other.region !== node.region),
      ),
      wrong: ({ title }) => `"${title}" is in one region, but recovery may take only ${recoveryTime ?? ''}.`,
      unsaid: (nodes) =>
        `Nothing says that ${titles(nodes)} ${nodes.length === 1 ? 'has' : 'have'} a copy in a second region, and recovery may take only ${recoveryTime ?? ''}.`,
      why: 'After the loss of a region, everything is redeployed elsewhere. That takes hours, with quota that many ask for at once. A standby takes over in minutes.',
      doing: (nodes) => `Plan a copy of ${namedBriefly(nodes)} in a second region`,
    });
  },
};

/** Hours that redeploying a platform from its files takes at least; an estimate of ours. */
const fewHours = 4;
