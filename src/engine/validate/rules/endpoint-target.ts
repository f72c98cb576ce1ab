import type { GraphNode } from '../../catalog';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide, page } from '../sources';
import { titles } from '../../format';
import { hostsContainers, imageSources, serves } from '../../notions';
import { shortName } from '../wording';
import { PlanDraft } from '../fixes/plan-draft';

/** The first version of Azure ML deployed to these services by itself, and the guide's list is of its time. */
export const endpointTarget: Rule = {
  meta: {
    id: 'endpoint-target',
    title: 'A model reaches a container host inside an image',
    severity: 'warning',
    family: 'serving',
    pillar: 'reliability',
    stages: ['deployment-batch', 'deployment-realtime'],
    sources: [
      page('Azure ML compute targets', 'https://learn.microsoft.com/azure/machine-learning/concept-compute-target', '2025-11-13'),
      guide('Model deployment options'),
    ],
    entries: ['cr-v2-targets', 'gr-realtime-targets', 'cr-package-preview', 'gr-azureml-docker-acr'],
    docs: 'Azure ML deploys to its own endpoints and to Kubernetes through its own compute. App Service, Functions, Container Instances, Container Apps, IoT Edge and a plain Kubernetes cluster take a container that the team packs and deploys, so the plan needs an image that leads there. App Service, Functions and Container Apps also run code that loads the model itself; a code edge is enough for them.',
    guide:
      'The guide lists these services as targets that Azure ML deploys to. That was true of the first version of Azure ML, which has ended.',
  },
  scope: { each: 'node', within: 'reach' },

  *check(input) {
    const { graph, catalog } = input;
    for (const node of graph.nodes) {
      const { id, service } = node;
      if (!service || !serves(node) || !hostsContainers(service, catalog)) continue;
      const models = node.in.filter(({ kind }) => kind === 'model');
      if (models.length === 0 || node.in.some(({ kind }) => kind === 'image') || isCodeWithModel(node)) continue;
      yield {
        nodes: [id],
        edges: models.map(({ edge }) => edge),
        message: `"${node.title}" gets a model from ${titles(models.map(({ from }) => from))}, but no container image to run it in.`,
        why: `${service.shortName} runs containers and cannot load registered models. Somebody has to pack the model with its scoring code into an image, and a registry has to provide it.`,
        fixes: () => withImage(input, node, imageSources(graph)),
      };
    }
  },
};

/** App Service, Functions and Container Apps also run code, which loads the model by itself. */
function isCodeWithModel({ service, in: into }: GraphNode): boolean {
  return service?.runsCode === true && into.some(({ kind }) => kind === 'code');
}

function withImage({ plan, catalog }: RuleInput, node: GraphNode, sources: readonly GraphNode[]): Fix[] {
  const fits = ({ service }: GraphNode) => service && node.service && catalog.shared(service, node.service, 'image').length > 0;
  const there = sources.filter(fits).slice(0, 2);
  if (there.length > 0)
    return there.map(({ id, title }) => ({
      title: `Take the image from "${title}"`,
      edits: [{ type: 'add-edge', edge: { from: id, to: node.id, kind: 'image' } }],
    }));
  const draft = new PlanDraft(plan, catalog);
  const registry = draft.node('azure-container-registry', { beside: node.id, side: 'before' });
  if (registry === undefined || !draft.edge(registry, node.id, 'image')) return [];
  return [{ title: `Add ${shortName(catalog, 'azure-container-registry')} for its image`, edits: draft.edits }];
}
