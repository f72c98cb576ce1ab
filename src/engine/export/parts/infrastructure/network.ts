import type { GraphNode } from '../../../catalog';
import { type Expression, resourceItself, resourceValue, parameter, textOf, surroundings } from './expression';
import type { Deployment, Placed } from './deployment';
import { isInWorkspace } from './machine-learning';
import type { ResourceModule } from './module';
import { networkAbout, networkOf, networkType, subnetId, subnetNames, subnetsOf } from './subnets';

/*
 * The network of a plan. It is one thing, since endpoints and zones exist only together.
 */

/** A network with subnets for machines, for endpoints and for each service that runs in it. */
export function virtualNetwork(deployment: Deployment, node: GraphNode): void {
  const { context } = deployment;
  const module = deployment.module('network', networkAbout);
  if (context.exists(node)) {
    deployment.place(node, module, networkType, {});
    return;
  }
  const space = deployment.ask(module, node, 'addressSpace');
  const gateway = context.of('azure-nat-gateway').map((one) => deployment.placed.get(one.id))[0];
  const placed = deployment.place(node, module, networkType, {
    properties: {
      addressSpace: { addressPrefixes: [space] },
      subnets: subnetsOf(deployment, module, node, space, gateway && deployment.refer(module, gateway, 'id')),
    },
  });
  deployment.placed.set(node.id, placed);
}

export function natGateway(deployment: Deployment, node: GraphNode): void {
  const module = deployment.module('network', networkAbout);
  const type = 'Microsoft.Network/natGateways';
  if (deployment.context.exists(node)) {
    deployment.place(node, module, type, {});
    return;
  }
  const address = publicAddress(deployment, module, node);
  deployment.place(node, module, type, {
    sku: { name: 'Standard' },
    properties: { idleTimeoutInMinutes: 4, publicIpAddresses: [{ id: resourceValue(address, 'id') }] },
  });
  deployment.logged.set(node.id, undefined);
}

export function firewall(deployment: Deployment, node: GraphNode): void {
  const { context } = deployment;
  const module = deployment.module('network', networkAbout);
  const type = 'Microsoft.Network/azureFirewalls';
  const network = networkOf(deployment);
  if (context.exists(node) || !network) {
    if (network || context.exists(node)) deployment.place(node, module, type, {});
    else context.remark(`The firewall "${node.id}" is not written: the plan has no virtual network for it.`, [node]);
    return;
  }
  context.remark(
    `No traffic goes through the firewall "${node.id}" yet: write its rules, then a route table that leads the subnets to it. A route without rules would cut off what is deployed.`,
    [node],
  );
  const tier = deployment.usage(node, 'tier') === 'premium' ? 'Premium' : 'Standard';
  const address = publicAddress(deployment, module, node);
  const policy = module.resource({
    symbol: `${context.names.symbol(node.id)}_policy`,
    type: 'Microsoft.Network/firewallPolicies',
    nodes: [node.id],
    about: ["It has no rules: what may leave is the team's decision."],
    body: {
      name: context.names.resource('afwp', node.id),
      location: deployment.locationOf(node, module),
      properties: { sku: { tier }, threatIntelMode: 'Alert' },
      tags: deployment.tags(node),
    },
  });
  deployment.place(node, module, type, {
    properties: {
      sku: { name: 'AZFW_VNet', tier },
      firewallPolicy: { id: resourceValue(policy, 'id') },
      ipConfigurations: [
        {
          name: 'outside',
          properties: {
            subnet: { id: subnetId(deployment, module, network, 'AzureFirewallSubnet') },
            publicIPAddress: { id: resourceValue(address, 'id') },
          },
        },
      ],
    },
    ...(deployment.isAcrossZones(node) ? { zones: ['1', '2', '3'] } : {}),
  });
}

function publicAddress(deployment: Deployment, module: ResourceModule, node: GraphNode): string {
  const { names } = deployment.context;
  return module.resource({
    symbol: `${names.symbol(node.id)}_address`,
    type: 'Microsoft.Network/publicIPAddresses',
    nodes: [node.id],
    body: {
      name: names.resource('pip', node.id),
      location: deployment.locationOf(node, module),
      sku: { name: 'Standard' },
      properties: { publicIPAllocationMethod: 'Static' },
      tags: deployment.tags(node),
    },
  });
}

/** The part of a resource that a private endpoint leads to, and the zone that its name is found in. */
const endpoints: Readonly<Record<string, readonly (readonly [group: string, zone: string | Expression])[]>> = {
  'Microsoft.Storage/storageAccounts': [
    ['blob', textOf('privatelink.blob.', surroundings('storage suffix'))],
    ['dfs', textOf('privatelink.dfs.', surroundings('storage suffix'))],
  ],
  'Microsoft.KeyVault/vaults': [['vault', 'privatelink.vaultcore.azure.net']],
  'Microsoft.ContainerRegistry/registries': [['registry', 'privatelink.azurecr.io']],
  'Microsoft.MachineLearningServices/workspaces': [['amlworkspace', 'privatelink.api.azureml.ms']],
  'Microsoft.DataFactory/factories': [['dataFactory', 'privatelink.datafactory.azure.net']],
  'Microsoft.Databricks/workspaces': [['databricks_ui_api', 'privatelink.azuredatabricks.net']],
  'Microsoft.Web/sites': [['sites', 'privatelink.azurewebsites.net']],
  'Microsoft.App/managedEnvironments': [['managedEnvironments', textOf('privatelink.', parameter('location'), '.azurecontainerapps.io')]],
  'Microsoft.EventHub/namespaces': [['namespace', 'privatelink.servicebus.windows.net']],
  'Microsoft.ServiceBus/namespaces': [['namespace', 'privatelink.servicebus.windows.net']],
  'Microsoft.EventGrid/topics': [['topic', 'privatelink.eventgrid.azure.net']],
  'Microsoft.Sql/servers': [['sqlServer', textOf('privatelink', surroundings('database suffix'))]],
  'Microsoft.DBforPostgreSQL/flexibleServers': [['postgresqlServer', 'privatelink.postgres.database.azure.com']],
  'Microsoft.DocumentDB/databaseAccounts': [['Sql', 'privatelink.documents.azure.com']],
  'Microsoft.Cache/redisEnterprise': [['redisEnterprise', 'privatelink.redis.azure.net']],
  'Microsoft.Search/searchServices': [['searchService', 'privatelink.search.windows.net']],
  'Microsoft.CognitiveServices/accounts': [['account', 'privatelink.cognitiveservices.azure.com']],
  'Microsoft.Devices/IotHubs': [['iotHub', 'privatelink.azure-devices.net']],
  'Microsoft.Batch/batchAccounts': [['batchAccount', 'privatelink.batch.azure.com']],
  'Microsoft.Purview/accounts': [['account', 'privatelink.purview.azure.com']],
  'Microsoft.ApiManagement/service': [['Gateway', 'privatelink.azure-api.net']],
};

/** Private endpoints of what the plan closes to the internet, and the zones that their names are found in. */
export function privateEndpoints(deployment: Deployment): void {
  const { context } = deployment;
  const inside = context.graph.nodes.filter(
    (node) =>
      node.node.safeguards?.access === 'virtual-network' &&
      node.node.service !== 'data-science-vm' &&
      !hasManagedNetwork(node) &&
      subnetNames(deployment, node).length === 0,
  );
  if (inside.length > 0)
    context.remark(
      'What is to be inside of a virtual network is closed to the internet; give it its subnet, which the plan does not state.',
      inside,
    );
  const shut = context.graph.nodes.filter((node) => node.node.safeguards?.access === 'private-endpoint' && reached(deployment, node));
  if (shut.length === 0) return;
  const network = networkOf(deployment);
  if (!network) {
    context.remark('Resources are closed to the internet without a private endpoint: the plan has no virtual network to put one in.', shut);
    return;
  }
  const module = deployment.module(
    'private-endpoints',
    'Private endpoints of what is closed to the internet, and the zones that their names are found in.',
  );
  const zones = new Map<string, string>();
  const done = new Set<string>();
  for (const node of shut) {
    const placed = reached(deployment, node);
    if (!placed || done.has(`${placed.module.name} ${placed.symbol}`)) continue;
    done.add(`${placed.module.name} ${placed.symbol}`);
    if (placed.type === 'Microsoft.Databricks/workspaces' && !shut.some((one) => subnetNames(deployment, one).length === 2)) {
      context.remark(
        `"${node.id}" gets no private endpoint: a workspace of Databricks has one only in a network of its own subnets, which the plan does not state.`,
        [node],
      );
      continue;
    }
    for (const [group, zone] of endpoints[placed.type] ?? []) {
      const symbol = `${context.names.symbol(node.id)}_${group}`;
      const endpoint = module.resource({
        symbol,
        type: 'Microsoft.Network/privateEndpoints',
        nodes: [node.id],
        body: {
          name: `${context.names.resource('pep', node.id)}-${group.toLowerCase().replace(/_/g, '-')}`,
          location: module.location,
          properties: {
            subnet: { id: subnetId(deployment, module, network, 'endpoints') },
            privateLinkServiceConnections: [
              { name: group, properties: { privateLinkServiceId: deployment.refer(module, placed, 'id'), groupIds: [group] } },
            ],
          },
          tags: deployment.tags(node),
        },
      });
      if (network.exists) continue; // the network's owner has the zones, too
      const own = zoneOf(deployment, module, network, zones, zone);
      module.resource({
        symbol: `${symbol}_names`,
        type: 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups',
        nodes: [node.id],
        body: {
          parent: resourceItself(endpoint),
          name: 'default',
          properties: {
            privateDnsZoneConfigs: [
              { name: group.toLowerCase().replace(/_/g, '-'), properties: { privateDnsZoneId: resourceValue(own, 'id') } },
            ],
          },
        },
      });
    }
  }
}

/** True for what runs in the network that its workspace of Azure ML or Synapse has of its own. */
function hasManagedNetwork(node: GraphNode): boolean {
  return isInWorkspace(node) || ['synapse-pipelines', 'azure-synapse-spark', 'synapse-serverless-sql'].includes(node.node.service);
}

/** The resource that a private endpoint of a node leads to: its own, or the workspace or environment that it lives in. */
function reached(deployment: Deployment, node: GraphNode): Placed | undefined {
  const own = deployment.placed.get(node.id);
  if (own?.exists === true) return undefined;
  return [own, deployment.logged.get(node.id)].find((one) => one !== undefined && !one.exists && one.type in endpoints);
}

function zoneOf(
  deployment: Deployment,
  module: ResourceModule,
  network: Placed,
  zones: Map<string, string>,
  zone: string | Expression,
): string {
  const key = typeof zone === 'string' ? zone : JSON.stringify(zone);
  let symbol = zones.get(key);
  if (symbol === undefined) {
    const word = /privatelink\.?([a-z]+)?/.exec(key)?.[1] ?? 'sql';
    symbol = module.resource({
      symbol: `zone_${word}`,
      type: 'Microsoft.Network/privateDnsZones',
      body: { name: zone, location: 'global' },
    });
    module.resource({
      symbol: `zone_${word}_link`,
      type: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
      body: {
        parent: resourceItself(symbol),
        name: 'network',
        location: 'global',
        properties: { registrationEnabled: false, virtualNetwork: { id: deployment.refer(module, network, 'id') } },
      },
    });
    zones.set(key, symbol);
  }
  return symbol;
}
