import type { GraphEdge, GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { from } from '../emit/draft';
import { relativePath } from '../parts/places';
import { tagsOf } from './compute';
import { resourceFile } from '../parts/bundle';
import { inert, type Resource } from './resource';

/* What asks and answers: warehouses of SQL, and applications. */

/** Sizes of a warehouse by the units that they use in an hour, the smallest first. */
const sizes = [
  [4, '2X-Small'],
  [6, 'X-Small'],
  [12, 'Small'],
  [24, 'Medium'],
  [40, 'Large'],
  [80, 'X-Large'],
  [144, '2X-Large'],
  [272, '3X-Large'],
  [528, '4X-Large'],
] as const;
/** Longest name of an application. */
const longestAppName = 30;

export function warehouseResources(context: ExportContext): readonly Resource[] {
  return context.of('databricks-sql-warehouse').flatMap((node) => (context.exists(node) ? [] : [warehouse(context, node)]));
}

function warehouse(context: ExportContext, node: GraphNode): Resource {
  const units = context.graph.amount(node, 'dbuPerHour');
  // the smallest that has at least the units of the plan
  const size = units === undefined ? undefined : sizes.find(([least]) => least >= units)?.[1];
  const value = {
    name: context.nameOf(node, context.names.asset(node.id)),
    cluster_size: size ?? context.gap(node.id, 'dbuPerHour', `State the units an hour of "${node.title}" (usage.dbuPerHour), 528 at most.`),
    enable_serverless_compute: context.graph.value(node, 'kind') !== 'classic',
    warehouse_type: 'PRO',
    auto_stop_mins: context.number(node, 'idleMinutes') ?? 10,
    max_num_clusters: context.number(node, 'maxClusters') ?? 1,
    tags: {
      custom_tags: Object.entries({ 'pipedraft-node': node.id, ...tagsOf(context, node) }).map(([key, one]) => ({ key, value: one })),
    },
  };
  return {
    path: resourceFile(context, node, 'warehouse'),
    kind: 'sql_warehouses',
    key: context.names.symbol(node.id),
    nodes: [node.id],
    value,
  };
}

export function appResources(context: ExportContext): readonly Resource[] {
  return context.of('databricks-apps').flatMap((node) => (context.exists(node) ? [] : [app(context, node)]));
}

function app(context: ExportContext, node: GraphNode): Resource {
  const path = resourceFile(context, node, 'app');
  const code = context.text(node, 'code');
  if ((context.graph.amount(node, 'instances') ?? 1) > 1)
    context.remark(`"${node.title}" stands for several applications: one is written, and the others need files of their own.`, [node]);
  const uses = [...node.out, ...node.in].flatMap((edge) => useOf(context, node, edge) ?? []);
  const value = {
    name: context.nameOf(node, context.names.asset(node.id, longestAppName)),
    description: inert(`${node.title} (pipedraft-node: ${node.id})`),
    // a path of a bundle begins at the file that states it
    source_code_path: code === undefined ? context.gapOf(node, 'code') : relativePath(path, code),
    ...(uses.length > 0 ? { resources: uses.map(({ value: one, edge }) => from(one, { edges: [edge.id] })) } : {}),
  };
  return {
    path,
    kind: 'apps',
    key: context.names.symbol(node.id),
    nodes: [node.id],
    edges: uses.map(({ edge }) => edge.id),
    value,
  };
}

/** What an application may use: an endpoint or a warehouse of the same bundle that an edge joins it to. */
function useOf(context: ExportContext, node: GraphNode, edge: GraphEdge): { readonly value: object; readonly edge: GraphEdge } | undefined {
  const other = edge.from === node ? edge.to : edge.from;
  if (other === node || context.exists(other)) return undefined;
  const name = context.names.symbol(other.id).slice(0, longestAppName);
  const key = context.names.symbol(other.id);
  switch (other.node.service) {
    case 'databricks-model-serving':
      if (edge.kind !== 'request') return undefined;
      return {
        edge,
        value: { name, serving_endpoint: { name: `\${resources.model_serving_endpoints.${key}.name}`, permission: 'CAN_QUERY' } },
      };
    case 'databricks-sql-warehouse':
      return { edge, value: { name, sql_warehouse: { id: `\${resources.sql_warehouses.${key}.id}`, permission: 'CAN_USE' } } };
    default:
      return undefined;
  }
}
