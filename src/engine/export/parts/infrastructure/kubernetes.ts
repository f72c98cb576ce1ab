import type { GraphNode } from '../../../catalog';
import { Expression, guidOf, KeyedBy, type ResourceBody, resourceItself, resourceValue } from './expression';
import type { Deployment } from './deployment';
import type { ResourceModule } from './module';
import { clusterOf } from '../resources';
import { roles } from './role-ids';
import { networkOf, subnetIds } from './subnets';

/** A cluster of Kubernetes; what runs on it comes from other files. */
export function kubernetes(deployment: Deployment, node: GraphNode): void {
  const { context } = deployment;
  if (clusterOf(context, node)) return; // a container on a cluster that is another node
  const module = deployment.module('kubernetes', 'Clusters. What runs on them comes from other files.');
  const type = 'Microsoft.ContainerService/managedClusters';
  deployment.identity(node); // what runs on the cluster works as this one; the cluster has its own
  if (context.exists(node)) {
    deployment.place(node, module, type, {});
    return;
  }
  const automatic = deployment.usage(node, 'mode') === 'automatic';
  const tier = deployment.usage(node, 'tier') ?? 'standard';
  const logs = context.out(node, 'telemetry').find(({ to }) => to.node.service === 'azure-monitor');
  const log = logs && deployment.placed.get(logs.to.id);
  const disk = deployment.usage(node, 'osDisk') ?? 'p10';
  const [vnetSubnetID] = subnetIds(deployment, module, node);
  const gateway = vnetSubnetID && context.of('azure-nat-gateway').length > 0;
  deployment.place(node, module, type, {
    identity: vnetSubnetID ? ownerOfNodes(deployment, node, module) : { type: 'SystemAssigned' },
    sku: { name: automatic ? 'Automatic' : 'Base', tier: `${tier.charAt(0).toUpperCase()}${tier.slice(1)}` },
    properties: {
      dnsPrefix: context.names.resource('aks', node.id).slice(0, 54).replace(/-$/, ''),
      enableRBAC: true,
      disableLocalAccounts: true,
      aadProfile: { managed: true, enableAzureRBAC: true },
      oidcIssuerProfile: { enabled: true },
      securityProfile: { workloadIdentity: { enabled: true } },
      ...(deployment.isPrivate(node) ? { apiServerAccessProfile: { enablePrivateCluster: true } } : {}),
      networkProfile: {
        networkPlugin: 'azure',
        networkPluginMode: 'overlay',
        networkPolicy: 'azure',
        ...(gateway ? { outboundType: 'userAssignedNATGateway' } : {}),
      },
      agentPoolProfiles: [
        {
          name: 'system',
          mode: 'System',
          count: deployment.whole(node, 'nodes', 3, 1, 1000),
          vmSize: deployment.usage(node, 'vmSize') ?? context.gapOf(node, 'vmSize'),
          osType: 'Linux',
          ...(vnetSubnetID ? { vnetSubnetID } : {}),
          ...(disk === 'ephemeral'
            ? { osDiskType: 'Ephemeral' }
            : { osDiskType: 'Managed', osDiskSizeGB: { p10: 128, p20: 512, p30: 1024 }[disk] ?? 128 }),
          ...(deployment.isAcrossZones(node) ? { availabilityZones: ['1', '2', '3'] } : {}),
        },
      ],
      ...(log
        ? {
            addonProfiles: {
              omsagent: {
                enabled: true,
                config: { logAnalyticsWorkspaceResourceID: deployment.refer(module, log, 'id'), useAADAuth: 'true' },
              },
            },
          }
        : {}),
    },
  });
}

/**
 * The identity that a cluster joins its machines to a subnet with. It needs its right on the network before the cluster is made, so that one is
 * given with the network.
 * Source: https://learn.microsoft.com/azure/aks/configure-azure-cni#prerequisites, 2025-08
 */
function ownerOfNodes(deployment: Deployment, node: GraphNode, module: ResourceModule): ResourceBody {
  const { names } = deployment.context;
  const network = networkOf(deployment);
  const identities = deployment.module('identities');
  const symbol = identities.resource({
    symbol: `${names.symbol(node.id)}_control`,
    type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
    nodes: [node.id],
    about: ['The cluster manages its machines with it.'],
    body: {
      name: `${names.resource('id', node.id)}-control`,
      location: deployment.locationOf(node, identities),
      properties: {},
      tags: deployment.tags(node),
    },
  });
  if (network) {
    const who = deployment.refer(network.module, { module: identities, symbol }, 'properties.principalId');
    const roleDefinitionId = network.module.variable('networkContributor', new Expression({ is: 'role', id: roles.networkContributor }));
    network.module.resource({
      symbol: `${symbol}_networkContributor`,
      type: 'Microsoft.Authorization/roleAssignments',
      nodes: [node.id],
      about: ['The cluster joins its machines to the subnet.'],
      body: {
        name: guidOf(resourceValue(network.symbol, 'id'), who, roleDefinitionId),
        scope: resourceItself(network.symbol),
        properties: { principalId: who, principalType: 'ServicePrincipal', roleDefinitionId },
      },
    });
    module.after.add(network.module); // the right is used when the cluster is made
  }
  return { type: 'UserAssigned', userAssignedIdentities: new KeyedBy(deployment.refer(module, { module: identities, symbol }, 'id')) };
}
