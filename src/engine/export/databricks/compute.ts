import type { GraphEdge, GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { from } from '../emit/draft';
import { environmentVersion, runtime } from './constants';
import { resourceFile } from '../parts/bundle';
import { inert, type Resource } from './resource';

/* What tasks run on: a cluster of the job, serverless machines, or a cluster that people share. */

/** Clusters and environments of one job, by their keys. */
export class JobMachines {
  readonly #clusters = new Map<string, object>();
  readonly #environments = new Map<string, object>();

  constructor(readonly context: ExportContext) {}

  /**
   * What a task says about its machines. A notebook that names none takes those of its job: what its usage counts is the work of people.
   * @param task the node that the task runs
   */
  of(task: GraphNode, job: GraphNode = task): { readonly task: Readonly<Record<string, unknown>>; readonly edges: readonly string[] } {
    const { context } = this;
    const node = machinesOf(context, task) || task.node.usage?.['compute'] !== undefined ? task : job;
    const edge = machinesOf(context, node);
    const packages = [...new Set([task, job].flatMap((one) => packagesOf(context, one)))];
    const libraries = packages.length > 0 ? { libraries: packages.map((name) => ({ pypi: { package: name } })) } : {};
    if (edge) {
      const cluster = edge.to;
      const key = context.names.symbol(cluster.id);
      if (isShared(context, cluster))
        return { task: { existing_cluster_id: `\${resources.clusters.${key}.id}`, ...libraries }, edges: [edge.id] };
      this.#clusters.set(
        key,
        from(clusterOf(context, cluster), { nodes: [cluster.id], edges: [edge.id], comment: `${node.id} > ${cluster.id}` }),
      );
      return { task: { job_cluster_key: key, ...libraries }, edges: [edge.id] };
    }
    const compute = node.node.service === 'azure-databricks' ? 'job-cluster' : context.graph.value(node, 'compute');
    if (compute === 'serverless') return { task: this.#serverless(node, packages), edges: [] };
    const key = context.names.symbol(node.id);
    this.#clusters.set(key, from(clusterOf(context, node), { nodes: [node.id] }));
    return { task: { job_cluster_key: key, ...libraries }, edges: [] };
  }

  #serverless(node: GraphNode, packages: readonly string[]): Readonly<Record<string, unknown>> {
    if (packages.length === 0) return {}; // a notebook brings the usual environment
    const key = this.context.names.symbol(node.id);
    this.#environments.set(key, { environment_version: environmentVersion, dependencies: packages });
    return { environment_key: key };
  }

  get jobClusters(): readonly object[] {
    return [...this.#clusters].map(([job_cluster_key, new_cluster]) => ({ job_cluster_key, new_cluster }));
  }

  get environments(): readonly object[] {
    return [...this.#environments].map(([environment_key, spec]) => ({ environment_key, spec }));
  }
}

function machinesOf(context: ExportContext, node: GraphNode): GraphEdge | undefined {
  return context.out(node, 'runs-on').find(({ to }) => to.node.service === 'azure-databricks');
}

/** Clusters that people and notebooks share. */
export function clusterResources(context: ExportContext): readonly Resource[] {
  return context.of('azure-databricks').flatMap((node) => {
    if (!isShared(context, node) || context.exists(node)) return [];
    return [
      {
        path: resourceFile(context, node, 'cluster'),
        kind: 'clusters',
        key: context.names.symbol(node.id),
        nodes: [node.id],
        value: {
          cluster_name: context.nameOf(node, context.names.asset(node.id)),
          ...clusterOf(context, node),
          autotermination_minutes: context.number(node, 'idleMinutes') ?? 30,
        },
      },
    ];
  });
}

export function isShared(context: ExportContext, node: GraphNode): boolean {
  return node.node.service === 'azure-databricks' && context.graph.value(node, 'workload') === 'all-purpose';
}

function clusterOf(context: ExportContext, node: GraphNode): Record<string, unknown> {
  const { graph } = context;
  const size = graph.value(node, 'vmSize');
  const machines = graph.amount(node, 'nodes');
  const workers = machines === undefined ? undefined : Math.max(0, Math.round(machines) - 1);
  const isSingle = workers === 0;
  const isGpu = context.plan.context.needs?.gpu === true;
  const stated = context.text(node, 'sparkVersion');
  const version = stated ?? (isGpu ? runtime.gpu : runtime.cpu);
  if (stated === undefined) context.took(node, 'sparkVersion', version);
  const usage = (field: string, title: string) =>
    context.gap(node.id, field, `State "${title}" under the usage of "${node.title}" (usage.${field}).`);
  return {
    spark_version: version,
    node_type_id: typeof size === 'string' ? size : usage('vmSize', 'Machine size'),
    num_workers: workers ?? usage('nodes', 'Nodes'),
    ...(isSingle ? { spark_conf: { 'spark.databricks.cluster.profile': 'singleNode', 'spark.master': 'local[*]' } } : {}),
    data_security_mode: 'SINGLE_USER',
    ...(graph.value(node, 'photon') === true ? { runtime_engine: 'PHOTON' } : {}),
    ...(graph.value(node, 'payment') === 'spot'
      ? { azure_attributes: { first_on_demand: 1, availability: 'SPOT_WITH_FALLBACK_AZURE' } }
      : {}),
    custom_tags: { ...(isSingle ? { ResourceClass: 'SingleNode' } : {}), 'pipedraft-node': node.id, ...tagsOf(context, node) },
  };
}

/** Packages of a node, and of the environments with an image edge to it. */
function packagesOf(context: ExportContext, node: GraphNode): readonly string[] {
  const environments = context.in(node, 'image').map((edge) => edge.from);
  const lists = [
    context.list(node, 'libraries') ?? [],
    ...environments.map((one) =>
      Array.isArray(one.node.settings?.['packages']) ? (one.node.settings['packages'] as readonly unknown[]) : [],
    ),
  ];
  return [...new Set(lists.flat().map((name) => inert(String(name))))];
}

/** Tags that the plan states for a node. */
export function tagsOf(context: ExportContext, node: GraphNode): Record<string, string> {
  return Object.fromEntries(Object.entries(context.map(node, 'tags') ?? {}).map(([key, value]) => [key, String(value)]));
}
