import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { nameLimits } from '../names';
import { isPipeline } from './steps';

/*
 * Clusters that only one batch endpoint has, because its own cost counts the machines: Azure ML writes the file, and the release of the endpoint
 * makes the cluster.
 */

/** Services that a batch deployment can run on. */
export const clusterServices: readonly string[] = [
  'azure-ml-compute',
  'azure-ml-kubernetes-compute',
  'azure-ml-compute-instance-notebooks',
];

/** The pipeline that a batch endpoint runs in place of a model. */
export function pipelineBehind(endpoint: GraphNode): GraphNode | undefined {
  return endpoint.out.find(({ kind, to }) => kind === 'control' && to.node.service === 'azure-ml-pipelines')?.to;
}

/** True for a batch endpoint whose deployment runs a pipeline. */
export function runsPipeline(context: ExportContext, endpoint: GraphNode): boolean {
  const pipeline = pipelineBehind(endpoint);
  return pipeline !== undefined && isPipeline(context, pipeline) && context.in(endpoint, 'model').length === 0;
}

/** True for a batch endpoint that nothing of the plan gives a cluster: it cannot run on serverless machines. */
export function ownsCluster(context: ExportContext, endpoint: GraphNode): boolean {
  if (endpoint.node.service !== 'azure-ml-batch-endpoints' || runsPipeline(context, endpoint)) return false;
  const runsOn = context
    .out(endpoint, 'runs-on')
    .find(({ to }) => [...clusterServices, 'azure-synapse-spark', 'azure-ml-serverless-compute'].includes(to.node.service));
  if (runsOn && runsOn.to.node.service !== 'azure-ml-serverless-compute') return false;
  return context.text(endpoint, 'compute') === undefined && context.graph.value(endpoint, 'compute') !== 'attached';
}

export function ownClusterFile(context: ExportContext, endpoint: GraphNode): string {
  return `${context.folder('ml')}/compute/${context.names.file(endpoint.id)}.yml`;
}

/** The endpoint's `settings.name` is the endpoint's, so its cluster has the name that follows from the id. */
export function ownClusterName(context: ExportContext, endpoint: GraphNode): string {
  const name = context.names.local(endpoint.id, nameLimits.compute);
  return name.length < 2 ? `${name}-cluster` : name;
}
