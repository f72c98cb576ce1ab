import { nodesWhere, type GraphNode, type PlanGraph, type Service } from '../catalog';
import { keepsModels, keepsRuns } from './roles';

/*
 * The platform of a plan's work: Spark, as on Databricks, or elsewhere, as in Azure ML.
 */

/** The nodes that experiment and train: on Spark, and elsewhere. */
export interface Work {
  readonly onSpark: readonly GraphNode[];
  readonly elsewhere: readonly GraphNode[];
}

/** True if a service is part of Azure ML. */
export function isAzureMl({ id }: Service): boolean {
  return id.startsWith('azure-ml');
}

/** Nodes that keep the logs of runs. */
export const trackersOf = nodesWhere(
  ({ service, stage, in: into }) =>
    service !== undefined && keepsRuns(service) && (stage === 'tracking-experiments' || into.some(({ kind }) => kind === 'metrics')),
);

/** Platforms of a plan's runs. Spark that belongs to Azure ML counts as Azure ML. */
export function workOf(graph: PlanGraph): Work {
  return { onSpark: workOnSpark(graph), elsewhere: workElsewhere(graph) };
}

const workOnSpark = nodesWhere((node) => isRun(node) && isSpark(node));
const workElsewhere = nodesWhere((node) => isRun(node) && !isSpark(node));

function isRun({ service, stage }: GraphNode): boolean {
  if (!service || keepsRuns(service) || keepsModels(service)) return false;
  return (stage === 'experimentation' || stage === 'training' || isPipeline(service)) && service.outputs.metrics !== undefined;
}

function isSpark({ service }: GraphNode): boolean {
  return service !== undefined && !isAzureMl(service) && service.skills.some(({ skill }) => skill === 'spark');
}

/** Orchestrates and trains at once. */
function isPipeline({ stages }: Service): boolean {
  return stages[0] === 'orchestration' && stages.includes('training');
}
