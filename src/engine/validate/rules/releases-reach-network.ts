import type { GraphNode } from '../../catalog';
import { releases } from '../../notions';
import { standingOf } from '../questions/safeguards';
import { reviewNeeds } from '../questions/review-needs';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** A release that cannot reach the endpoint fails on the first day, in front of everybody. */
export const releasesReachNetwork: Rule = {
  meta: {
    id: 'releases-reach-network',
    title: 'On a private network, release agents are inside it',
    severity: 'warning',
    family: 'security',
    pillar: 'security',
    stages: ['orchestration'],
    sources: [wellArchitected.networking],
    entries: [],
    docs: 'Agents that Azure DevOps or GitHub hosts run on the internet and cannot reach private endpoints. On a private network, agents of your own inside the network release to it. This concerns agents that call the services themselves, by a code, image, model or control edge.',
  },
  scope: { each: 'node', within: 1 },

  *check({ plan, graph }) {
    if (!reviewNeeds(plan).private) return;
    for (const node of graph.nodes) {
      const field = agentField(node);
      if (field === undefined || graph.value(node, field) === 'self-hosted') continue;
      const targets = [...new Set(node.out.filter(({ kind }) => kind !== 'telemetry').map(({ to }) => to))].filter((to) =>
        standingOf(graph, to, 'access'),
      );
      const [first] = targets;
      if (!first) continue;
      yield {
        nodes: [node.id, ...targets.map(({ id }) => id)],
        path: ['nodes', node.id, 'usage', field],
        message: `"${node.title}" runs on hosted agents, which cannot reach "${first.title}"${targets.length > 1 ? ` and ${targets.length - 1} more` : ''} on the private network.`,
        why: 'Hosted agents have addresses on the internet. An agent of your own, on a machine or container in the network, reaches private endpoints.',
        fixes: () => [
          {
            title: `Run "${node.title}" on agents of your own`,
            edits: [{ type: 'set-usage', id: node.id, set: { [field]: 'self-hosted' } }],
          },
        ],
      };
    }
  },
};

/** The usage field that chooses the agents of a release tool. */
function agentField({ service }: GraphNode): string | undefined {
  if (!service || !releases(service)) return undefined;
  return service.usage.find((field) => field.type === 'choice' && field.options.some(({ value }) => value === 'self-hosted'))?.id;
}
