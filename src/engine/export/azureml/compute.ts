import type { GraphEdge, GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { fromKey, type Draft } from '../emit/draft';
import { clusterServices, ownClusterFile, ownClusterName } from '../parts/own-cluster';
import { mainFile } from '../parts/places';
import { computeName } from '../parts/resources';
import { infrastructureLanguage } from '../parts/infrastructure/files';
import { schemaOf } from './constants';
import { edgesText, headOf, originOf, present, tagsOf, titleOf } from './texts';

export interface JobCompute {
  /** The value of `compute` or `default_compute`; unset for serverless Spark, which has none. */
  readonly reference: string | undefined;
  /** Size of the machines of serverless compute. */
  readonly instanceType: string | undefined;
  readonly node: GraphNode | undefined;
  readonly edges: readonly GraphEdge[];
}

/** What a node runs on by its own edges; `undefined` without an edge to something that Azure ML can use. */
export function drawnCompute(context: ExportContext, node: GraphNode): JobCompute | undefined {
  const edges = context.out(node, 'runs-on');
  for (const edge of edges) {
    const { service } = edge.to.node;
    if (service === 'azure-ml-serverless-compute')
      return { reference: 'azureml:serverless', instanceType: sizeOf(context, edge.to), node: edge.to, edges: [edge] };
    if (clusterServices.includes(service) || service === 'azure-synapse-spark')
      return { reference: `azureml:${computeName(context, edge.to)}`, instanceType: undefined, node: edge.to, edges: [edge] };
  }
  return undefined;
}

/** What a job runs on: as it is drawn, as its settings say, or serverless machines where its cost counts those. */
export function computeOf(context: ExportContext, node: GraphNode): JobCompute {
  const drawn = drawnCompute(context, node);
  if (drawn) return drawn;
  const stated = context.text(node, 'compute');
  const none = { node: undefined, edges: [] };
  if (stated !== undefined) return { reference: `azureml:${stated.replace(/^azureml:/, '')}`, instanceType: undefined, ...none };
  if (context.graph.value(node, 'compute') === 'attached')
    return { reference: `azureml:${context.gapOf(node, 'compute')}`, instanceType: undefined, ...none };
  return { reference: 'azureml:serverless', instanceType: sizeOf(context, node), ...none };
}

export function sizeOf(context: ExportContext, node: GraphNode): string | undefined {
  const size = context.graph.value(node, 'vmSize');
  return typeof size === 'string' && size !== '' ? size : undefined;
}

/** Nodes that a cluster has at most. */
export function nodesOf(context: ExportContext, node: GraphNode): number | undefined {
  const nodes = context.graph.amount(node, 'nodes');
  return nodes === undefined || nodes < 1 ? undefined : Math.ceil(nodes);
}

/** True if the infrastructure's own files create clusters. */
function hasInfrastructure(context: ExportContext): boolean {
  return infrastructureLanguage(context) !== undefined;
}

export function* computeFiles(context: ExportContext): Iterable<Draft> {
  for (const node of context.of('azure-ml-compute-instance-notebooks')) if (!context.exists(node)) yield instanceFile(context, node);
  if (hasInfrastructure(context)) return;
  for (const node of context.of('azure-ml-compute')) if (!context.exists(node)) yield clusterFile(context, node);
}

/** One file for all people: names of instances are unique in a region, so each person gives one. */
function instanceFile(context: ExportContext, node: GraphNode): Draft {
  const name = computeName(context, node);
  const path = mainFile(context, node) ?? '';
  const size = sizeOf(context, node);
  const idle = context.graph.value(node, 'idleShutdown') === false ? undefined : context.number(node, 'idleMinutes');
  const value = present({
    $schema: schemaOf.computeInstance,
    name,
    type: 'computeinstance',
    description: titleOf(node),
    size: size ?? context.gapOf(node, 'size'),
    idle_time_before_shutdown_minutes: idle === undefined ? undefined : Math.max(15, Math.round(idle)),
    tags: tagsOf(node),
  });
  return {
    path,
    nodes: [node.id],
    head: [
      ...headOf(context, node),
      `Each person makes their own: az ml compute create -f ${path} --name ${name}-<alias>`,
      context.graph.plan.context.region === undefined
        ? 'The name must be unique in the region.'
        : `The name must be unique in ${node.region ?? 'the region'}.`,
    ],
    format: 'yaml',
    value,
  };
}

function clusterFile(context: ExportContext, node: GraphNode): Draft {
  const edges = context.in(node, 'runs-on');
  const most = nodesOf(context, node);
  const idle = context.number(node, 'idleMinutes');
  const value = present({
    $schema: schemaOf.amlCompute,
    name: computeName(context, node),
    type: 'amlcompute',
    description: titleOf(node),
    size: sizeOf(context, node),
    tier: context.graph.value(node, 'priority') === 'low-priority' ? 'low_priority' : 'dedicated',
    min_instances: context.graph.amount(node, 'minNodes') ?? 0,
    max_instances: most,
    idle_time_before_scale_down: idle === undefined ? undefined : Math.round(idle * 60),
    tags: tagsOf(node),
  });
  if (edges.length > 0) fromKey(value, 'name', { ...originOf([node], edges), comment: edgesText(edges) });
  return {
    path: mainFile(context, node) ?? '',
    nodes: [node.id],
    edges: edges.map(({ id }) => id),
    head: headOf(context, node),
    format: 'yaml',
    value,
  };
}

/** A cluster that only one deployment has, because its own cost counts its machines. */
export function ownCluster(context: ExportContext, endpoint: GraphNode): Draft {
  return {
    path: ownClusterFile(context, endpoint),
    nodes: [endpoint.id],
    head: ['The plan counts the machines of this endpoint at the endpoint itself, and a deployment needs a cluster: this is its own.'],
    format: 'yaml',
    value: present({
      $schema: schemaOf.amlCompute,
      name: ownClusterName(context, endpoint),
      type: 'amlcompute',
      description: titleOf(endpoint),
      size: sizeOf(context, endpoint),
      tier: context.graph.value(endpoint, 'priority') === 'low-priority' ? 'low_priority' : 'dedicated',
      min_instances: 0,
      max_instances: nodesOf(context, endpoint) ?? 1,
      tags: { ...tagsOf(endpoint), 'pipedraft-implied': 'azure-ml-compute' },
    }),
  };
}
