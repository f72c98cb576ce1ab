import type { GraphNode } from '../../../catalog';
import { factoryName } from '../resources';
import { sparkPoolName, synapseContainer, synapseStoreName, synapseWorkspaceName } from '../synapse';
import { resourceItself, textOf, surroundings } from './expression';
import { closedDatabricks, networkOf, subnetNames } from './subnets';
import type { Deployment, Placed } from './deployment';

/* Data Factory, Databricks and Synapse: the places; what is in them comes from other exports. */

const factoryServices = ['azure-data-factory', 'adf-copy-activity', 'adf-data-flows'];

/** One factory for all nodes of Data Factory. */
export function factory(deployment: Deployment): void {
  const { context } = deployment;
  const drawn = context.of('azure-data-factory');
  const all = context.graph.nodes.filter((node) => factoryServices.includes(node.node.service) && !isElsewhere(node));
  const [first] = drawn;
  if (all.length === 0) return;
  const module = deployment.module('data-factory', 'The factory. What is in it comes from other files.');
  const type = 'Microsoft.DataFactory/factories';
  const shut = all.some((node) => deployment.isPrivate(node));
  const properties = { publicNetworkAccess: shut ? 'Disabled' : 'Enabled' };
  const frame = { identity: { type: 'SystemAssigned' }, properties };
  const placed = first
    ? deployment.place(first, module, type, frame, { name: factoryName(context), nodes: drawn.map(({ id }) => id) })
    : deployment.imply('factory', 'azure-data-factory', module, {
        symbol: 'factory',
        type,
        body: { name: factoryName(context), ...frame },
      });
  for (const node of all) deployment.logged.set(node.id, placed);
  for (const node of drawn) deployment.placed.set(node.id, placed);
  deployment.worksAs(placed, ...all);
  if (drawn.length > 1) context.remark('All pipelines of Data Factory are in one factory.', drawn);
}

/** A copy that a pipeline of Synapse or Fabric starts is not in the factory. */
function isElsewhere(node: GraphNode): boolean {
  const starters = node.in.filter(({ kind }) => kind === 'control').map(({ from }) => from.node.service);
  return starters.length > 0 && !starters.includes('azure-data-factory') && starters.some((one) => /^(?:synapse|fabric)-/.test(one));
}

/** Workspaces of Databricks: drawn ones, or one that its nodes need; and an identity for what they read and write. */
export function databricks(deployment: Deployment): void {
  const { context } = deployment;
  const members = context.graph.nodes.filter(({ node }) => node.service.startsWith('databricks-') || node.service === 'azure-databricks');
  const drawn = context.of('azure-databricks');
  if (members.length === 0) return;
  const module = deployment.module('databricks', 'The workspace of Databricks. Jobs and notebooks come from other files.');
  const type = 'Microsoft.Databricks/workspaces';
  const body = (node: GraphNode | undefined, name: string) => {
    const shut = node !== undefined && deployment.isPrivate(node);
    const network = networkOf(deployment);
    const [hosts, containers] = node ? subnetNames(deployment, node) : [];
    return {
      sku: { name: (node?.node.service === 'azure-databricks' && deployment.usage(node, 'tier')) || 'premium' },
      properties: {
        computeMode: 'Hybrid',
        managedResourceGroupId: textOf(surroundings('subscription'), `/resourceGroups/rg-${name}-managed`),
        publicNetworkAccess: shut ? 'Disabled' : 'Enabled',
        ...(shut ? { requiredNsgRules: 'NoAzureDatabricksRules' } : {}),
        parameters: {
          enableNoPublicIp: { value: true },
          ...(network && hosts !== undefined && containers !== undefined
            ? {
                customVirtualNetworkId: { value: deployment.refer(module, network, 'id') },
                customPublicSubnetName: { value: hosts },
                customPrivateSubnetName: { value: containers },
              }
            : {}),
        },
      },
    };
  };
  const usual = context.names.resource('dbw');
  const workspaces = drawn.map((node) => deployment.place(node, module, type, body(node, deployment.nameOf(node))));
  const workspace =
    workspaces[0] ??
    deployment.imply('databricks', 'azure-databricks', module, {
      symbol: 'databricks',
      type,
      body: { name: usual, ...body(closedDatabricks(deployment), usual) },
    });
  for (const node of members) if (!deployment.placed.has(node.id)) deployment.logged.set(node.id, workspace);
  const stores = members.flatMap((node) => deployment.edges(node, 'data'));
  if (!stores.some(({ from, to }) => isKept(from) || isKept(to))) return;
  const connector = deployment.imply('connector', 'azure-databricks', module, {
    symbol: 'connector',
    type: 'Microsoft.Databricks/accessConnectors',
    about: ['The identity that Databricks reads and writes as: a storage credential of Unity Catalog names it.'],
    body: { name: context.names.resource('dbac'), identity: { type: 'SystemAssigned' }, properties: {} },
  });
  deployment.worksAs(connector, ...members);
}

function isKept({ node }: GraphNode): boolean {
  return ['azure-storage', 'azure-event-hubs', 'azure-key-vault', 'azure-cosmos-db'].includes(node.service);
}

/** The workspace of Synapse for its pipelines, Spark pools and serverless SQL. */
export function synapse(deployment: Deployment): void {
  const { context } = deployment;
  const members = context.of('synapse-pipelines', 'azure-synapse-spark', 'synapse-serverless-sql');
  if (members.length === 0) return;
  const module = deployment.module('synapse', 'The workspace of Synapse and its Spark pools.');
  const store = synapseStore(deployment);
  const shut = members.some((node) => deployment.isPrivate(node));
  const approved = members.some(({ node }) => node.safeguards?.outbound === 'approved');
  const workspace = deployment.imply('synapse', members[0]?.node.service ?? '', module, {
    symbol: 'synapse',
    type: 'Microsoft.Synapse/workspaces',
    nodes: members.map(({ id }) => id),
    body: {
      name: synapseWorkspaceName(context),
      identity: { type: 'SystemAssigned' },
      properties: {
        azureADOnlyAuthentication: true,
        defaultDataLakeStorage: {
          accountUrl: textOf('https://', deployment.refer(module, store, 'name'), '.dfs.', surroundings('storage suffix')),
          filesystem: synapseContainer,
        },
        managedVirtualNetwork: 'default',
        publicNetworkAccess: shut ? 'Disabled' : 'Enabled',
        ...(approved ? { managedVirtualNetworkSettings: { preventDataExfiltration: true } } : {}),
      },
    },
  });
  for (const node of members) {
    deployment.logged.set(node.id, workspace);
    if (node.node.service === 'azure-synapse-spark') sparkPool(deployment, node, workspace);
  }
  deployment.worksAs(workspace, ...members);
}

/** Synapse keeps its own files in a data lake. */
function synapseStore(deployment: Deployment): Placed {
  const module = deployment.module('synapse');
  const store = deployment.imply('synapse store', 'synapse', module, {
    symbol: 'store',
    type: 'Microsoft.Storage/storageAccounts',
    body: {
      name: synapseStoreName(deployment.context),
      kind: 'StorageV2',
      sku: { name: 'Standard_LRS' },
      properties: { allowBlobPublicAccess: false, isHnsEnabled: true, minimumTlsVersion: 'TLS1_2', supportsHttpsTrafficOnly: true },
    },
  });
  const blobs = module.resource({
    symbol: 'store_blobs',
    type: 'Microsoft.Storage/storageAccounts/blobServices',
    body: { parent: resourceItself(store.symbol), name: 'default', properties: {} },
  });
  module.resource({
    symbol: 'store_container',
    type: 'Microsoft.Storage/storageAccounts/blobServices/containers',
    body: { parent: resourceItself(blobs), name: synapseContainer, properties: { publicAccess: 'None' } },
  });
  return store;
}

function sparkPool(deployment: Deployment, node: GraphNode, workspace: Placed): void {
  const { context } = deployment;
  const { module } = workspace;
  const vcores = deployment.whole(node, 'vcores', 8, 4);
  const size = vcores <= 4 ? 'Small' : vcores <= 8 ? 'Medium' : vcores <= 16 ? 'Large' : vcores <= 32 ? 'XLarge' : 'XXLarge';
  module.resource({
    symbol: context.names.symbol(node.id),
    type: 'Microsoft.Synapse/workspaces/bigDataPools',
    nodes: [node.id],
    body: {
      parent: resourceItself(workspace.symbol),
      name: sparkPoolName(context, node),
      location: deployment.locationOf(node, module),
      properties: {
        sparkVersion: deployment.usage(node, 'sparkVersion') ?? '3.5',
        nodeSizeFamily: deployment.usage(node, 'pool') === 'gpu' ? 'HardwareAcceleratedGPU' : 'MemoryOptimized',
        nodeSize: size,
        nodeCount: deployment.whole(node, 'nodes', 3, 3, 200),
        autoPause: { enabled: true, delayInMinutes: 15 },
      },
      tags: deployment.tags(node),
    },
  });
}
