import type { GraphEdge, GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { from, fromKey } from '../emit/draft';
import { isCatalog, resourceFile, servingName } from '../parts/bundle';
import { tagsOf } from './compute';
import { inert, type Resource } from './resource';
import { dataReference, modelReference, schemaReference } from './tables';

/* Endpoints that serve a model, and monitors of tables. */

export function servingResources(context: ExportContext): readonly Resource[] {
  return context.of('databricks-model-serving').flatMap((node) => (context.exists(node) ? [] : [endpoint(context, node)]));
}

/** The version that an endpoint serves: a variable, so that a release can set it. */
export function servingVariables(context: ExportContext): Record<string, object> {
  return Object.fromEntries(
    context
      .of('databricks-model-serving')
      .filter((node) => !context.exists(node))
      .map((node) => [
        versionVariable(context, node),
        from({ description: `Version of the model that ${node.id} serves`, default: context.need(node, 'version') }, { nodes: [node.id] }),
      ]),
  );
}

function versionVariable(context: ExportContext, node: GraphNode): string {
  return `${context.names.symbol(node.id)}_version`;
}

function endpoint(context: ExportContext, node: GraphNode): Resource {
  const models = context.in(node, 'model');
  const [model] = models;
  if (models.length > 1)
    context.remark(
      `"${node.title}" gets models from several nodes: the first is served, and the others need endpoints of their own.`,
      [node],
      models,
    );
  const entity = {
    name: context.names.symbol(node.id),
    entity_name: modelReference(context, node, model?.from),
    entity_version: `\${var.${versionVariable(context, node)}}`,
    workload_size: context.text(node, 'size') ?? 'Small',
    scale_to_zero_enabled: context.graph.value(node, 'scaleToZero') === true,
  };
  if (model) fromKey(entity, 'entity_name', { edges: [model.id], comment: `${model.from.id} > ${node.id}` });
  const table = context.out(node, 'data').find(({ to }) => isCatalog(to));
  const value = {
    name: servingName(context, node),
    description: inert(node.title),
    config: { served_entities: [entity] },
    ...(table ? { ai_gateway: inferenceTable(context, node, table) } : {}),
    tags: Object.entries({ 'pipedraft-node': node.id, ...tagsOf(context, node) }).map(([key, one]) => ({ key, value: one })),
  };
  return {
    path: resourceFile(context, node, 'serving'),
    kind: 'model_serving_endpoints',
    key: context.names.symbol(node.id),
    value,
    nodes: [node.id],
  };
}

/** Requests and answers go to a table of the schema that the data edge leads to. */
function inferenceTable(context: ExportContext, node: GraphNode, edge: GraphEdge): object {
  const { catalog, schema } = schemaReference(context, edge.to);
  const table = { enabled: true, catalog_name: catalog, schema_name: schema, table_name_prefix: context.names.symbol(node.id) };
  return { inference_table_config: from(table, { edges: [edge.id], comment: `${node.id} > ${edge.to.id}` }) };
}

export function monitorResources(context: ExportContext): readonly Resource[] {
  return context.of('databricks-data-profiling').flatMap((node) => (context.exists(node) ? [] : monitorsOf(context, node)));
}

/** A monitor for each table: the data edges with a path, or the one that the node states. */
function monitorsOf(context: ExportContext, node: GraphNode): readonly Resource[] {
  const edges = context.in(node, 'data').filter((edge) => isCatalog(edge.from));
  const withPath = edges.filter(({ edge }) => (edge.path ?? '').trim() !== '');
  const others = edges.filter((edge) => !withPath.includes(edge));
  const path = resourceFile(context, node, 'monitor');
  const key = context.names.symbol(node.id);
  const several = withPath.length > 1;
  if (withPath.length > 0 ? others.length > 0 : others.length > 1)
    context.remark(
      `"${node.title}" reads from several schemas: state the path of each data edge to have a monitor for each table.`,
      [node],
      others,
    );
  const sources: readonly (GraphEdge | undefined)[] = withPath.length > 0 ? withPath : [others[0]];
  return sources.map((edge) => ({
    path,
    kind: 'quality_monitors',
    key: several && edge ? context.names.symbol(node.id, `${edge.from.id}_${withPath.indexOf(edge) + 1}`) : key,
    nodes: [node.id],
    ...(edge ? { edges: [edge.id] } : {}),
    value: monitor(context, node, edge),
  }));
}

function monitor(context: ExportContext, node: GraphNode, edge: GraphEdge | undefined): object {
  const stated = (edge?.edge.path ?? '').trim() === '' ? undefined : dataReference(context, (edge as GraphEdge).from, edge?.edge.path);
  const table = stated ?? context.need(node, 'table');
  const results = node.node.settings?.['outputSchema'];
  const schema = edge && schemaReference(context, edge.from);
  const cron = context.text(node, 'cron');
  if (cron === undefined) context.remark(`"${node.title}" has no schedule: state "cron", or renew the profile by hand.`, [node]);
  const value = {
    table_name: table,
    output_schema_name:
      typeof results === 'string' && results !== ''
        ? results
        : schema
          ? `${schema.catalog}.${schema.schema}`
          : context.gapOf(node, 'outputSchema'),
    assets_dir: `/Workspace/Users/\${workspace.current_user.userName}/data_profiles/${context.names.asset(node.id)}`,
    ...profile(context, node),
    ...(cron === undefined ? {} : { schedule: { quartz_cron_expression: cron, timezone_id: context.text(node, 'timeZone') ?? 'UTC' } }),
  };
  if (edge) fromKey(value, 'table_name', { edges: [edge.id], comment: `${edge.from.id} > ${node.id}` });
  return value;
}

function profile(context: ExportContext, node: GraphNode): object {
  const kind = context.text(node, 'profile') ?? 'snapshot';
  if (kind === 'snapshot') return { snapshot: {} };
  const windows = { granularities: [context.text(node, 'granularity') ?? '1 day'], timestamp_col: context.need(node, 'timestamp') };
  if (kind === 'time-series') return { time_series: windows };
  const label = context.text(node, 'label');
  const problem = context.text(node, 'problem');
  return {
    inference_log: {
      ...windows,
      model_id_col: context.need(node, 'modelVersion'),
      prediction_col: context.need(node, 'prediction'),
      ...(label === undefined ? {} : { label_col: label }),
      problem_type: problem === undefined ? context.gapOf(node, 'problem') : `PROBLEM_TYPE_${problem.toUpperCase()}`,
    },
  };
}
