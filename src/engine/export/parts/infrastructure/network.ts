import type { GraphNode } from '../../../catalog';
import { Expression, resourceItself, resourceValue, parameter, textOf, surroundings } from './expression';
import type { Deployment, Placed } from './deployment';
import type { ResourceModule } from './module';

/*
 * The network of a plan. It is one thing, since endpoints, zones and subnets exist only together.
 */

const networkType = 'Microsoft.Network/virtualNetworks';
const about = 'The virtual network with a subnet for machines and one for private endpoints.';

/** A network with a subnet for machines and one for endpoints. */
export function virtualNetwork(deployment: Deployment, node: GraphNode): void {
  const { context } = deployment;
  const module = deployment.module('network', about);
  if (context.exists(node)) {
    deployment.place(node, module, networkType, {});
    return;
  }
  const space = deployment.ask(module, node, 'addressSpace');
  const gateway = context.of('azure-nat-gateway').map((one) => deployment.placed.get(one.id))[0];
  const [wall] = context.of('azure-firewall');
  const placed = deployment.place(node, module, networkType, {
    properties: {
      addressSpace: { addressPrefixes: [space] },
      subnets: [
        {
          name: 'machines',
          properties: {
            addressPrefix: rangeOf(space, 0),
            defaultOutboundAccess: false,
            ...(gateway ? { natGateway: { id: deployment.refer(module, gateway, 'id') } } : {}),
          },
        },
        { name: 'endpoints', properties: { addressPrefix: rangeOf(space, 1), defaultOutboundAccess: false } },
        ...(wall && !context.exists(wall) ? [{ name: 'AzureFirewallSubnet', properties: { addressPrefix: rangeOf(space, 2) } }] : []),
      ],
    },
  });
  deployment.placed.set(node.id, placed);
}

function rangeOf(space: Expression, at: number): Expression {
  return new Expression({ is: 'subnet range', space, at });
}

export function natGateway(deployment: Deployment, node: GraphNode): void {
  const module = deployment.module('network', about);
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
  const module = deployment.module('network', about);
  const type = 'Microsoft.Network/azureFirewalls';
  const network = networkOf(deployment);
  if (context.exists(node) || !network) {
    if (network || context.exists(node)) deployment.place(node, module, type, {});
    else context.remark(`The firewall "${node.id}" is not written: the plan has no virtual network for it.`, [node]);
    return;
  }
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
            subnet: { id: subnet(deployment, module, network, 'AzureFirewallSubnet') },
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

/** The network of the plan: the first that it draws. */
export function networkOf(deployment: Deployment): Placed | undefined {
  const [drawn] = deployment.context.of('azure-virtual-network');
  return drawn && deployment.placed.get(drawn.id);
}

/** Id of a subnet of the plan's network. */
export function subnet(
  deployment: Deployment,
  module: ResourceModule,
  network: Placed,
  name: 'machines' | 'endpoints' | 'AzureFirewallSubnet',
): Expression {
  return textOf(deployment.refer(module, network, 'id'), `/subnets/${name}`);
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
    ({ node }) => node.safeguards?.access === 'virtual-network' && node.service !== 'data-science-vm',
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
            subnet: { id: subnet(deployment, module, network, 'endpoints') },
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
