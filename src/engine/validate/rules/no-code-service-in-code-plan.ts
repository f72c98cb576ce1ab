import type { GraphNode } from '../../catalog';
import type { Stage } from '../../plan';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide } from '../sources';
import { usualServices } from '../fixes/usual-services';
import { keepsJoins } from '../questions/connections';
import { servicesFor } from '../fixes/service-search';
import { editsToSwap } from '../fixes/edits';

/** Fine where it shows or connects; logic in such a service is logic that nobody reviews. */
export const noCodeServiceInCodePlan: Rule = {
  meta: {
    id: 'no-code-service-in-code-plan',
    title: 'A code plan keeps its logic in code',
    severity: 'info',
    family: 'approach',
    pillar: 'operational-excellence',
    stages: ['experimentation', 'data-transfer', 'data-transformation', 'training', 'deployment-batch', 'deployment-realtime'],
    sources: [guide('Code')],
    entries: ['gr-code-when'],
    docs: 'A plan that is built with code is chosen for its flexibility, and because its logic can be reviewed and tested as text. A service that is made to be clicked together keeps its logic in a drawing; its exported file can be checked in but hardly be read. Orchestration, dashboards and reports are left out: there the guide uses such services in both ways of working.',
  },
  scope: { each: 'node', within: 0 },

  *check(input) {
    const { plan, graph } = input;
    if (plan.context.approach !== 'code') return;
    for (const node of graph.nodes) {
      const { id, title, service, stage } = node;
      if (service?.approach !== 'no-code' || !stage || !logicStages.includes(stage)) continue;
      yield {
        nodes: [id],
        path: ['nodes', id, 'service'],
        message: `The plan is built with code, but "${title}" uses ${service.name}, made for working without.`,
        why: 'Logic that is drawn can be exported, but the export is hard to review, to test and to merge.',
        fixes: () => [
          ...swaps(node, stage, input),
          { title: 'Say that the plan mixes code and no code', edits: [{ type: 'set-context', set: { approach: 'mixed' } }] },
        ],
      };
    }
  },
};

const logicStages: readonly Stage[] = [
  'experimentation',
  'data-transfer',
  'data-transformation',
  'training',
  'deployment-batch',
  'deployment-realtime',
];

function swaps(node: GraphNode, stage: Stage, input: RuleInput): Fix[] {
  const { plan, catalog } = input;
  const first = usualServices[stage] ?? [];
  const [other] = servicesFor(input, {
    stage,
    fits: (service) => service.approach !== 'no-code' && first.includes(service.id) && keepsJoins(catalog, node, service),
    beside: [node, ...node.in.map(({ from }) => from), ...node.out.map(({ to }) => to)],
    first,
  });
  return other ? [{ title: `Swap to ${other.shortName}`, edits: editsToSwap(plan, catalog, node, other) }] : [];
}
