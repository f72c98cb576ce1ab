import type { GraphEdge, GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { fromKey } from '../emit/draft';
import { catalogServices, isCatalog, modelsOf, resourceFile, schemaName, type RegisteredModel } from '../parts/bundle';
import { containersOf, resourceName } from '../parts/resources';
import { inert, type Resource } from './resource';

/* Schemas, registered models, and how tasks name tables, models and folders. */

/** A schema, and a registered model for each training that hands its model over. */
export function catalogResources(context: ExportContext): readonly Resource[] {
  return context.of(...catalogServices).flatMap((node) => {
    if (node.node.service === 'databricks-mlflow-model-registry')
      context.remark(
        'The legacy registry of the workspace is not written: models go to Unity Catalog, which takes its place. State its catalog and schema at the node.',
        [node],
      );
    if (context.exists(node)) return [];
    const path = resourceFile(context, node, node.node.service === 'databricks-unity-catalog' ? 'catalog' : 'model');
    const schema: Resource = {
      path,
      kind: 'schemas',
      key: context.names.symbol(node.id),
      nodes: [node.id],
      value: {
        catalog_name: context.need(node, 'catalog'),
        name: schemaName(context, node),
        comment: inert(node.title),
        properties: { 'pipedraft-node': node.id },
      },
    };
    return [schema, ...modelsOf(context, node).map((model) => modelResource(context, node, model, path))];
  });
}

function modelResource(context: ExportContext, registry: GraphNode, { key, name, edge }: RegisteredModel, path: string): Resource {
  const schema = context.names.symbol(registry.id);
  const value = {
    name,
    catalog_name: `\${resources.schemas.${schema}.catalog_name}`,
    schema_name: `\${resources.schemas.${schema}.name}`,
    comment: `${inert(edge?.from.title ?? registry.title)} (pipedraft-node: ${edge?.from.id ?? registry.id})`,
  };
  if (edge) fromKey(value, 'name', { edges: [edge.id], comment: `${edge.from.id} > ${edge.to.id}` });
  return { path, kind: 'registered_models', key, value, nodes: [registry.id], ...(edge ? { edges: [edge.id] } : {}) };
}

/** A schema as others name it, `catalog.schema`: by reference, since a target of development puts a prefix before its name. */
export function schemaReference(context: ExportContext, node: GraphNode): { readonly catalog: string; readonly schema: string } {
  if (context.exists(node)) return { catalog: context.need(node, 'catalog'), schema: schemaName(context, node) };
  const key = context.names.symbol(node.id);
  return { catalog: `\${resources.schemas.${key}.catalog_name}`, schema: `\${resources.schemas.${key}.name}` };
}

/** Where a data edge reads or writes, as a task's parameter; `undefined` if the other end has no address that is known here. */
export function dataReference(context: ExportContext, other: GraphNode, path: string | undefined): string | undefined {
  const inside = (path ?? '').trim();
  if (isCatalog(other)) {
    const { catalog, schema } = schemaReference(context, other);
    return [catalog, schema, ...(inside === '' ? [] : [inside])].join('.');
  }
  if (other.node.service === 'azure-storage') return storeAddress(context, other, inside);
  return undefined;
}

export function storeAddress(context: ExportContext, store: GraphNode, path: string): string {
  const [container] = containersOf(context, store);
  return `abfss://${container ?? ''}@${resourceName(context, store)}.dfs.core.windows.net/${path.replace(/^\/+/, '')}`;
}

/** Full name of the model that a model edge brings to its reader. */
export function modelReference(context: ExportContext, reader: GraphNode, registry: GraphNode | undefined): string {
  const stated = reader.node.settings?.['model'];
  if (typeof stated === 'string' && stated.trim() !== '') return stated;
  const models = registry && isCatalog(registry) ? modelsOf(context, registry) : [];
  const [only] = models;
  if (!registry || !only || models.length > 1) return context.gapOf(reader, 'model');
  return fullName(context, registry, only);
}

/** Full name of the model that a training hands to a registry. */
export function writtenModel(context: ExportContext, { from: training, to: registry }: GraphEdge): string | undefined {
  if (!isCatalog(registry)) return undefined;
  const own = modelsOf(context, registry).find(({ edge }) => edge?.from === training);
  return own && fullName(context, registry, own);
}

function fullName(context: ExportContext, registry: GraphNode, { key, name }: RegisteredModel): string {
  if (context.exists(registry)) {
    const { catalog, schema } = schemaReference(context, registry);
    return `${catalog}.${schema}.${name}`;
  }
  const reference = (field: string) => `\${resources.registered_models.${key}.${field}}`;
  return [reference('catalog_name'), reference('schema_name'), reference('name')].join('.');
}

/** Experiments that runs are recorded in. */
export function experimentResources(context: ExportContext): readonly Resource[] {
  return context.of('databricks-mlflow-tracking').flatMap((node) => {
    if (context.exists(node)) return [];
    return [
      {
        path: resourceFile(context, node, 'experiment'),
        kind: 'experiments',
        key: context.names.symbol(node.id),
        nodes: [node.id],
        value: { name: experimentName(context, node), tags: [{ key: 'pipedraft-node', value: node.id }] },
      },
    ];
  });
}

function experimentName(context: ExportContext, node: GraphNode): string {
  const folder = (context.text(node, 'folder') ?? '/Shared').replace(/\/+$/, '');
  return `${folder}/${context.nameOf(node, context.names.asset(node.id))}`;
}

export function experimentReference(context: ExportContext, node: GraphNode): string | undefined {
  if (node.node.service !== 'databricks-mlflow-tracking') return undefined;
  return context.exists(node) ? experimentName(context, node) : `\${resources.experiments.${context.names.symbol(node.id)}.name}`;
}
