import type { GraphEdge, GraphNode } from '../../../catalog';
import { computeName, containersOf, datastoreName, workspaceName } from '../resources';
import { nameLimits } from '../../names';
import { isoDuration } from '../recurrence';
import { type ResourceBody, resourceItself, surroundings } from './expression';
import type { Deployment, Placed } from './deployment';
import type { ResourceModule } from './module';
import { insightsOf, logsOf } from './monitoring';
import { registryOf, vaultOf } from './security';
import { isHierarchical } from './storage';

/*
 * A workspace of Azure ML with all that lives in it. It is one thing, since its parts refer to each other by symbol.
 */

const workspaceType = 'Microsoft.MachineLearningServices/workspaces';
const service = 'azure-ml-workspace';
/** Nodes of Azure ML that are not in a workspace of version 2. */
const outside: readonly string[] = ['azure-ml-feature-store', 'azure-ml-sdk-v1', 'azure-ml-dataset-drift', 'azure-ml-datatransferstep'];

/** True for what lives in an Azure ML workspace. */
export function isInWorkspace({ node }: GraphNode): boolean {
  return node.service.startsWith('azure-ml-') && !outside.includes(node.service);
}

/** The workspaces of Azure ML with their datastores and computes. */
export function machineLearning(deployment: Deployment): void {
  const { context } = deployment;
  const members = context.graph.nodes.filter(isInWorkspace);
  const drawn = context.of(service);
  if (members.length === 0) return;
  const module = deployment.module(
    'machine-learning',
    'Azure ML: the workspace, its datastores and computes. Jobs, models and endpoints are not here.',
  );
  const [first, ...others] = drawn;
  const workspace = first ? drawnWorkspace(deployment, module, first) : impliedWorkspace(deployment, module, members);
  for (const node of others) drawnWorkspace(deployment, module, node);
  for (const node of members) {
    if (node.node.service === service) continue;
    deployment.logged.set(node.id, workspace);
    if (node.node.service !== 'azure-ml-compute-instance-notebooks') deployment.worksAs(workspace, node); // notebooks work as a person
  }
  datastores(deployment, module, workspace, members);
  for (const node of context.of('azure-ml-compute')) cluster(deployment, module, workspace, node);
  for (const node of context.of('azure-ml-kubernetes-compute')) attached(deployment, module, workspace, node);
  // a job works as the cluster that it runs on
  for (const node of members)
    for (const { kind, to } of node.out) {
      const own = kind === 'runs-on' && to.node.service === 'azure-ml-compute' ? deployment.principals.get(to.id) : undefined;
      if (own) deployment.principals.set(node.id, own);
    }
}

function needs(deployment: Deployment, module: ResourceModule, node: GraphNode | undefined): ResourceBody {
  const { context } = deployment;
  const insights = (node && insightsOf(deployment, node)) ?? drawnInsights(deployment) ?? impliedInsights(deployment);
  const vault = vaultOf(deployment, service);
  const registry = node && deployment.usage(node, 'registry') === 'elsewhere' ? undefined : registryOf(deployment, service);
  return {
    storageAccount: deployment.refer(module, defaultStore(deployment, node), 'id'),
    keyVault: deployment.refer(module, vault, 'id'),
    applicationInsights: deployment.refer(module, insights, 'id'),
    ...(registry || context.has('azure-container-registry')
      ? { containerRegistry: deployment.refer(module, registry ?? registryOf(deployment, service), 'id') }
      : {}),
  };
}

function drawnInsights(deployment: Deployment): Placed | undefined {
  const [node] = deployment.context.of('application-insights');
  return node && deployment.placed.get(node.id);
}

function impliedInsights(deployment: Deployment): Placed {
  const module = deployment.module('application-insights');
  return deployment.imply('insights', service, module, {
    symbol: 'insights',
    type: 'Microsoft.Insights/components',
    body: {
      name: deployment.context.names.resource('appi'),
      kind: 'web',
      properties: { Application_Type: 'web', WorkspaceResourceId: deployment.refer(module, logsOf(deployment, service), 'id') },
    },
  });
}

/** The account that a workspace keeps its own files in; it must not be a data lake. */
function defaultStore(deployment: Deployment, node: GraphNode | undefined): Placed {
  const { names } = deployment.context;
  const [first] = deployment.context.of(service);
  const own = node !== undefined && node !== first;
  const symbol = own ? `${names.symbol(node.id)}_store` : 'store';
  return deployment.imply(`store ${own ? node.id : ''}`, service, deployment.module('machine-learning'), {
    symbol,
    type: 'Microsoft.Storage/storageAccounts',
    body: {
      name: own ? names.compact('st', node.id, nameLimits.storageAccount) : names.compact('stml', undefined, nameLimits.storageAccount),
      kind: 'StorageV2',
      sku: { name: 'Standard_LRS' },
      properties: { allowBlobPublicAccess: false, minimumTlsVersion: 'TLS1_2', supportsHttpsTrafficOnly: true },
    },
  });
}

const frame: ResourceBody = { identity: { type: 'SystemAssigned' }, sku: { name: 'Basic', tier: 'Basic' } };

function drawnWorkspace(deployment: Deployment, module: ResourceModule, node: GraphNode): Placed {
  const isolation = isolationOf(deployment, node);
  const placed = deployment.place(
    node,
    module,
    workspaceType,
    deployment.context.exists(node)
      ? {}
      : {
          ...frame,
          properties: {
            friendlyName: node.title.slice(0, 256),
            ...needs(deployment, module, node),
            publicNetworkAccess: deployment.publicAccess(node),
            ...(isolation === undefined ? {} : { managedNetwork: { isolationMode: isolation } }),
          },
        },
  );
  deployment.worksAs(placed, node);
  return placed;
}

function isolationOf(deployment: Deployment, node: GraphNode): string | undefined {
  if (node.node.safeguards?.outbound === 'approved') return 'AllowOnlyApprovedOutbound';
  return deployment.isPrivate(node) ? 'AllowInternetOutbound' : undefined;
}

function impliedWorkspace(deployment: Deployment, module: ResourceModule, members: readonly GraphNode[]): Placed {
  const shut = members.some((node) => deployment.isPrivate(node));
  const approved = members.some(({ node }) => node.safeguards?.outbound === 'approved');
  return deployment.imply('workspace', service, module, {
    symbol: 'workspace',
    type: workspaceType,
    about: [
      'The plan has no node for the workspace that its Azure ML nodes need, nor for what the workspace needs. They have the tag',
      'pipedraft-implied and are not in the cost of the plan.',
    ],
    body: {
      name: workspaceName(deployment.context),
      ...frame,
      properties: {
        friendlyName: deployment.context.plan.name.slice(0, 256),
        ...needs(deployment, module, undefined),
        ...(shut ? { publicNetworkAccess: 'Disabled' } : {}),
        ...(approved
          ? { managedNetwork: { isolationMode: 'AllowOnlyApprovedOutbound' } }
          : shut
            ? { managedNetwork: { isolationMode: 'AllowInternetOutbound' } }
            : {}),
      },
    },
  });
}

/** A datastore for each store whose data a node of Azure ML reads or writes. */
function datastores(deployment: Deployment, module: ResourceModule, workspace: Placed, members: readonly GraphNode[]): void {
  const { context } = deployment;
  for (const store of context.of('azure-storage')) {
    const touching = deployment.edges(store, 'data').filter(({ from, to }) => members.includes(from) || members.includes(to));
    const account = deployment.placed.get(store.id);
    if (touching.length === 0 || !account) continue;
    const [container = ''] = containersOf(context, store);
    const lake = isHierarchical(deployment, store);
    module.resource({
      symbol: `${context.names.symbol(store.id)}_datastore`,
      type: `${workspaceType}/datastores`,
      edges: touching,
      body: {
        parent: resourceItself(workspace.symbol),
        name: datastoreName(context, store),
        properties: {
          datastoreType: lake ? 'AzureDataLakeGen2' : 'AzureBlob',
          accountName: deployment.refer(module, account, 'name', touching),
          ...(lake ? { filesystem: container } : { containerName: container }),
          endpoint: surroundings('storage suffix'),
          protocol: 'https',
          credentials: { credentialsType: 'None' },
          tags: { 'pipedraft-node': store.id },
        },
      },
    });
  }
}

function cluster(deployment: Deployment, module: ResourceModule, workspace: Placed, node: GraphNode): void {
  const { context } = deployment;
  const users: readonly GraphEdge[] = context.in(node, 'runs-on');
  if (context.exists(node)) return;
  const { identity } = deployment.runsAs(node, module);
  const idle = context.number(node, 'idleMinutes') ?? 2;
  const symbol = module.resource({
    symbol: context.names.symbol(node.id),
    type: `${workspaceType}/computes`,
    nodes: [node.id],
    edges: users,
    body: {
      parent: resourceItself(workspace.symbol),
      name: computeName(context, node),
      location: deployment.locationOf(node, module),
      identity,
      properties: {
        computeType: 'AmlCompute',
        description: node.title.slice(0, 256),
        properties: {
          vmSize: deployment.usage(node, 'vmSize') ?? context.gapOf(node, 'vmSize'),
          vmPriority: deployment.usage(node, 'priority') === 'low-priority' ? 'LowPriority' : 'Dedicated',
          scaleSettings: {
            minNodeCount: deployment.whole(node, 'minNodes', 0),
            maxNodeCount: deployment.whole(node, 'nodes', 1, 1),
            nodeIdleTimeBeforeScaleDown: isoDuration(idle / 60),
          },
        },
      },
      tags: deployment.tags(node),
    },
  });
  deployment.placed.set(node.id, { module, symbol, type: `${workspaceType}/computes`, exists: false });
}

/** A Kubernetes cluster of the plan that Azure ML deploys to. */
function attached(deployment: Deployment, module: ResourceModule, workspace: Placed, node: GraphNode): void {
  const { context } = deployment;
  const edge = context.out(node, 'runs-on').find(({ to }) => to.node.service === 'azure-kubernetes-service');
  const kubernetes = edge && deployment.placed.get(edge.to.id);
  if (!edge || !kubernetes) {
    context.remark(`"${node.id}" runs on no cluster of the plan: attach yours with "az ml compute attach".`, [node]);
    return;
  }
  module.resource({
    symbol: context.names.symbol(node.id),
    type: `${workspaceType}/computes`,
    nodes: [node.id],
    edges: [edge],
    about: ['The cluster needs the extension of Azure ML: az k8s-extension create --extension-type Microsoft.AzureML.Kubernetes'],
    body: {
      parent: resourceItself(workspace.symbol),
      name: computeName(context, node),
      location: deployment.locationOf(node, module),
      identity: { type: 'SystemAssigned' },
      properties: {
        computeType: 'Kubernetes',
        resourceId: deployment.refer(module, kubernetes, 'id', [edge]),
        properties: { namespace: 'default' },
      },
      tags: deployment.tags(node),
    },
  });
}

/** Feature stores are workspaces of their own kind. */
export function featureStore(deployment: Deployment, node: GraphNode): void {
  const module = deployment.module('machine-learning');
  const placed = deployment.place(
    node,
    module,
    workspaceType,
    deployment.context.exists(node)
      ? {}
      : {
          kind: 'FeatureStore',
          ...frame,
          properties: {
            friendlyName: node.title.slice(0, 256),
            featureStoreSettings: {},
            ...needs(deployment, module, node),
            publicNetworkAccess: deployment.publicAccess(node),
          },
        },
  );
  deployment.worksAs(placed, node);
}
