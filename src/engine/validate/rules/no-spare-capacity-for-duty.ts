import { reachedFrom } from '../../catalog';
import { serves } from '../../notions';
import { reviewNeeds } from '../questions/review-needs';
import type { Rule } from '../rule';
import { wellArchitected } from '../well-architected';

/** Spot capacity goes when others pay more, which is when everybody is busy. */
export const noSpareCapacityForDuty: Rule = {
  meta: {
    id: 'no-spare-capacity-for-duty',
    title: 'Work that others wait for does not run on spot capacity',
    severity: 'warning',
    family: 'reliability',
    pillar: 'reliability',
    stages: ['deployment-realtime', 'deployment-batch', 'compute'],
    sources: [wellArchitected.azureMl, wellArchitected.applicationPlatform],
    entries: [],
    docs: 'Spot machines and low-priority nodes are taken away in the middle of the work. Where the plan asks for an availability, deployments that answer or score, with the compute that they run on, use dedicated machines. Training on spot machines is no problem if it keeps checkpoints.',
  },

  *check({ plan, graph }) {
    if (reviewNeeds(plan).availability === undefined) return;
    const serving = reachedFrom(graph.nodes.filter(serves), ['runs-on']);
    for (const node of serving) {
      const field = spareBy.find(({ id, value }) => graph.value(node, id) === value);
      if (!field) continue;
      yield {
        nodes: [node.id],
        path: ['nodes', node.id, 'usage', field.id],
        message: `"${node.title}" runs on ${field.words}, which can be taken away at any moment.`,
        why: 'The plan asks for an availability, and this capacity promises none: Azure takes it back whenever it needs the machines.',
        fixes: () => [
          {
            title: `Run "${node.title}" on dedicated machines`,
            edits: [{ type: 'set-usage', id: node.id, set: { [field.id]: field.instead } }],
          },
        ],
      };
    }
  },
};

/** Usage fields that choose spare capacity. */
const spareBy = [
  { id: 'payment', value: 'spot', instead: 'pay-as-you-go', words: 'spot capacity' },
  { id: 'priority', value: 'low-priority', instead: 'dedicated', words: 'low-priority nodes' },
] as const;
