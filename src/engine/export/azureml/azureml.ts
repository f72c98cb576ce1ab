import type { ExportContext } from '../context';
import type { Exporter } from '../exporter';
import { computeFiles } from './compute';
import { dataFiles } from './data';
import { endpointFiles } from './endpoints';
import { jobFiles } from './jobs';
import { featureFiles, modelFiles } from './models';
import { monitorFiles } from './monitor';
import { pipelineFiles } from './pipeline';
import { scheduleFiles } from './schedule';
import { isClassic, isPipeline, isStep, jobsAlone, olderServices } from '../parts/steps';
import { edgesText, titleOf } from './texts';

/** Services whose nodes have files of their own; others are named in the files of these. */
const written: readonly string[] = [
  'azure-ml-pipelines',
  'azure-ml-designer',
  'azure-ml-jobs-sdk',
  'azure-ml-automl',
  'azure-ml-serverless-spark',
  'azure-ml-datasets',
  'azure-ml-model-registry',
  'azure-ml-compute',
  'azure-ml-compute-instance-notebooks',
  'azure-ml-batch-endpoints',
  'azure-ml-managed-online-endpoints',
  'azure-ml-kubernetes-compute',
  'azure-ml-model-monitoring',
  'azure-ml-feature-store',
];

/** Files of the command line of Azure ML, version 2. */
export const azureml: Exporter = {
  meta: {
    id: 'azureml',
    title: 'Azure ML',
    group: 'azure-ml',
    covers: 'Pipeline jobs with their components, data assets, computes, endpoints with deployments, schedules, monitors and feature sets.',
    services: [...written, 'azure-ml-experiments', 'azure-ml-serverless-compute', 'azure-synapse-spark'],
  },

  applies: (context) => context.has(...written),

  *write(context) {
    remarks(context);
    for (const node of context.graph.nodes) if (isPipeline(context, node)) yield* pipelineFiles(context, node);
    for (const node of jobsAlone(context)) yield* jobFiles(context, node);
    yield* dataFiles(context);
    yield* computeFiles(context);
    yield* endpointFiles(context);
    yield* scheduleFiles(context);
    yield* monitorFiles(context);
    yield* modelFiles(context);
    yield* featureFiles(context);
  },
};

/** Nodes that no file can hold. */
function remarks(context: ExportContext): void {
  for (const node of context.of(...olderServices))
    context.remark(`"${titleOf(node)}" has no file: it is built on version 1 of Azure ML, which is out of support.`, [node]);
  for (const node of context.graph.nodes.filter((one) => isPipeline(context, one))) {
    const others = context.out(node, 'control').filter(({ to }) => !isStep(to));
    if (others.length > 0)
      context.remark(`A pipeline of Azure ML starts its own steps only: ${edgesText(others)} has no line in a file.`, [node], others);
  }
  for (const node of context.of('azure-ml-designer'))
    if (isClassic(context, node))
      context.remark(`"${titleOf(node)}" has no file: a pipeline of classic blocks exists as a draft in the workspace only.`, [node]);
}
