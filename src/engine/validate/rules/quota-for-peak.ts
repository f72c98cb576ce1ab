import { titles } from '../../format';
import type { GraphNode, PlanGraph } from '../../catalog';
import { reviewNeeds } from '../questions/review-needs';
import { findingsOn, namedBriefly } from '../questions/safeguards';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** Machines that the plan has and the subscription does not get are found out on the day of the release. */
export const quotaForPeak: Rule = {
  meta: {
    id: 'quota-for-peak',
    title: 'The quota for the peak is confirmed',
    severity: 'info',
    family: 'reliability',
    pillar: 'reliability',
    stages: ['deployment-realtime', 'training', 'compute'],
    sources: [wellArchitected.scaling, wellArchitected.azureMl],
    entries: [],
    docs: 'Machines, GPUs and throughput of language models are limited by the quota of the subscription in a region, and releases of online endpoints need a fifth more for a while. Where the plan asks for an availability, services on GPUs, on ten machines or more, or with provisioned throughput say that their quota was confirmed.',
  },

  *check({ plan, graph }) {
    if (reviewNeeds(plan).availability === undefined) return;
    yield* findingsOn(graph, {
      safeguard: 'quota',
      enough: ['confirmed'],
      nodes: graph.nodes.filter((node) => needsQuota(graph, node)),
      wrong: ({ title }) => `The quota of "${title}" was not checked for its peak.`,
      unsaid: (nodes) => `Nothing says that the quota of ${titles(nodes)} is enough for the peak.`,
      why: 'A quota counts cores, GPUs or tokens, for each machine family or model in a region. Raising it takes a request that can be refused where capacity is short.',
      doing: (nodes) => `State that the quota of ${namedBriefly(nodes)} is confirmed`,
    });
  },
};

/** Machines from which on the quota that a new subscription has may not do. */
const many = 10;

/** Uses what is scarce: GPUs, many machines, or provisioned throughput. */
function needsQuota(graph: PlanGraph, node: GraphNode): boolean {
  const size = graph.usage(node).values['vmSize']?.likely;
  if (typeof size === 'object' && Number(size['gpus'] ?? 0) > 0) return true;
  if (String(graph.value(node, 'billing') ?? '').startsWith('ptu')) return true;
  return ['instances', 'nodes'].some((field) => (graph.amount(node, field) ?? 0) >= many);
}
