import type { GraphNode, PlanGraph, Service } from '../catalog';
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
export function trackersOf(graph: PlanGraph): readonly GraphNode[] {
  return graph.nodes.filter(
    ({ service, stage, in: into }) =>
      service && keepsRuns(service) && (stage === 'tracking-experiments' || into.some(({ kind }) => kind === 'metrics')),
  );
}

/** Platforms of a plan's runs. Spark that belongs to Azure ML counts as Azure ML. */
export function workOf(graph: PlanGraph): Work {
  const work = graph.nodes.filter(({ service, stage }) => {
    if (!service || keepsRuns(service) || keepsModels(service)) return false;
    return (stage === 'experimentation' || stage === 'training' || isPipeline(service)) && service.outputs.metrics !== undefined;
  });
  const isSpark = ({ service }: GraphNode) =>
    service !== undefined && !isAzureMl(service) && service.skills.some(({ skill }) => skill === 'spark');
  return { onSpark: work.filter(isSpark), elsewhere: work.filter((node) => !isSpark(node)) };
}

/** Orchestrates and trains at once. */
function isPipeline({ stages }: Service): boolean {
  return stages[0] === 'orchestration' && stages.includes('training');
}
