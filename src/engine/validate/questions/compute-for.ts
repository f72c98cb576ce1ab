import { oncePer, type Catalog, type GraphNode, type PlanGraph, type Service } from '../../catalog';
import type { ServiceId } from '../../plan';

/** Services to run something on, in the order in which Pipedraft offers them. */
const usualCompute: readonly ServiceId[] = [
  'azure-ml-compute',
  'azure-ml-compute-instance-notebooks',
  'azure-databricks',
  'azure-kubernetes-service',
  'azure-ml-serverless-spark',
  'azure-synapse-spark',
];

/** The service that such work usually runs on. */
export function computeFor(catalog: Catalog, service: Service): Service | undefined {
  return usualCompute
    .map((id) => catalog.get(id))
    .find((compute) => compute !== undefined && catalog.shared(service, compute, 'runs-on').length > 0);
}

/** One machine for people to work on, as opposed to a cluster or a place to host containers. */
export function isSingleMachine({ service }: GraphNode): boolean {
  return service?.compute?.distributed === false && (service.inputs['runs-on'] ?? []).includes('notebook');
}

/** Nodes of the plan that a node can run on, in the plan's order. */
export function computesFor(graph: PlanGraph, node: GraphNode): readonly GraphNode[] {
  const { service } = node;
  if (!service) return [];
  const known = computes(graph);
  let able = known.get(service);
  if (!able) {
    able = graph.nodes.filter((other) => other.service && graph.catalog.shared(service, other.service, 'runs-on').length > 0);
    known.set(service, able);
  }
  return canRunOnItself(service) ? able.filter((other) => other !== node) : able;
}

/** By service, as they are asked for. */
const computes = oncePer((_: PlanGraph) => new Map<Service, readonly GraphNode[]>());

function canRunOnItself({ inputs, outputs }: Service): boolean {
  return (outputs['runs-on'] ?? []).some((work) => inputs['runs-on']?.includes(work));
}
