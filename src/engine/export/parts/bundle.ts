import type { GraphEdge, GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { bundleFolder } from './places';

/*
 * Files and names of a Databricks bundle: its exporter writes them, and releases ask for the models that endpoints serve.
 */

/** Services that keep tables or models in Unity Catalog. */
export const catalogServices: readonly string[] = ['databricks-unity-catalog', 'databricks-mlflow-model-registry'];
/** Longest name of an endpoint. */
const longestEndpoint = 63;

/** File that a node's resource is in: the one that its `definition` names, or one of its own below "resources". */
export function resourceFile(context: ExportContext, node: GraphNode, ending: string): string {
  const usual = `${bundleFolder(context)}resources/${context.names.file(node.id)}.${ending}.yml`;
  return node.node.service === 'azure-databricks' ? usual : context.pathOf(node, usual);
}

export function isCatalog(node: GraphNode): boolean {
  return catalogServices.includes(node.node.service);
}

/** A name of Unity Catalog: lower case, with "_". */
export function catalogName(context: ExportContext, node: GraphNode): string {
  return context.names.local(node.id).replace(/-/g, '_');
}

/** Name of an endpoint that serves a model. */
export function servingName(context: ExportContext, node: GraphNode): string {
  return context.nameOf(node, context.names.asset(node.id, longestEndpoint));
}

export interface RegisteredModel {
  readonly key: string;
  readonly name: string;
  /** The edge from the training; `undefined` for a registry that nothing in the plan writes to. */
  readonly edge: GraphEdge | undefined;
}

/** The models of a registry: one for each node that hands a model over, or one of its own where models are only read. */
export function modelsOf(context: ExportContext, registry: GraphNode): readonly RegisteredModel[] {
  const edges = context.in(registry, 'model');
  const own = context.names.symbol(registry.id);
  if (edges.length === 0) {
    // a catalog that only data goes to or comes from has tables
    const hasTables = registry.node.stage === undefined && [...registry.in, ...registry.out].some(({ kind }) => kind === 'data');
    const isRegistry = context.out(registry, 'model').length > 0 || (registry.stage === 'model-registry' && !hasTables);
    return isRegistry ? [{ key: own, name: catalogName(context, registry), edge: undefined }] : [];
  }
  return edges
    .filter(({ from: one }, at) => edges.findIndex((edge) => edge.from === one) === at)
    .map((edge) => ({ key: `${own}_${context.names.symbol(edge.from.id)}`, name: catalogName(context, edge.from), edge }));
}

export function schemaName(context: ExportContext, node: GraphNode): string {
  const stated = context.text(node, 'schema');
  return stated ?? `${context.names.prefix.replace(/-/g, '_')}_${catalogName(context, node)}`;
}
