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
  const able = service ? (computes(graph).get(service) ?? []) : [];
  return service && canRunOnItself(service) ? able.filter((other) => other !== node) : able;
}

/** By service; services that run on nothing of the plan are left out. */
const computes = oncePer((graph: PlanGraph): ReadonlyMap<Service, readonly GraphNode[]> => {
  const there = [...new Set(graph.nodes.flatMap(({ service }) => service ?? []))];
  const byWork = new Map<Service, GraphNode[]>();
  for (const work of there) {
    if (!work.outputs['runs-on']?.length) continue;
    const able = new Set(there.filter((service) => graph.catalog.shared(work, service, 'runs-on').length > 0));
    if (able.size === 0) continue;
    byWork.set(
      work,
      graph.nodes.filter(({ service }) => service !== undefined && able.has(service)),
    );
  }
  return byWork;
});

function canRunOnItself({ inputs, outputs }: Service): boolean {
  return (outputs['runs-on'] ?? []).some((work) => inputs['runs-on']?.includes(work));
}
