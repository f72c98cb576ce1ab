import { nodesWhere, leadingTo, reachedFrom, type GraphNode } from '../../catalog';
import type { PlanEdit } from '../../plan';
import { isMadeOf, pipelineOf } from '../questions/designer-pipelines';
import type { Fix, Rule, RuleInput } from '../rule';
import { page } from '../sources';
import { titles } from '../../format';
import { trainingNodes } from '../../notions';
import { editsToSwap } from '../fixes/edits';

const classicNodes = nodesWhere((node, graph) => isMadeOf(graph, node, 'classic'));

/** It shows only when the model is trained and somebody wants to deploy it. */
export const designerClassicOnline: Rule = {
  meta: {
    id: 'designer-classic-online',
    title: 'No classic designer components in real-time deployments',
    severity: 'error',
    family: 'approach',
    pillar: 'operational-excellence',
    stages: ['training', 'deployment-realtime'],
    sources: [page('Azure Machine Learning designer', 'https://learn.microsoft.com/azure/machine-learning/concept-designer', '2025-09-09')],
    entries: ['cr-designer-v1-deploy', 'gr-nocode-deployment', 'gr-designer-deploy-kinds'],
    docs: 'A model that was trained with classic components of the designer cannot be deployed to a managed online endpoint, and the web services that it went to before are out of support. For answers in real time the pipeline has to be made of custom components, and its model goes to an endpoint.',
    guide:
      'In the guide, the designer handles real-time as well as batch deployment. Since its classic components are frozen, that route no longer works.',
  },

  *check(input) {
    const { graph } = input;
    const classic = classicNodes(graph);
    if (classic.length === 0) return;
    const handing = leadingTo(graph.ofService(managedOnline), ['model']);
    // other models that reach an endpoint, through a shared registry or not
    const others = reachedFrom(
      trainingNodes(graph).filter((node) => !isMadeOf(graph, node, 'classic')),
      ['model'],
    );
    for (const node of classic) {
      const endpoints =
        node.stage === 'deployment-realtime' || !handing.has(node)
          ? []
          : [...reachedFrom([node], ['model'], nearby)].filter(isManagedOnline);
      if (node.stage !== 'deployment-realtime' && endpoints.length === 0) continue;
      const unsure = endpoints.length > 0 && endpoints.every((endpoint) => others.has(endpoint));
      yield {
        nodes: [node.id, ...endpoints.map(({ id }) => id)],
        path: ['nodes', node.id, 'usage', 'components'],
        ...(unsure ? { severity: 'warning' } : {}),
        message: unsure
          ? `Of the models that reach ${titles(endpoints)}, that of "${node.title}" cannot be served there, since it is made of classic components.`
          : endpoints.length > 0
            ? `${titles(endpoints)} cannot serve the model of "${node.title}", which is made of classic components.`
            : `"${node.title}" is to answer in real time with classic components, whose models no managed online endpoint takes.`,
        why: 'Managed online endpoints cannot load models made with classic components, and the web services that could were part of version 1, which is out of support.',
        fixes: () => fixesOf(node, input),
      };
    }
  },
};

const managedOnline = 'azure-ml-managed-online-endpoints';
/** Maximum number of nodes that a model is followed through. */
const nearby = 200;

function isManagedOnline({ node }: GraphNode): boolean {
  return node.service === managedOnline;
}

/** Changes the whole pipeline, since the two kinds do not mix; an endpoint replaces a node that was to serve the model itself. */
function fixesOf(node: GraphNode, { plan, graph, catalog }: RuleInput): Fix[] {
  const custom = pipelineOf(node)
    .filter((one) => isMadeOf(graph, one, 'classic'))
    .map(({ id }): PlanEdit => ({ type: 'set-usage', id, set: { components: 'custom' } }));
  if (node.stage !== 'deployment-realtime') return [{ title: 'Use custom components in its pipeline', edits: custom }];
  const endpoint = catalog.get(managedOnline);
  if (!endpoint) return [];
  return [
    {
      title: `Use custom components, and ${endpoint.shortName} for the answers`,
      edits: [...custom, ...editsToSwap(plan, catalog, node, endpoint)],
    },
  ];
}
