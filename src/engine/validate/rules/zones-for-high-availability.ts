import { figure, titles } from '../../format';
import { requestPath } from '../../notions';
import { reviewNeeds } from '../questions/review-needs';
import { findingsOn, namedBriefly } from '../questions/safeguards';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** A datacenter fails rarely, and then for hours: longer than a year allows at 99.95 %. */
export const zonesForHighAvailability: Rule = {
  meta: {
    id: 'zones-for-high-availability',
    title: 'Above 99.9 %, what answers requests is in several zones',
    severity: 'warning',
    family: 'reliability',
    pillar: 'reliability',
    stages: ['deployment-realtime', 'consumption', 'data-transfer'],
    sources: [wellArchitected.zones],
    entries: [],
    docs: 'Most services promise 99.9 % in one zone. A plan that asks for more has what answers its requests, and the stores that are read for an answer, spread over availability zones. Some services do so by themselves, others in certain tiers, and some never.',
  },

  *check({ plan, graph }) {
    const { availability } = reviewNeeds(plan);
    if (availability === undefined || availability <= ordinary) return;
    const asked = `the plan asks for ${figure(availability, 5)} % availability`;
    yield* findingsOn(graph, {
      safeguard: 'zones',
      enough: ['several'],
      nodes: requestPath(graph),
      wrong: ({ title }) => `"${title}" is in one availability zone, and ${asked}.`,
      unavailable: ({ title }, words, never) =>
        never === undefined
          ? `"${title}" cannot be spread over zones as it is set${words === undefined ? '' : `: that takes ${words}`}.`
          : `"${title}" cannot be spread over zones: ${never}.`,
      unsaid: (nodes) =>
        `Nothing says that ${titles(nodes)} ${nodes.length === 1 ? 'is' : 'are'} spread over availability zones, and ${asked}.`,
      why: 'When a datacenter of the region fails, only services in several zones keep running.',
      doing: (nodes) => `Spread ${namedBriefly(nodes)} over availability zones`,
    });
  },
};

/** In percent: what most services promise in one zone. */
const ordinary = 99.9;
