import { regionId, type GraphEdge, type GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { nameLimits } from '../names';

/*
 * Names of Azure resources, which several exporters write: infrastructure creates what pipelines and factories call by name.
 */

/** Abbreviations of Microsoft's Cloud Adoption Framework. */
const abbreviations: Readonly<Record<string, string>> = {
  'azure-data-factory': 'adf',
  'adf-copy-activity': 'adf',
  'adf-data-flows': 'adf',
  'synapse-pipelines': 'synw',
  'azure-synapse-spark': 'synw',
  'synapse-serverless-sql': 'synw',
  'azure-databricks': 'dbw',
  'azure-logic-apps': 'logic',
  'azure-functions': 'func',
  'azure-kubernetes-service': 'aks',
  'azure-container-instances': 'ci',
  'azure-container-apps': 'ca',
  'azure-app-service': 'app',
  'azure-monitor': 'log',
  'application-insights': 'appi',
  'azure-event-hubs': 'evhns',
  'azure-event-grid': 'evgt',
  'azure-service-bus': 'sbns',
  'azure-stream-analytics': 'asa',
  'azure-sql-database': 'sql',
  'azure-postgresql': 'psql',
  'azure-cosmos-db': 'cosmos',
  'azure-managed-redis': 'redis',
  'azure-ai-search': 'srch',
  'azure-openai': 'oai',
  'microsoft-foundry': 'aif',
  'azure-api-management': 'apim',
  'azure-virtual-network': 'vnet',
  'azure-nat-gateway': 'ng',
  'azure-firewall': 'afw',
  'azure-iot-edge': 'iot',
  'data-science-vm': 'vm',
  'azure-dashboards': 'dash',
  'azure-monitor-grafana-dashboards': 'amg',
  'azure-batch': 'ba',
  'azure-ml-feature-store': 'mlws',
  'microsoft-purview': 'pview',
};

/** The cluster that a container of the plan runs on, where that is a node of its own. */
export function clusterOf(context: ExportContext, node: GraphNode): GraphNode | undefined {
  if (node.node.service !== 'azure-kubernetes-service') return undefined;
  return context.out(node, 'runs-on').find(({ to }) => to !== node && to.node.service === 'azure-kubernetes-service')?.to;
}

/** Name of the resource that a node stands for, as the plan states it or as it is made. */
export function resourceName(context: ExportContext, node: GraphNode): string {
  const { service } = node.node;
  const cluster = clusterOf(context, node);
  if (cluster && clusterOf(context, cluster) === undefined) return resourceName(context, cluster);
  switch (service) {
    case 'azure-storage':
      return context.nameOf(node, context.names.compact('st', node.id, nameLimits.storageAccount));
    case 'azure-container-registry':
      return context.nameOf(node, context.names.compact('cr', node.id, nameLimits.containerRegistry));
    case 'azure-key-vault':
      return context.nameOf(node, context.names.compact('kv', severalOf(context, node) ? node.id : undefined, nameLimits.keyVault));
    case 'azure-ml-workspace':
      return context.nameOf(node, context.names.resource('mlw', severalOf(context, node) ? node.id : undefined));
    case 'azure-container-apps': {
      const usual = context.names.resource('ca', severalOf(context, node) ? node.id : undefined);
      return context.nameOf(
        node,
        usual.length <= nameLimits.containerApp ? usual : context.names.asset(node.id, nameLimits.containerApp).toLowerCase(),
      );
    }
    default:
      return context.nameOf(node, context.names.resource(abbreviations[service] ?? 'res', severalOf(context, node) ? node.id : undefined));
  }
}

function severalOf(context: ExportContext, node: GraphNode): boolean {
  return context.of(node.node.service).length > 1;
}

export function resourceGroup(context: ExportContext): string {
  return `rg-${context.names.prefix}`;
}

/** The Azure ML workspace of the plan: the first that it draws, or the one that its Azure ML nodes imply. */
export function workspaceName(context: ExportContext): string {
  const [drawn] = context.of('azure-ml-workspace');
  return drawn ? resourceName(context, drawn) : context.names.resource('mlw');
}

/** The region of the Azure ML workspace, where its endpoints are as well; it may be a gap. */
export function workspaceRegion(context: ExportContext): string {
  const stated = context.of('azure-ml-workspace')[0]?.node.region?.trim();
  return stated === undefined || stated === '' ? context.region : (regionId(stated) ?? stated);
}

/** The factory that all pipelines of Data Factory are in: there is one, named after the first node that is exported to it. */
export function factoryName(context: ExportContext): string {
  const [node] = context.of('azure-data-factory');
  return node ? context.nameOf(node, context.names.resource('adf')) : context.names.resource('adf');
}

/** The vault of the plan: the one that it draws, or the one that a workspace or a connection with a secret implies. */
export function keyVaultName(context: ExportContext): string {
  const [drawn] = context.of('azure-key-vault');
  return drawn ? resourceName(context, drawn) : context.names.compact('kv', undefined, nameLimits.keyVault);
}

/** The log workspace of the plan: the first Azure Monitor that it draws, or the one that is implied. */
export function logWorkspaceName(context: ExportContext): string {
  const [drawn] = context.of('azure-monitor');
  return drawn ? resourceName(context, drawn) : context.names.resource('log');
}

/** An endpoint of Azure ML: 32 characters at most, unique in its region. */
export function endpointName(context: ExportContext, node: GraphNode): string {
  return context.nameOf(node, context.names.asset(node.id, nameLimits.endpoint));
}

/** A compute of a workspace. */
export function computeName(context: ExportContext, node: GraphNode): string {
  const name = context.names.local(node.id, nameLimits.compute);
  return context.nameOf(node, name.length < 3 ? `${name}-compute` : name); // three characters at least
}

/** The database of a node that the plan states or infrastructure makes; `undefined` for one of somebody else whose name is not stated. */
export function databaseName(context: ExportContext, node: GraphNode): string | undefined {
  return context.text(node, 'database') ?? (context.exists(node) ? undefined : context.names.local(node.id));
}

/** A datastore of a workspace, for a store of the plan. */
export function datastoreName(context: ExportContext, store: GraphNode): string {
  return context.names.local(store.id).replace(/-/g, '_');
}

/** Containers of a storage account; the first takes what is written without a stated container. */
export function containersOf(context: ExportContext, store: GraphNode): readonly string[] {
  const stated = store.node.settings?.['containers'];
  const names = Array.isArray(stated) ? stated.map(String).filter((name) => name !== '') : [];
  const usual = context.names.local(store.id);
  return names.length > 0 ? names : [usual.length < 3 ? `${usual}-data` : usual]; // three characters at least
}

/** A data asset, model, schedule or experiment of a workspace. */
export function assetName(context: ExportContext, node: GraphNode): string {
  return context.nameOf(node, context.names.asset(node.id));
}

/** An asset that belongs to an edge: what one node hands to another. */
export function edgeAssetName(context: ExportContext, from: GraphNode, to: GraphNode): string {
  return `${context.names.asset(from.id)}-${to.id.replace(/_/g, '-')}`;
}

/** The store whose events a node of Event Grid hands on; `undefined` for one with a topic of its own. */
export function storeOfEvents(context: ExportContext, grid: GraphNode): GraphNode | undefined {
  return context.in(grid, 'control').find(({ from }) => from.node.service === 'azure-storage')?.from;
}

/** The hubs or queues of a namespace: what the plan states, or one of the node's name. */
export function hubsOf(context: ExportContext, node: GraphNode): readonly string[] {
  const stated = node.node.settings?.[node.node.service === 'azure-service-bus' ? 'queues' : 'hubs'];
  const names = Array.isArray(stated) ? stated.filter((one): one is string => typeof one === 'string' && one !== '') : [];
  return names.length > 0 ? [...new Set(names)] : [context.names.local(node.id, 50)];
}

/**
 * The hub or queue that an edge is about: the one that its path names, or the only one of the namespace; otherwise a gap.
 * @param namespace one of its ends
 */
export function hubOf(context: ExportContext, { from, to, edge }: GraphEdge, namespace: GraphNode): string {
  const path = (edge.path ?? '').replace(/^\/+|\/+$/g, '');
  if (path !== '') return path;
  const [only, ...others] = hubsOf(context, namespace);
  if (only !== undefined && others.length === 0) return only;
  const kind = namespace.node.service === 'azure-service-bus' ? 'queue' : 'hub';
  return context.gap(
    from.id,
    `${to.id}.path`,
    `State "path" at the edge ${from.id} > ${to.id}: the ${kind} of "${namespace.title}" that it is about.`,
  );
}
