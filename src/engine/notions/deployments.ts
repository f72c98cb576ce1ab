import { nodesWhere, oncePer, type Catalog, type GraphNode, type PlanGraph, type Service } from '../catalog';
import type { ServiceId, ServingMode, Stage } from '../plan';
import { bringsModel, canScore, isDeployment, keepsModels, scoresAsItTrains, serves, trains } from './roles';

/*
 * Nodes of a plan that meet each need for serving, and services that would. Azure ML and Databricks each have their own way of batch and
 * real-time scoring; a plan should stay with the one it uses.
 */

/** A mode of serving as a sentence names it. */
export const servingWords: Readonly<Record<ServingMode, string>> = {
  batch: 'batch scoring',
  realtime: 'answers in real time',
  edge: 'scoring on devices',
};

/** Nodes that serve a model in this way, in the plan's order. */
export function deploymentsFor(graph: PlanGraph, mode: ServingMode): readonly GraphNode[] {
  return deployments[mode](graph);
}

const deployments: Readonly<Record<ServingMode, (graph: PlanGraph) => readonly GraphNode[]>> = {
  batch: nodesWhere((node) => answers(node, 'batch')),
  realtime: nodesWhere((node) => answers(node, 'realtime')),
  edge: nodesWhere((node) => answers(node, 'edge')),
};

/** True if a node answers or scores with a model in this way. */
export function answers(node: GraphNode, mode: ServingMode): boolean {
  switch (mode) {
    case 'edge':
      return serves(node) && runsOnDevices(node.node.service);
    case 'realtime':
      return (serves(node) && node.stage === 'deployment-realtime') || bringsModel(node);
    case 'batch':
      return (serves(node) && node.stage === 'deployment-batch') || scoresElsewhere(node);
  }
}

/** True if a service runs models on devices or in the rooms of the company: Arc brings Azure ML's Kubernetes compute to machines of one's own. */
export function runsOnDevices(service: ServiceId): boolean {
  return service === 'azure-iot-edge' || service === 'azure-ml-kubernetes-compute';
}

/**
 * A job in another stage that is given a model and writes results scores with it, and so does one that trains and writes results; where the
 * plan states no stage, any model will do. A job that may be a batch deployment scores with a registered model in any case.
 */
function scoresElsewhere(node: GraphNode): boolean {
  const { service, stage, in: into, out } = node;
  if (isDeployment(stage) || !service || keepsModels(service)) return false;
  if (serves(node) || scoresAsItTrains(node)) return true;
  const writes = canScore(service) && out.some(({ kind }) => kind === 'data');
  if (!writes && !service.stages.includes('deployment-batch')) return false;
  return into.some(({ kind, from }) => kind === 'model' && (from.stage === 'model-registry' || (writes && trains(from) && !trains(node))));
}

/** The service to deploy to, and the stage to put it in, by the platform that the plan is on. */
export function usualDeployment(graph: PlanGraph, mode: ServingMode): { readonly service: ServiceId; readonly stage: Stage } {
  const databricks = isOnDatabricks(graph);
  switch (mode) {
    case 'batch':
      return { service: databricks ? 'databricks-lakeflow-jobs' : 'azure-ml-batch-endpoints', stage: 'deployment-batch' };
    case 'realtime':
      return { service: databricks ? 'databricks-model-serving' : 'azure-ml-managed-online-endpoints', stage: 'deployment-realtime' };
    case 'edge':
      return { service: 'azure-iot-edge', stage: 'deployment-realtime' };
  }
}

/** True if a plan keeps its models, or else does its work, on Databricks rather than in Azure ML. */
const isOnDatabricks = oncePer((graph: PlanGraph): boolean => {
  const registries = graph.inStage('model-registry');
  const nodes = registries.length > 0 ? registries : graph.nodes;
  const on = (platform: 'databricks' | 'azure-ml') => nodes.filter(({ node }) => node.service.includes(platform)).length;
  return on('databricks') > on('azure-ml');
});

/** Sources of a deployment's model: the plan's registries, else nodes that train. */
export const modelSources = oncePer((graph: PlanGraph): readonly GraphNode[] => {
  const gives = ({ service }: GraphNode) => service?.outputs.model !== undefined;
  const registries = graph.inStage('model-registry').filter(gives);
  return registries.length > 0 ? registries : graph.inStage('training').filter(gives);
});

/** Sources of a container's image: registries before nodes that build images. */
export const imageSources = oncePer((graph: PlanGraph): readonly GraphNode[] => {
  const isRegistry = ({ service }: GraphNode) =>
    Number(service?.inputs.image !== undefined && (service.outputs.control ?? []).includes('event'));
  return imageGivers(graph).toSorted((a, b) => isRegistry(b) - isRegistry(a));
});

const imageGivers = nodesWhere(({ service }) => service?.outputs.image !== undefined && service.stages[0] !== 'orchestration');

/** True if a service hosts any container, and knows nothing of registered models: Azure ML and Databricks cannot deploy to it. */
export function hostsContainers(service: Service, catalog: Catalog): boolean {
  return containerHosts(catalog).has(service);
}

const containerHosts = oncePer(
  (catalog: Catalog): ReadonlySet<Service> =>
    new Set(
      catalog.proposable.filter(
        ({ id, inputs, stages }) =>
          inputs.image &&
          inputs.model &&
          stages.includes('deployment-realtime') &&
          !catalog.proposable.some((other) => other.stages.includes('model-registry') && catalog.integrates(id, other.id)),
      ),
    ),
);
