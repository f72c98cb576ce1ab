import type { GraphNode } from '../../../catalog';
import { nameLimits } from '../../names';
import { Expression, resourceItself, resourceValue, guidOf, surroundings } from './expression';
import type { Deployment } from './deployment';
import type { ResourceModule } from './module';
import { networkOf, subnetId } from './subnets';

/* Services of one resource each. */

export function apiManagement(deployment: Deployment, node: GraphNode): void {
  const module = deployment.module('api-management');
  const tier = deployment.usage(node, 'tier') ?? 'consumption';
  const exists = deployment.context.exists(node);
  const consumption = tier === 'consumption';
  const placed = deployment.place(
    node,
    module,
    'Microsoft.ApiManagement/service',
    exists
      ? {}
      : {
          sku: {
            name: `${tier.charAt(0).toUpperCase()}${tier.slice(1)}`,
            capacity: consumption ? 0 : deployment.whole(node, 'instances', 1, 1),
          },
          identity: { type: 'SystemAssigned' },
          properties: {
            publisherEmail: deployment.ask(module, node, 'publisherEmail'),
            publisherName: deployment.ask(module, node, 'publisherName'),
            ...(consumption ? {} : { publicNetworkAccess: deployment.publicAccess(node) }),
          },
          ...(deployment.isAcrossZones(node) && tier === 'premium' ? { zones: ['1', '2', '3'] } : {}),
        },
  );
  deployment.worksAs(placed, node);
}

/** A Batch account with one pool that grows for a run and is empty otherwise. */
export function batch(deployment: Deployment, node: GraphNode): void {
  const { context } = deployment;
  const module = deployment.module('batch');
  const type = 'Microsoft.Batch/batchAccounts';
  const name = context.names.compact('ba', node.id, nameLimits.storageAccount);
  if (context.exists(node)) {
    deployment.place(node, module, type, {}, { name });
    return;
  }
  const { identity } = deployment.runsAs(node, module);
  const account = deployment.place(
    node,
    module,
    type,
    {
      identity,
      properties: {
        allowedAuthenticationModes: ['AAD'],
        poolAllocationMode: 'BatchService',
        publicNetworkAccess: deployment.publicAccess(node),
      },
    },
    { name },
  );
  const nodes = deployment.whole(node, 'nodes', 4, 1);
  module.resource({
    symbol: `${context.names.symbol(node.id)}_pool`,
    type: `${type}/pools`,
    nodes: [node.id],
    body: {
      parent: resourceItself(account.symbol),
      name: context.names.local(node.id),
      identity,
      properties: {
        vmSize: deployment.usage(node, 'vmSize') ?? context.gapOf(node, 'vmSize'),
        deploymentConfiguration: {
          virtualMachineConfiguration: {
            imageReference: { publisher: 'canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest' },
            nodeAgentSkuId: 'batch.node.ubuntu 24.04',
          },
        },
        scaleSettings: {
          autoScale: { formula: `$TargetDedicatedNodes = min(${nodes}, $PendingTasks.GetSample(1));`, evaluationInterval: 'PT5M' },
        },
      },
    },
  });
}

export function purview(deployment: Deployment, node: GraphNode): void {
  const placed = deployment.place(node, deployment.module('purview'), 'Microsoft.Purview/accounts', {
    identity: { type: 'SystemAssigned' },
    properties: { publicNetworkAccess: deployment.publicAccess(node) },
  });
  deployment.worksAs(placed, node);
}

/** A virtual machine with the image for data science, in the plan's network or one of its own. */
export function virtualMachine(deployment: Deployment, node: GraphNode): void {
  const { context } = deployment;
  const module = deployment.module('virtual-machines');
  const type = 'Microsoft.Compute/virtualMachines';
  deployment.logged.set(node.id, undefined);
  if (context.exists(node)) {
    deployment.worksAs(deployment.place(node, module, type, {}), node);
    return;
  }
  const symbol = context.names.symbol(node.id);
  const { identity } = deployment.runsAs(node, module);
  const disk = deployment.usage(node, 'disk') ?? 'p20';
  const count = deployment.whole(node, 'nodes', 1, 1);
  if (count > 1) context.remark(`One machine is written for "${node.id}"; the plan has ${count}.`, [node]);
  const card = module.resource({
    symbol: `${symbol}_card`,
    type: 'Microsoft.Network/networkInterfaces',
    nodes: [node.id],
    about: ['It has no address on the internet: people come through the network or Azure Bastion.'],
    body: {
      name: context.names.resource('nic', node.id),
      location: deployment.locationOf(node, module),
      properties: {
        ipConfigurations: [
          { name: 'internal', properties: { privateIPAllocationMethod: 'Dynamic', subnet: { id: subnetOf(deployment, node, module) } } },
        ],
      },
      tags: deployment.tags(node),
    },
  });
  deployment.place(node, module, type, {
    identity,
    properties: {
      hardwareProfile: { vmSize: deployment.usage(node, 'vmSize') ?? context.gapOf(node, 'vmSize') },
      ...(deployment.usage(node, 'payment') === 'spot' ? { priority: 'Spot', evictionPolicy: 'Deallocate' } : {}),
      osProfile: {
        computerName: context.names.local(node.id, 60),
        adminUsername: context.text(node, 'adminUser') ?? 'azureuser',
        linuxConfiguration: {
          disablePasswordAuthentication: true,
          ssh: {
            publicKeys: [
              {
                path: `/home/${context.text(node, 'adminUser') ?? 'azureuser'}/.ssh/authorized_keys`,
                keyData: deployment.ask(module, node, 'sshPublicKey'),
              },
            ],
          },
        },
      },
      storageProfile: {
        imageReference: { publisher: 'microsoft-dsvm', offer: 'ubuntu-2204', sku: '2204-gen2', version: 'latest' },
        osDisk: {
          createOption: 'FromImage',
          managedDisk: { storageAccountType: disk.startsWith('e') ? 'StandardSSD_LRS' : 'Premium_LRS' },
          diskSizeGB: { e10: 128, p10: 128, p20: 512, e30: 1024, p30: 1024 }[disk] ?? 512,
        },
      },
      networkProfile: { networkInterfaces: [{ id: resourceValue(card, 'id') }] },
      securityProfile: { securityType: 'TrustedLaunch', uefiSettings: { secureBootEnabled: true, vTpmEnabled: true } },
    },
  });
}

/** The subnet of a machine: of the plan's network, or of one that the plan names. */
function subnetOf(deployment: Deployment, node: GraphNode, module: ResourceModule): Expression {
  const network = networkOf(deployment);
  if (network && !network.exists) return subnetId(deployment, module, network, 'machines');
  const name = network ? deployment.refer(module, network, 'name') : deployment.ask(module, node, 'network');
  return new Expression({ is: 'subnet id', network: name, subnet: deployment.ask(module, node, 'subnet') });
}

/** A workbook of Azure Monitor: a chart for each question that the plan states, or one for each table that is known to have rows. */
export function dashboard(deployment: Deployment, node: GraphNode): void {
  const { context } = deployment;
  const module = deployment.module('dashboards', 'Workbooks: they show queries on the logs.');
  const monitor =
    context.in(node, 'telemetry').find(({ from }) => from.node.service === 'azure-monitor') ??
    context.out(node, 'telemetry').find(({ to }) => to.node.service === 'azure-monitor');
  const other = monitor && (monitor.from === node ? monitor.to : monitor.from);
  const log = (other && deployment.placed.get(other.id)) ?? deployment.placed.get(context.of('azure-monitor')[0]?.id ?? '');
  const tiles = (context.list(node, 'tiles') ?? []).flatMap((tile): { title: string; query: string }[] => {
    if (typeof tile !== 'object' || Array.isArray(tile)) return [];
    const { title, query } = tile as Readonly<Record<string, unknown>>;
    return typeof query === 'string' ? [{ title: typeof title === 'string' ? title : query, query }] : [];
  });
  if (tiles.length === 0) context.remark(`"${node.id}" shows its title only: the plan states no tiles (settings.tiles).`, [node]);
  const items = [
    { type: 1, content: { json: `## ${node.title.replace(/\s+/g, ' ')}` }, name: 'title' },
    ...tiles.map(({ title, query }, at) => ({
      type: 3,
      content: { version: 'KqlItem/1.0', query, size: 0, title, queryType: 0, resourceType: 'microsoft.operationalinsights/workspaces' },
      name: `tile-${at + 1}`,
    })),
  ];
  const symbol = module.resource({
    symbol: context.names.symbol(node.id),
    type: 'Microsoft.Insights/workbooks',
    nodes: [node.id],
    ...(monitor ? { edges: [monitor] } : {}),
    body: {
      name: guidOf(surroundings('resource group'), node.id),
      location: deployment.locationOf(node, module),
      kind: 'shared',
      properties: {
        displayName: node.title.slice(0, 200),
        category: 'workbook',
        sourceId: log ? deployment.refer(module, log, 'id') : 'azure monitor',
        serializedData: JSON.stringify({ version: 'Notebook/1.0', items }),
      },
      tags: deployment.tags(node),
    },
  });
  deployment.logged.set(node.id, undefined);
  deployment.placed.set(node.id, { module, symbol, type: 'Microsoft.Insights/workbooks', exists: false });
}
