import type { GraphNode, PlanGraph } from '../catalog';
import { isBlank } from '../plan';
import { isPinned } from './upkeep';

/*
 * What a team has to keep running, what it keeps as files, and which libraries it has to pin.
 */

/** True if a team has to look after a node: not if it is only used as a library or runs on something else. */
export function isOperated(graph: PlanGraph, node: GraphNode): boolean {
  const { service, out } = node;
  if (!service || (service.managed !== 'managed-cluster' && service.managed !== 'self-managed')) return false;
  if (!service.compute && service.cost.kind === 'free') return false;
  const host = graph.value(node, 'host');
  if (host !== undefined && host !== 'own') return false; // the vendor keeps it, as Data Factory keeps Airflow
  if (service.runsOn === 'required' || out.some(({ kind }) => kind === 'runs-on')) return false;
  return !['compute', 'hosting'].some((field) => ['serverless', 'attached', 'library'].includes(String(graph.value(node, field))));
}

/** True if a node has logic of its own that no file holds: its service cannot be exported, and the plan names no file for it. */
export function lacksDefinition({ service, node, stage }: GraphNode): boolean {
  if (!service || service.outside || stage === 'monitoring' || !(service.inputs.control?.includes('call') ?? false)) return false;
  // graphs of Airflow and models of dbt are files of their own
  return service.definition.formats.length === 0 && service.definition.path === undefined && isBlank(node.definition ?? '');
}

/** True for jobs that run the team's scripts in Azure ML. Deployments are left out: a model that MLflow saved brings its environment. */
export function isOwnAzureMlJob({ service, stage }: GraphNode): boolean {
  if (
    !service ||
    service.approach === 'no-code' ||
    service.status.state === 'retired' ||
    stage === 'deployment-batch' ||
    stage === 'deployment-realtime'
  )
    return false;
  return (
    service.runsOn === 'optional' &&
    (service.outputs['runs-on'] ?? []).includes('azure-ml-job') &&
    service.inputs.code !== undefined &&
    service.inputs.image !== undefined
  );
}

/** True for a cluster whose libraries the team looks after. */
export function isOwnCluster({ node }: GraphNode): boolean {
  return node.service === 'azure-databricks';
}

/** True if the libraries of a job or cluster are pinned, by an environment or in the definition of the cluster. */
export function hasEnvironment(graph: PlanGraph, node: GraphNode): boolean {
  return isPinned(node) || (isOwnCluster(node) && graph.value(node, 'pinnedLibraries') === true);
}
