import type { GraphNode } from '../../catalog';
import { stages, type Stage } from '../../plan';
import { isNoCodeAnswer, noCodeServices } from '../questions/no-code';
import { addBefore } from '../fixes/orchestrator-fixes';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide } from '../sources';
import { list, titles } from '../../format';
import { orchestrates, serves } from '../../notions';
import { editsToAdd, editsToSwap } from '../fixes/edits';
import { carries, keepsJoins, usualJoinsOf } from '../questions/connections';

/** The guide gives one answer a stage for those who write no code; another may be right, but should be a choice. */
export const noCodeDefaults: Rule = {
  meta: {
    id: 'no-code-defaults',
    title: "Without code, start from the guide's services",
    severity: 'info',
    family: 'approach',
    pillar: 'operational-excellence',
    stages: 'all',
    sources: [guide('No Code')],
    entries: [
      'gr-nocode-experimentation',
      'gr-nocode-orchestration',
      'gr-nocode-transfer',
      'gr-nocode-transformation',
      'gr-nocode-training',
      'gr-nocode-deployment',
      'gr-nocode-monitoring',
      'gr-powerbi-history',
      'gr-designer-deploy-kinds',
      'cr-grafana-dashboards',
    ],
    docs: 'For a plan without code the guide has an answer for each stage: Azure ML designer for experiments, training and deployment, Logic Apps for orchestration, data flows for transfer and transformation, Azure Monitor with dashboards for monitoring. A stage with only other services is worth a second look.',
    guide:
      'Deployment goes by batch endpoints and managed online endpoints today, since models of classic designer components cannot be served online. Automated ML, Fabric Data Factory and dashboards with Grafana do as well as what the guide names.',
  },

  *check(input) {
    const { plan, graph, catalog } = input;
    if (plan.context.approach !== 'no-code') return;
    for (const { id: stage } of stages) {
      const filling = graph.inStage(stage).filter((node) => works(node, stage));
      const [first] = noCodeServices(catalog, stage);
      if (!first || filling.length === 0 || filling.some(({ node }) => isNoCodeAnswer(plan, node.service, stage))) continue;
      yield {
        nodes: filling.map(({ id }) => id),
        message: `For ${lowered(stage)} without code, ${first.name} is the usual start; here it is ${titles(filling)} (${list([...new Set(filling.map(({ service }) => service?.shortName ?? ''))])}).`,
        why: 'The services that the guide names for a stage are those that need the least of somebody who does not program. Another one can be right; it should be a decision.',
        fixes: () => (filling.length === 1 && filling[0] ? fixesOf(filling[0], stage, input) : []),
      };
    }
  },
};

/** True if a node does the work of its stage and needs no code for it; services that need code have a rule of their own. */
function works({ service }: GraphNode, stage: Stage): boolean {
  if (!service || service.approach === 'code') return false;
  if (stage === 'orchestration') return orchestrates(service);
  return stage === 'monitoring' || service.inputs.control !== undefined;
}

function fixesOf(node: GraphNode, stage: Stage, { plan, graph, catalog }: RuleInput): Fix[] {
  const fixes: Fix[] = [];
  for (const service of noCodeServices(catalog, stage).slice(0, 2)) {
    if (stage === 'orchestration' && carries(catalog, service, node.service, 'control')) {
      fixes.push({ title: `Add ${service.shortName} to start "${node.title}"`, edits: addBefore(plan, service, [node]) });
      continue;
    }
    if (stage === 'monitoring') {
      // a report shows, it does not collect: a service that collects is added beside it
      const [join] = usualJoinsOf(catalog, service, stage, [...graph.nodes.filter(serves), ...graph.nodes]);
      if (!join) continue;
      const edits = editsToAdd(plan, service, stage, { beside: join.other.id, side: 'after' }, (id) => [
        { from: join.other.id, to: id, kind: join.kind },
      ]);
      fixes.push({ title: `Add ${service.shortName} for "${join.other.title}"`, edits });
      continue;
    }
    if (keepsJoins(catalog, node, service))
      fixes.push({ title: `Swap to ${service.shortName}`, edits: editsToSwap(plan, catalog, node, service) });
  }
  return fixes;
}

function lowered(stage: Stage): string {
  const names: Partial<Record<Stage, string>> = {
    orchestration: 'orchestration',
    training: 'training',
    'tracking-experiments': 'tracking experiments',
    'data-versioning': 'versions of data',
    'model-registry': 'versions of models',
    'deployment-batch': 'batch deployment',
    'deployment-realtime': 'real-time deployment',
  };
  return names[stage] ?? stage.replace('-', ' ');
}
