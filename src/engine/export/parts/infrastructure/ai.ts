import type { GraphNode } from '../../../catalog';
import { resourceItself } from './expression';
import type { Deployment } from './deployment';

/* Search and hosted models. */

export function search(deployment: Deployment, node: GraphNode): void {
  const tier = deployment.usage(node, 'tier') ?? 'basic';
  const sku = { basic: 'basic', s1: 'standard', s2: 'standard2', l1: 'storage_optimized_l1' }[tier] ?? 'basic';
  const units = deployment.whole(node, 'searchUnits', 1, 1, 36);
  const replicas = Math.min(units, tier === 'basic' ? 3 : 12);
  const exists = deployment.context.exists(node);
  const placed = deployment.place(
    node,
    deployment.module('search'),
    'Microsoft.Search/searchServices',
    exists
      ? {}
      : {
          sku: { name: sku },
          identity: { type: 'SystemAssigned' },
          properties: {
            replicaCount: replicas,
            partitionCount: Math.max(1, Math.floor(units / replicas)),
            publicNetworkAccess: deployment.isPrivate(node) ? 'Disabled' : 'Enabled',
            ...(deployment.hasKeys(node)
              ? { authOptions: { aadOrApiKey: { aadAuthFailureMode: 'http401WithBearerChallenge' } } }
              : { disableLocalAuth: true }),
          },
        },
  );
  deployment.worksAs(placed, node);
}

const accountType = 'Microsoft.CognitiveServices/accounts';

export function openAi(deployment: Deployment, node: GraphNode): void {
  const module = deployment.module('openai');
  const placed = account(deployment, node, module, 'OpenAI', {});
  const model = deployment.usage(node, 'model') ?? 'other';
  if (placed.exists) return;
  const billing = deployment.usage(node, 'billing') ?? 'tokens';
  const sku = billing === 'ptu-regional' ? 'ProvisionedManaged' : billing === 'ptu-data-zone' ? 'DataZoneProvisionedManaged' : 'Standard';
  const units = deployment.whole(node, 'throughputUnits', 1, 1);
  deployModel(deployment, node, placed.symbol, model === 'other' ? undefined : model, sku, sku === 'Standard' ? 10 : units);
}

export function foundry(deployment: Deployment, node: GraphNode): void {
  const { context } = deployment;
  const module = deployment.module('foundry');
  const placed = account(deployment, node, module, 'AIServices', { allowProjectManagement: true });
  if (placed.exists) return;
  module.resource({
    symbol: `${context.names.symbol(node.id)}_project`,
    type: `${accountType}/projects`,
    nodes: [node.id],
    body: {
      parent: resourceItself(placed.symbol),
      name: context.names.local(`${node.id}-project`, 32),
      location: deployment.locationOf(node, module),
      identity: { type: 'SystemAssigned' },
      properties: { displayName: node.title.slice(0, 256) },
    },
  });
  if (context.text(node, 'model') !== undefined) deployModel(deployment, node, placed.symbol, undefined, 'GlobalStandard', 10);
  else context.remark(`No model is deployed in "${node.id}": the plan names none (settings.model, settings.modelVersion).`, [node]);
}

function account(
  deployment: Deployment,
  node: GraphNode,
  module: ReturnType<Deployment['module']>,
  kind: string,
  more: Readonly<Record<string, boolean>>,
) {
  const shut = deployment.isPrivate(node);
  const exists = deployment.context.exists(node);
  const placed = deployment.place(
    node,
    module,
    accountType,
    exists
      ? {}
      : {
          kind,
          sku: { name: 'S0' },
          identity: { type: 'SystemAssigned' },
          properties: {
            customSubDomainName: deployment.nameOf(node),
            disableLocalAuth: !deployment.hasKeys(node),
            ...more,
            publicNetworkAccess: deployment.publicAccess(node),
            ...(shut ? { networkAcls: { defaultAction: 'Deny' } } : {}),
            ...(node.node.safeguards?.outbound === 'approved' ? { restrictOutboundNetworkAccess: true } : {}),
          },
        },
  );
  deployment.worksAs(placed, node);
  return placed;
}

/** The deployment of a model. Its version is the user's: old ones retire. */
function deployModel(
  deployment: Deployment,
  node: GraphNode,
  parent: string,
  model: string | undefined,
  sku: string,
  capacity: number,
): void {
  const { context } = deployment;
  const module = deployment.placed.get(node.id)?.module;
  module?.resource({
    symbol: `${context.names.symbol(node.id)}_model`,
    type: `${accountType}/deployments`,
    nodes: [node.id],
    body: {
      parent: resourceItself(parent),
      name: context.names.local(node.id),
      sku: { name: sku, capacity: context.number(node, 'capacity') ?? capacity },
      properties: {
        model: {
          format: 'OpenAI',
          name: context.text(node, 'model') ?? model ?? context.gapOf(node, 'model'),
          version: deployment.ask(module, node, 'modelVersion'),
        },
        versionUpgradeOption: 'OnceNewDefaultVersionAvailable',
      },
    },
  });
}
