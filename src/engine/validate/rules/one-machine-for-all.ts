import { reviewNeeds } from '../questions/review-needs';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** Everything that goes through one machine stops with it. */
export const oneMachineForAll: Rule = {
  meta: {
    id: 'one-machine-for-all',
    title: 'No single machine that all data goes through',
    severity: 'warning',
    family: 'reliability',
    pillar: 'reliability',
    stages: ['foundation', 'orchestration', 'experimentation', 'data-transfer'],
    sources: [wellArchitected.redundancy],
    entries: [],
    docs: "Where the plan asks for an availability or a recovery time, a self-hosted integration runtime has a second machine, and no scheduled work runs on a single virtual machine of the team. Others' machines, which the plan does not count, are not checked.",
  },
  scope: { each: 'node', within: 0 },

  *check({ plan, graph, catalog }) {
    const needs = reviewNeeds(plan);
    if (needs.availability === undefined && needs.recoveryHours === undefined) return;
    for (const node of graph.nodes) {
      const machines = catalog.safeguards.of(node.node.service)?.machines;
      if (!machines?.owned || graph.amount(node, machines.count) !== 1) continue;
      const { set } = machines;
      yield {
        nodes: [node.id],
        path: ['nodes', node.id, 'usage', machines.count],
        message: `"${node.title}" is one machine, and no data comes through while it is away.`,
        why: 'Machines are patched and fail. A second one in the same runtime takes over by itself.',
        fixes: () => (set ? [{ title: `Give "${node.title}" a second machine`, edits: [{ type: 'set-usage', id: node.id, set }] }] : []),
      };
    }
  },
};
