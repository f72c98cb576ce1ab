import type { GraphEdge, GraphNode } from '../../catalog';
import { legible } from '../../plan';
import type { ExportContext } from '../context';
import { resourceName } from './resources';

/* What files of containers say alike, whatever host runs them. */

/** The registry that the image of a node is pulled from, with the edge between them. */
export function registryOf(context: ExportContext, node: GraphNode): GraphEdge | undefined {
  return context.in(node, 'image').find(({ from }) => from.node.service === 'azure-container-registry');
}

/** Host name of a registry. */
export function loginServer(context: ExportContext, registry: GraphNode): string {
  return `${resourceName(context, registry)}.azurecr.io`;
}

/** True for a container that others call. */
export function isCalled(context: ExportContext, node: GraphNode): boolean {
  return (
    node.stage === 'deployment-realtime' ||
    node.stage === 'consumption' ||
    context.in(node, 'request').length > 0 ||
    node.node.settings?.['port'] !== undefined
  );
}

/** A number that the plan states, or the token of a gap. */
export function neededNumber(context: ExportContext, node: GraphNode, id: string): number | string {
  return context.number(node, id) ?? context.gapOf(node, id);
}

/** Smallest and largest number of replicas that a node states under `replicas`. */
export function replicasOf(context: ExportContext, node: GraphNode): { readonly min?: number; readonly max?: number } {
  const map = context.map(node, 'replicas') ?? {};
  const whole = (value: unknown) => (typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined);
  const [min, max] = [whole(map['min']), whole(map['max'])];
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

/** Name of a container, label or module: lower case, 63 characters at most. */
export function containerName(context: ExportContext, node: GraphNode): string {
  return context.nameOf(node, context.names.local(node.id)).toLowerCase();
}

/** Edges as a comment names them. */
export function edgeWords(edges: readonly GraphEdge[]): string {
  return edges.map(({ from, to }) => `${from.id} > ${to.id}`).join(', ');
}

/** A title of the plan in one line of a comment. */
export function commentLine(text: string): string {
  return legible(text).replace(/\s+/g, ' ').trim();
}

/** True for a cluster that something is deployed to; one that only Azure ML or other nodes run on gets no manifests. */
export function hasManifests(context: ExportContext, cluster: GraphNode): boolean {
  if (cluster.node.settings?.['image'] !== undefined) return true;
  if (context.exists(cluster)) return false;
  return (
    [...context.in(cluster, 'image'), ...context.in(cluster, 'model'), ...context.in(cluster, 'request')].length > 0 ||
    context.in(cluster, 'control').some((edge) => edge.from !== cluster)
  );
}
