import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';

/*
 * Which nodes are one Azure ML pipeline job: a pipeline with the steps that it starts, and which of them a file can hold.
 */

export const pipelineServices: readonly string[] = ['azure-ml-pipelines', 'azure-ml-designer'];
/** Services whose nodes are steps of a pipeline job when the pipeline starts them, and jobs of their own otherwise. */
export const stepServices: readonly string[] = [
  'azure-ml-jobs-sdk',
  'azure-ml-automl',
  'azure-ml-serverless-spark',
  'azure-synapse-spark',
  'azure-ml-sdk-v1',
];

/** The steps of a pipeline, in the order of the plan: what it starts by control edges, directly or through other steps. */
export function membersOf(pipeline: GraphNode): readonly GraphNode[] {
  const members = new Set<GraphNode>();
  const open = [pipeline];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const { kind, to } of next.out) {
      if (kind !== 'control' || members.has(to) || !stepServices.includes(to.node.service)) continue;
      members.add(to);
      open.push(to);
    }
  }
  return [...members].sort((a, b) => a.at - b.at);
}

/** The pipelines that a step belongs to. */
export function pipelinesOf(context: ExportContext, step: GraphNode): readonly GraphNode[] {
  return context.of(...pipelineServices).filter((pipeline) => membersOf(pipeline).includes(step));
}

/** Steps that no pipeline starts: they are jobs of their own. */
export function lonelySteps(context: ExportContext): readonly GraphNode[] {
  const members = new Set(context.of(...pipelineServices).flatMap(membersOf));
  return context.of(...stepServices).filter((step) => !members.has(step));
}

/** Services of version 1, which is out of support: no file of version 2 can hold them. */
export const olderServices: readonly string[] = [
  'azure-ml-sdk-v1',
  'azure-ml-dataset-drift',
  'azure-ml-datatransferstep',
  'azure-ml-batch-scoring-pipeline',
  'azure-ml-model-deployment',
];

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
