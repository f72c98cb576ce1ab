import type { GraphNode } from '../../../catalog';
import { keyVaultName } from '../resources';
import { nameLimits } from '../../names';
import { type ResourceBody, surroundings } from './expression';
import type { Deployment, Placed } from './deployment';

/* Key vaults and container registries: drawn ones, and those that other services need. */

export function vault(deployment: Deployment, node: GraphNode): void {
  const { copies } = node.node.safeguards ?? {};
  const shut = deployment.isPrivate(node);
  const hsm = (deployment.context.graph.amount(node, 'hsmKeys') ?? 0) > 0;
  const days = deployment.context.number(node, 'keepDeletedDays') ?? 90;
  deployment.place(node, deployment.module('key-vault'), 'Microsoft.KeyVault/vaults', {
    properties: {
      ...vaultProperties(hsm ? 'premium' : 'standard'),
      softDeleteRetentionInDays: days,
      ...(copies !== undefined && copies !== 'none' ? { enablePurgeProtection: true } : {}),
      publicNetworkAccess: deployment.publicAccess(node),
      ...(shut ? { networkAcls: { bypass: 'AzureServices', defaultAction: 'Deny' } } : {}),
    },
  });
}

function vaultProperties(sku: 'standard' | 'premium'): ResourceBody {
  return {
    tenantId: surroundings('tenant id'),
    sku: { family: 'A', name: sku },
    enableRbacAuthorization: true,
    enableSoftDelete: true,
  };
}

/** The vault of the plan: the first that it draws, or one that its services need. */
export function vaultOf(deployment: Deployment, service: string): Placed {
  const { context } = deployment;
  const [drawn] = context.of('azure-key-vault');
  const placed = drawn && deployment.placed.get(drawn.id);
  if (placed) return placed;
  return deployment.imply('vault', service, deployment.module('key-vault'), {
    symbol: 'vault',
    type: 'Microsoft.KeyVault/vaults',
    body: { name: keyVaultName(context), properties: vaultProperties('standard') },
  });
}

export function registry(deployment: Deployment, node: GraphNode): void {
  const { context } = deployment;
  const module = deployment.module('container-registry');
  const tier = deployment.usage(node, 'tier') ?? 'standard';
  const premium = tier === 'premium';
  const shut = deployment.isPrivate(node);
  if (!premium && shut)
    context.remark(`The registry "${node.id}" can be closed to the internet in the Premium tier only; the plan has ${tier}.`, [node]);
  deployment.place(node, module, 'Microsoft.ContainerRegistry/registries', {
    sku: { name: `${tier.charAt(0).toUpperCase()}${tier.slice(1)}` },
    properties: {
      adminUserEnabled: deployment.hasKeys(node),
      publicNetworkAccess: shut && premium ? 'Disabled' : 'Enabled',
      ...(premium && deployment.isAcrossZones(node) ? { zoneRedundancy: 'Enabled' } : {}),
      ...(premium && context.graph.value(node, 'contentTrust') === true
        ? { policies: { trustPolicy: { type: 'Notary', status: 'enabled' } } }
        : {}),
    },
  });
}

/** The registry of the plan: the first that it draws, or one that Azure ML needs. */
export function registryOf(deployment: Deployment, service: string): Placed {
  const { context } = deployment;
  const [drawn] = context.of('azure-container-registry');
  const placed = drawn && deployment.placed.get(drawn.id);
  if (placed) return placed;
  return deployment.imply('registry', service, deployment.module('container-registry'), {
    symbol: 'registry',
    type: 'Microsoft.ContainerRegistry/registries',
    body: {
      name: context.names.compact('cr', undefined, nameLimits.containerRegistry),
      sku: { name: 'Basic' },
      properties: { adminUserEnabled: false },
    },
  });
}
