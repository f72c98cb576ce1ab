import type { GraphNode } from '../../../catalog';
import { nameLimits } from '../../names';
import { containersOf } from '../resources';
import { type ResourceBody, type ResourceValue, resourceItself, resourceValue, textOf, surroundings } from './expression';
import type { Deployment, Placed } from './deployment';
import type { ResourceModule } from './module';
import { insightsOf } from './monitoring';
import { subnetIds } from './subnets';

/* What runs on a plan of App Service: web applications and functions. */

export const planType = 'Microsoft.Web/serverfarms';
export const siteType = 'Microsoft.Web/sites';

/** Settings of an application as the list that App Service wants. */
export function appSettings(settings: Readonly<Record<string, ResourceValue | undefined>>): ResourceValue {
  return Object.entries(settings).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}

/** Addresses of the stores that a node reads and writes, and of what it reports to. */
export function neighbours(deployment: Deployment, node: GraphNode, module: ResourceModule): Record<string, ResourceValue | undefined> {
  const { context } = deployment;
  const insights = insightsOf(deployment, node);
  const settings: Record<string, ResourceValue | undefined> = {
    APPLICATIONINSIGHTS_CONNECTION_STRING: insights && deployment.refer(module, insights, 'properties.ConnectionString'),
  };
  for (const { from, to, kind } of deployment.edges(node, 'data')) {
    const store = from === node ? to : from;
    const placed = deployment.placed.get(store.id);
    if (kind !== 'data' || store.node.service !== 'azure-storage' || !placed) continue;
    const prefix = context.names.symbol(store.id).toUpperCase();
    const account = deployment.refer(module, placed, 'name');
    settings[`${prefix}__blobServiceUri`] = textOf('https://', account, '.blob.', surroundings('storage suffix'));
    settings[`${prefix}_CONTAINER`] = containersOf(context, store)[0] ?? '';
  }
  return settings;
}

/** Connections of the events that start a function, which its trigger names by the id of their node. */
function eventConnections(
  deployment: Deployment,
  node: GraphNode,
  module: ResourceModule,
  clientId: ResourceValue,
): Record<string, ResourceValue | undefined> {
  const { context } = deployment;
  const settings: Record<string, ResourceValue | undefined> = {};
  for (const { from, kind } of node.in) {
    const placed = deployment.placed.get(from.id);
    const connection = context.names.symbol(from.id);
    if (!placed || (kind !== 'control' && kind !== 'data')) continue;
    const account = () => deployment.refer(module, placed, 'name');
    if (from.node.service === 'azure-storage')
      for (const part of ['blob', 'queue'])
        settings[`${connection}__${part}ServiceUri`] = textOf('https://', account(), `.${part}.`, surroundings('storage suffix'));
    else if (from.node.service === 'azure-service-bus' || from.node.service === 'azure-event-hubs')
      settings[`${connection}__fullyQualifiedNamespace`] = textOf(account(), '.servicebus.windows.net');
    else continue;
    settings[`${connection}__credential`] = 'managedidentity';
    settings[`${connection}__clientId`] = clientId;
  }
  return settings;
}

/** Settings whose names differ in case only are one: the first stays. */
function withoutTwins(settings: Readonly<Record<string, ResourceValue | undefined>>): Record<string, ResourceValue | undefined> {
  const seen = new Set<string>();
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !seen.has(name.toLowerCase()) && seen.add(name.toLowerCase())));
}

/** The storage account that functions and logic apps keep their state in. */
export function hostStore(deployment: Deployment, node: GraphNode, module: ResourceModule, keys = false): Placed {
  const { names } = deployment.context;
  return deployment.imply(`store ${node.id}`, node.node.service, module, {
    symbol: `${names.symbol(node.id)}_store`,
    type: 'Microsoft.Storage/storageAccounts',
    nodes: [node.id],
    body: {
      name: names.compact('st', node.id, nameLimits.storageAccount),
      kind: 'StorageV2',
      sku: { name: 'Standard_LRS' },
      properties: {
        allowBlobPublicAccess: false,
        allowSharedKeyAccess: keys,
        minimumTlsVersion: 'TLS1_2',
        supportsHttpsTrafficOnly: true,
      },
    },
  });
}

export function functions(deployment: Deployment, node: GraphNode): void {
  const { context } = deployment;
  const module = deployment.module('functions', 'Function apps with their plans. Their code comes from other files.');
  if (context.exists(node)) {
    deployment.worksAs(deployment.place(node, module, siteType, {}), node);
    return;
  }
  const symbol = context.names.symbol(node.id);
  const plan = deployment.usage(node, 'plan') ?? 'flex';
  const { identity, id, clientId: client } = deployment.runsAs(node, module);
  const clientId = client();
  const store = hostStore(deployment, node, module);
  const account = resourceValue(store.symbol, 'name');
  const runtime = context.text(node, 'runtime') ?? '3.11';
  const [language, version] = /^[a-z]/i.test(runtime) ? runtime.split(/[ :]/, 2) : ['python', runtime];
  const flex = plan === 'flex';
  const linux = flex || deployment.usage(node, 'os') !== 'windows';
  const size = (deployment.usage(node, 'premiumSize') ?? 'ep1').toUpperCase();
  const sku: ResourceBody = flex
    ? { name: 'FC1', tier: 'FlexConsumption' }
    : plan === 'premium'
      ? { name: size, tier: 'ElasticPremium', capacity: deployment.whole(node, 'instances', 1, 1, 20) }
      : { name: 'Y1', tier: 'Dynamic' };
  const farm = module.resource({
    symbol: `${symbol}_plan`,
    type: planType,
    nodes: [node.id],
    body: {
      name: context.names.resource('asp', node.id),
      location: deployment.locationOf(node, module),
      kind: 'functionapp',
      sku,
      properties: { reserved: linux, ...(deployment.isAcrossZones(node) && plan !== 'consumption' ? { zoneRedundant: true } : {}) },
      tags: deployment.tags(node),
    },
  });
  const settings = {
    AzureWebJobsStorage__accountName: account,
    AzureWebJobsStorage__credential: 'managedidentity',
    AzureWebJobsStorage__clientId: clientId,
    AZURE_CLIENT_ID: clientId,
    ...(flex ? {} : { FUNCTIONS_EXTENSION_VERSION: '~4', FUNCTIONS_WORKER_RUNTIME: language ?? 'python' }),
    ...withoutTwins({ ...eventConnections(deployment, node, module, clientId), ...neighbours(deployment, node, module) }),
  };
  const container = flex ? deployContainer(module, node, symbol, store) : undefined;
  deployment.place(node, module, siteType, {
    kind: linux ? 'functionapp,linux' : 'functionapp',
    identity,
    properties: {
      serverFarmId: resourceValue(farm, 'id'),
      httpsOnly: true,
      publicNetworkAccess: deployment.publicAccess(node),
      ...callsFrom(deployment, module, node),
      ...(container === undefined
        ? {}
        : {
            functionAppConfig: {
              deployment: {
                storage: {
                  type: 'blobContainer',
                  value: textOf('https://', account, '.blob.', surroundings('storage suffix'), '/', resourceValue(container, 'name')),
                  authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: id },
                },
              },
              runtime: { name: language ?? 'python', version: version ?? '3.11' },
              scaleAndConcurrency: { instanceMemoryMB: memoryOf(deployment, node), maximumInstanceCount: 100 },
            },
          }),
      siteConfig: {
        minTlsVersion: '1.2',
        ...(flex || !linux ? {} : { linuxFxVersion: `${language ?? 'python'}|${version ?? '3.11'}` }),
        appSettings: appSettings(settings),
      },
    },
  });
}

/** The subnet that an application calls from: others that are closed to the internet answer only there. */
export function callsFrom(deployment: Deployment, module: ResourceModule, node: GraphNode): ResourceBody {
  const [virtualNetworkSubnetId] = subnetIds(deployment, module, node);
  return virtualNetworkSubnetId ? { virtualNetworkSubnetId } : {};
}

/** Flex Consumption has machines of 512, 2048 and 4096 MB. */
function memoryOf(deployment: Deployment, node: GraphNode): number {
  const gb = deployment.context.graph.amount(node, 'memory') ?? 2;
  return gb <= 0.5 ? 512 : gb <= 2 ? 2048 : 4096;
}

function deployContainer(module: ResourceModule, node: GraphNode, symbol: string, store: Placed): string {
  const blobs = module.resource({
    symbol: `${symbol}_blobs`,
    type: 'Microsoft.Storage/storageAccounts/blobServices',
    nodes: [node.id],
    body: { parent: resourceItself(store.symbol), name: 'default', properties: {} },
  });
  return module.resource({
    symbol: `${symbol}_packages`,
    type: 'Microsoft.Storage/storageAccounts/blobServices/containers',
    nodes: [node.id],
    body: { parent: resourceItself(blobs), name: 'packages', properties: { publicAccess: 'None' } },
  });
}

export function appService(deployment: Deployment, node: GraphNode): void {
  const { context } = deployment;
  const module = deployment.module('app-service');
  if (context.exists(node)) {
    deployment.worksAs(deployment.place(node, module, siteType, {}), node);
    return;
  }
  const { identity, clientId: client } = deployment.runsAs(node, module);
  const clientId = client();
  const sku = skuOf(deployment.usage(node, 'plan') ?? 'p1v3');
  const farm = module.resource({
    symbol: `${context.names.symbol(node.id)}_plan`,
    type: planType,
    nodes: [node.id],
    body: {
      name: context.names.resource('asp', node.id),
      location: deployment.locationOf(node, module),
      kind: 'linux',
      sku: { name: sku, capacity: deployment.whole(node, 'instances', 1, 1, 100) },
      properties: { reserved: true, ...(deployment.isAcrossZones(node) ? { zoneRedundant: true } : {}) },
      tags: deployment.tags(node),
    },
  });
  const runtime = context.text(node, 'runtime');
  const image = runtime === undefined ? deployment.ask(module, node, 'image') : undefined;
  const pulls = context.in(node, 'image').some(({ from }) => from.node.service === 'azure-container-registry');
  const port = context.number(node, 'port');
  deployment.place(node, module, siteType, {
    kind: image ? 'app,linux,container' : 'app,linux',
    identity,
    properties: {
      serverFarmId: resourceValue(farm, 'id'),
      httpsOnly: true,
      publicNetworkAccess: deployment.publicAccess(node),
      ...callsFrom(deployment, module, node),
      siteConfig: {
        minTlsVersion: '1.2',
        ...(sku === 'F1' ? {} : { alwaysOn: true }),
        linuxFxVersion: image ? textOf('DOCKER|', image) : (runtime ?? ''),
        ...(pulls ? { acrUseManagedIdentityCreds: true, acrUserManagedIdentityID: clientId } : {}),
        appSettings: appSettings({
          AZURE_CLIENT_ID: clientId,
          ...(port === undefined ? {} : { WEBSITES_PORT: String(port) }),
          ...neighbours(deployment, node, module),
        }),
      },
    },
  });
}

function skuOf(plan: string): string {
  return /^p.*v\d$/.test(plan) ? `P${plan.slice(1)}` : plan.toUpperCase().replace('V', 'v');
}
