import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';

/*
 * Which nodes are one Azure ML pipeline job: a pipeline with the steps that it starts.
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
