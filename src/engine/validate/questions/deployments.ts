import { oncePer, type Catalog, type GraphEdge, type GraphNode, type PlanGraph, type Service } from '../../catalog';
import type { ServiceId, ServingMode, Stage } from '../../plan';
import { isDeployment } from './roles';

/*
 * What in a plan answers which need for serving, and what would. Azure ML and Databricks each have their own way of batch and
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
  return deployments(graph)[mode];
}

const deployments = oncePer((graph: PlanGraph): Readonly<Record<ServingMode, readonly GraphNode[]>> => ({
  batch: graph.nodes.filter((node) => answers(node, 'batch')),
  realtime: graph.nodes.filter((node) => answers(node, 'realtime')),
  edge: graph.nodes.filter((node) => answers(node, 'edge')),
}));

/** Whether a node answers or scores with a model in this way. */
export function answers(node: GraphNode, mode: ServingMode): boolean {
  switch (mode) {
    case 'edge':
      // Arc brings Azure ML's Kubernetes compute to machines of one's own
      return isServing(node) && (node.node.service === 'azure-iot-edge' || node.node.service === 'azure-ml-kubernetes-compute');
    case 'realtime':
      return isServing(node) && node.stage === 'deployment-realtime';
    case 'batch':
      return (isServing(node) && node.stage === 'deployment-batch') || scoresElsewhere(node);
  }
}

/** Whether a node stands where models are deployed and runs one; what others run on, or what only calls others, does not. */
export function isServing(node: GraphNode): boolean {
  const { service, stage, in: into } = node;
  if (!service?.compute || !service.inputs.model || !isDeployment(stage) || isGlue(node)) return false;
  return !into.some(({ kind }) => kind === 'runs-on') || into.some(carriesModel);
}

/** Whether an edge brings a model, by itself or inside an image. */
export function carriesModel({ kind }: GraphEdge): boolean {
  return kind === 'model' || kind === 'image';
}

/** A function that only calls others stands in the real-time stage because that is its service's first. */
function isGlue({ service, node, in: into, out }: GraphNode): boolean {
  if (node.stage !== undefined || !service?.stages.includes('orchestration')) return false;
  return [...into, ...out].some(({ kind }) => kind === 'control') && !into.some(carriesModel);
}

/** A job that stands elsewhere and is given a registered model scores with it, where its service is made for that too. */
function scoresElsewhere({ service, stage, in: into }: GraphNode): boolean {
  if (isDeployment(stage) || !service?.stages.includes('deployment-batch')) return false;
  return into.some(({ kind, from }) => kind === 'model' && from.stage === 'model-registry');
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

/** Whether a plan keeps its models, or else does its work, on Databricks rather than in Azure ML. */
const isOnDatabricks = oncePer((graph: PlanGraph): boolean => {
  const registries = graph.inStage('model-registry');
  const nodes = registries.length > 0 ? registries : graph.nodes;
  const on = (platform: 'databricks' | 'azure-ml') => nodes.filter(({ node }) => node.service.includes(platform)).length;
  return on('databricks') > on('azure-ml');
});

/** Where a deployment can get its model from: the plan's registries, else what trains. */
export const modelSources = oncePer((graph: PlanGraph): readonly GraphNode[] => {
  const gives = ({ service }: GraphNode) => service?.outputs.model !== undefined;
  const registries = graph.inStage('model-registry').filter(gives);
  return registries.length > 0 ? registries : graph.inStage('training').filter(gives);
});

/** Where a container can get its image from: a registry before what builds images. */
export const imageSources = oncePer((graph: PlanGraph): readonly GraphNode[] => {
  const gives = graph.nodes.filter(({ service }) => service?.outputs.image !== undefined && service.stages[0] !== 'orchestration');
  const isRegistry = ({ service }: GraphNode) =>
    Number(service?.inputs.image !== undefined && (service.outputs.control ?? []).includes('event'));
  return gives.sort((a, b) => isRegistry(b) - isRegistry(a));
});

/** Whether a service hosts any container, and knows nothing of registered models: Azure ML and Databricks cannot deploy to it. */
export function hostsContainers(service: Service, catalog: Catalog): boolean {
  return containerHosts(catalog).has(service);
}

const containerHosts = oncePer(
  (catalog: Catalog): ReadonlySet<Service> =>
    new Set(
      catalog.services.filter(
        ({ id, inputs, stages }) =>
          inputs.image &&
          inputs.model &&
          stages.includes('deployment-realtime') &&
          !catalog.services.some((other) => other.stages.includes('model-registry') && catalog.integrates(id, other.id)),
      ),
    ),
);
