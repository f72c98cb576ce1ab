import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { assetName, edgeAssetName } from '../parts/resources';
import { membersOf, pipelineServices } from '../parts/steps';

/* Which nodes are work of Azure ML, and the names of what they hand over. */

export const onlineServices: readonly string[] = ['azure-ml-managed-online-endpoints', 'azure-ml-kubernetes-compute'];

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
