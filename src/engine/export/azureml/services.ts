import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { assetName, edgeAssetName } from '../parts/resources';
import { lonelySteps, membersOf, pipelineServices, pipelinesOf, stepServices } from '../parts/steps';

/* Which nodes are work of Azure ML, and the names of what they hand over. */

/** Services of version 1, which is out of support: no file of version 2 can hold them. */
export const olderServices: readonly string[] = [
  'azure-ml-sdk-v1',
  'azure-ml-dataset-drift',
  'azure-ml-datatransferstep',
  'azure-ml-batch-scoring-pipeline',
  'azure-ml-model-deployment',
];

export const onlineServices: readonly string[] = ['azure-ml-managed-online-endpoints', 'azure-ml-kubernetes-compute'];

/** True for a node that is written as a pipeline job. */
export function isPipeline(context: ExportContext, node: GraphNode): boolean {
  return pipelineServices.includes(node.node.service) && !isClassic(context, node);
}

/** A designer pipeline of classic blocks exists in the workspace only. */
export function isClassic(context: ExportContext, node: GraphNode): boolean {
  return node.node.service === 'azure-ml-designer' && context.graph.value(node, 'components') === 'classic';
}

export function isStep(node: GraphNode): boolean {
  return stepServices.includes(node.node.service) && !olderServices.includes(node.node.service);
}

/** Steps of a pipeline that a file can hold. */
export function stepsOf(pipeline: GraphNode): readonly GraphNode[] {
  return membersOf(pipeline).filter(isStep);
}

/** Jobs that no pipeline starts. A Spark pool of Synapse is one only where Azure ML is around it. */
export function jobsAlone(context: ExportContext): readonly GraphNode[] {
  return lonelySteps(context).filter((node) => isStep(node) && (node.node.service !== 'azure-synapse-spark' || isCalledByAzureMl(node)));
}

function isCalledByAzureMl(node: GraphNode): boolean {
  const near = [...node.in.map(({ from }) => from), ...node.out.map(({ to }) => to)];
  return (
    near.some(({ node: { service } }) => service.startsWith('azure-ml-')) &&
    !node.in.some(({ kind }) => kind === 'control' || kind === 'runs-on')
  );
}

/** True for a node whose job is written, by itself or in a pipeline. */
export function isWork(context: ExportContext, node: GraphNode): boolean {
  if (isPipeline(context, node)) return true;
  if (!isStep(node)) return false;
  return jobsAlone(context).includes(node) || pipelinesOf(context, node).some((pipeline) => isPipeline(context, pipeline));
}

/** True if a node serves a model of Azure ML: a Kubernetes compute may also be nothing but machines. */
export function servesModels(node: GraphNode): boolean {
  if (node.node.service === 'azure-ml-managed-online-endpoints') return true;
  if (node.node.service !== 'azure-ml-kubernetes-compute') return false;
  return node.in.some(({ kind }) => kind === 'model' || kind === 'request') || !node.in.some(({ kind }) => kind === 'runs-on');
}

/** The data asset that a job registers for another node. */
export function handedOver(context: ExportContext, from: GraphNode, to: GraphNode): string {
  return edgeAssetName(context, from, to);
}

/** The model that a job registers where the plan has no registry. */
export function ownModel(context: ExportContext, job: GraphNode): string {
  return context.names.asset(job.id);
}

/** A registered data asset or model, in its newest version or the one that the plan states. */
export function assetReference(context: ExportContext, node: GraphNode): string {
  const version = node.node.settings?.['version'];
  const stated = version === undefined || version === '' || version === 'run' || typeof version === 'object' ? undefined : String(version);
  return stated === undefined ? `azureml:${assetName(context, node)}@latest` : `azureml:${assetName(context, node)}:${stated}`;
}

/** The type of the models that a registry holds, or that a job makes where there is no registry. */
export function modelType(context: ExportContext, registry: GraphNode | undefined, job: GraphNode | undefined): string {
  if (registry?.node.service === 'azure-ml-model-registry') {
    const stated = registry.node.settings?.['type'];
    if (typeof stated === 'string' && stated !== '') return stated;
    const makers = registry.in.filter(({ kind }) => kind === 'model').map(({ from }) => from);
    if (!makers.some(logsToMlflow)) return context.gapOf(registry, 'type');
    context.took(registry, 'type', 'mlflow_model');
    return 'mlflow_model';
  }
  if (!job) return 'mlflow_model';
  const stated = job.node.settings?.['modelType'];
  if (typeof stated === 'string' && stated !== '') return stated;
  return logsToMlflow(job) ? 'mlflow_model' : context.gapOf(job, 'modelType');
}

/** Automated ML writes MLflow models; other jobs do if they log their runs. */
function logsToMlflow(job: GraphNode): boolean {
  return [job, ...(pipelineServices.includes(job.node.service) ? membersOf(job) : [])].some(
    (one) => one.node.service === 'azure-ml-automl' || one.out.some(({ kind }) => kind === 'metrics'),
  );
}
