import type { GraphNode } from '../../../catalog';
import { containersOf } from '../resources';
import { fromKey } from '../../emit/draft';
import type { SettingValue } from '../../../plan';
import { type ResourceBody, type ResourceValue, resourceItself } from './expression';
import type { Deployment } from './deployment';

const accountType = 'Microsoft.Storage/storageAccounts';

/** Storage accounts with their containers and life-cycle rules. */
export function storage(deployment: Deployment, node: GraphNode): void {
  const { context } = deployment;
  const module = deployment.module('storage', 'Storage accounts and their containers. The file of roles says who may read and write.');
  const hierarchical = isHierarchical(deployment, node);
  const shut = deployment.isPrivate(node);
  const keys = context.flag(node, 'keys') || deployment.hasKeys(node);
  const account = deployment.place(node, module, accountType, {
    kind: 'StorageV2',
    sku: { name: `Standard_${(deployment.usage(node, 'redundancy') ?? 'lrs').toUpperCase()}` },
    properties: {
      accessTier: tierOf(deployment, node),
      allowBlobPublicAccess: false,
      allowSharedKeyAccess: keys,
      isHnsEnabled: hierarchical,
      minimumTlsVersion: 'TLS1_2',
      supportsHttpsTrafficOnly: true,
      publicNetworkAccess: deployment.publicAccess(node),
      ...(shut ? { networkAcls: { bypass: 'AzureServices', defaultAction: 'Deny' } } : {}),
    },
  });
  const symbol = context.names.symbol(node.id);
  const blobs = module.resource({
    symbol: `${symbol}_blobs`,
    type: `${accountType}/blobServices`,
    nodes: [node.id],
    ...(account.exists ? { existing: true } : {}),
    body: {
      parent: resourceItself(account.symbol),
      name: 'default',
      ...(account.exists
        ? {}
        : {
            properties: keeps(node)
              ? { deleteRetentionPolicy: { enabled: true, days: 7 }, containerDeleteRetentionPolicy: { enabled: true, days: 7 } }
              : {},
          }),
    },
  });
  deployment.logged.set(node.id, { module, symbol: blobs, type: `${accountType}/blobServices`, exists: account.exists });
  if (account.exists) return;
  const containers = containersOf(context, node);
  containers.forEach((name, at) =>
    module.resource({
      symbol: at === 0 ? `${symbol}_container` : `${symbol}_container_${at + 1}`,
      type: `${accountType}/blobServices/containers`,
      nodes: [node.id],
      body: { parent: resourceItself(blobs), name, properties: { publicAccess: 'None' } },
    }),
  );
  rules(deployment, node, account.symbol, containers[0] ?? '');
}

export function isHierarchical(deployment: Deployment, node: GraphNode): boolean {
  return (deployment.usage(node, 'accountKind') ?? '').startsWith('data-lake');
}

/** The tier of an account as a whole; single files are put into the archive by rules. */
function tierOf(deployment: Deployment, node: GraphNode): string {
  const tier = deployment.usage(node, 'accessTier');
  if (tier === 'archive')
    deployment.context.remark(
      `An account has no archive tier: "${node.id}" is made with the cool one. Move its files by rules (settings.rules, tierAfter).`,
      [node],
    );
  return tier === 'cool' || tier === 'archive' ? 'Cool' : tier === 'cold' ? 'Cold' : 'Hot';
}

/** What is deleted stays for some days where the plan asks for a copy to recover from. */
function keeps({ node }: GraphNode): boolean {
  return node.safeguards?.copies === 'backup' || node.safeguards?.copies === 'second-region';
}

function rules(deployment: Deployment, node: GraphNode, account: string, container: string): void {
  const { context } = deployment;
  const stated = context.list(node, 'rules') ?? [];
  const written = stated.flatMap((rule, at): ResourceValue[] => {
    if (typeof rule !== 'object' || Array.isArray(rule)) return [];
    const { folder, tierAfter, deleteAfter } = rule as Readonly<Record<string, SettingValue>>;
    const actions: ResourceBody = {
      ...(typeof tierAfter === 'number' ? { tierToCool: { daysAfterModificationGreaterThan: Math.ceil(tierAfter) } } : {}),
      ...(typeof deleteAfter === 'number' ? { delete: { daysAfterModificationGreaterThan: Math.ceil(deleteAfter) } } : {}),
    };
    if (Object.keys(actions).length === 0) return [];
    const prefix = typeof folder === 'string' ? `${container}/${folder}` : container;
    return [
      {
        name: `rule-${at + 1}`,
        enabled: true,
        type: 'Lifecycle',
        definition: { filters: { blobTypes: ['blockBlob'], prefixMatch: [prefix] }, actions: { baseBlob: actions } },
      },
    ];
  });
  if (written.length === 0) return;
  deployment.placed.get(node.id)?.module.resource({
    symbol: `${context.names.symbol(node.id)}_rules`,
    type: `${accountType}/managementPolicies`,
    nodes: [node.id],
    body: fromKey({ parent: resourceItself(account), name: 'default', properties: { policy: { rules: written } } }, 'properties', {
      nodes: [node.id],
    }),
  });
}
