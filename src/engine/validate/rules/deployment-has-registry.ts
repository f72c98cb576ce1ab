import { nodesWhere, oncePer, type PlanGraph, type GraphEdge, type GraphNode, type Service } from '../../catalog';
import type { Edge, PlanEdit } from '../../plan';
import type { Fix, Rule, RuleInput } from '../rule';
import { guide } from '../sources';
import { titles } from '../../format';
import { keepsModels, hasVersionedModel, modelKeepers, registeredIn, servesBoughtModel, servesItself, trainingNodes } from '../../notions';
import { editsToAdd } from '../fixes/edits';
import { carries, firstOfEach } from '../questions/connections';
import { servicesFor } from '../fixes/service-search';

const servingOwnModels = nodesWhere((node) => servesItself(node) && node.service?.approach !== 'no-code' && !servesBoughtModel(node));

/** The day the model misbehaves, the first question is which one it is. */
export const deploymentHasRegistry: Rule = {
  meta: {
    id: 'deployment-has-registry',
    title: 'Deployed models come from a registry',
    severity: 'warning',
    family: 'coverage',
    pillar: 'operational-excellence',
    stages: ['deployment-batch', 'deployment-realtime', 'model-registry'],
    sources: [guide('Tracking and Versioning options')],
    entries: ['gr-model-versioning'],
    docs: 'A model registry keeps each trained model under a version number, with the run that made it. A deployment that takes its model from there shows which version is in use, and can go back to the previous one. A release that pushes an image to a registry gives the model inside it the version of that image. No-code tools keep their models themselves. Fabric keeps them as items with versions, also where another service takes them from there. Models of a vendor, as in Microsoft Foundry, have a version already. None of these is checked.',
    guide:
      'The guide names the Azure ML registry and the MLflow registry of the Databricks workspace; Unity Catalog has replaced the latter.',
  },

  *check(input) {
    const { graph } = input;
    const versioned = registeredIn(graph);
    for (const node of servingOwnModels(graph)) {
      if (hasVersionedModel(node, versioned)) continue;
      const brought = node.in.filter(({ kind }) => kind === 'model' || kind === 'image');
      yield {
        nodes: [node.id, ...new Set(brought.map(({ from }) => from.id))],
        edges: brought.map(({ edge }) => edge),
        path: ['nodes', node.id],
        message:
          brought.length > 0
            ? `"${node.title}" gets its ${carried(brought)} from ${titles(brought.map(({ from }) => from))}, without a model registry on the way.`
            : `No edge says where "${node.title}" gets its model from, and no model registry leads to it.`,
        why: 'Without model versions nobody can say which one is in use, or go back to the previous one when it performs badly.',
        fixes: () => fixesOf(node, brought, firstOfEach(modelKeepers(graph)), soleMaker(graph), input),
      };
    }
  },
};

/** The form in which the edges bring the model. */
function carried(brought: readonly GraphEdge[]): string {
  return brought.some(({ kind }) => kind === 'model') ? 'model' : 'image';
}

function fixesOf(
  node: GraphNode,
  brought: readonly GraphEdge[],
  registries: readonly GraphNode[],
  maker: GraphNode | undefined,
  input: RuleInput,
): Fix[] {
  const { plan, catalog } = input;
  const target = entryOfModels(node);
  const direct = target.in.filter(({ kind }) => kind === 'model');
  const makers = direct.length > 0 ? direct.map(({ from }) => from) : brought.length > 0 || !maker ? [] : [maker];
  const gone: PlanEdit[] = direct.length > 0 ? [{ type: 'remove-edges', edges: direct.map(({ edge }) => edge) }] : [];
  const through = (registry: string): Edge[] => [
    ...makers.map(({ id }): Edge => ({ from: id, to: registry, kind: 'model' })),
    { from: registry, to: target.id, kind: 'model' },
  ];
  const suits = (service: Service | undefined) =>
    carries(catalog, service, target.service, 'model') && makers.every((one) => carries(catalog, one.service, service, 'model'));
  const there = registries.filter((registry) => suits(registry.service) && !makers.includes(registry));
  if (there.length > 0)
    return there.slice(0, 2).map((registry) => ({
      title: `Take the model from "${registry.title}"`,
      edits: [...gone, ...through(registry.id).map((edge): PlanEdit => ({ type: 'add-edge', edge }))],
    }));
  const wanted = servicesFor(input, {
    stage: 'model-registry',
    fits: (service) => keepsModels(service) && !service.stages.includes('training') && suits(service),
    beside: [target, ...makers],
    first: ['azure-ml-model-registry', 'databricks-unity-catalog'],
  });
  return wanted.slice(0, 2).map((service) => ({
    title: `Put ${service.shortName} before "${target.title}"`,
    edits: [...gone, ...editsToAdd(plan, service, 'model-registry', { beside: target.id, side: 'before' }, through)],
  }));
}

/** The node that takes the model: the node itself, or the one that builds the image that it runs. */
function entryOfModels(node: GraphNode): GraphNode {
  const seen = new Set([node]);
  for (const current of seen) {
    for (const { kind, from } of current.in) if (kind === 'image') seen.add(from);
  }
  return [...seen].reverse().find(({ service }) => service?.inputs.model) ?? node;
}

/** The one node that makes models; where there are several, nobody can tell which is meant. */
const soleMaker = oncePer((graph: PlanGraph): GraphNode | undefined => {
  const makers = trainingNodes(graph);
  return makers.length === 1 ? makers[0] : undefined;
});
