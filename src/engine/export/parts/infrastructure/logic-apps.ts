import type { GraphNode } from '../../../catalog';
import { keyVaultName, resourceName } from '../resources';
import type { Workflow } from '../workflows/workflow';
import { connectionName, workflowOf } from '../workflows/workflow-of';
import { Expression, type ResourceBody, resourceItself, resourceValue, surroundings, textOf } from './expression';
import type { Deployment } from './deployment';
import { loadedWorkflow } from './files';
import type { ResourceModule } from './module';
import { isTarget } from '../release-tools';
import { appSettings, callsFrom, hostStore, neighbours, planType, siteType } from './web';

/* Logic apps: the resource of a workflow or the app of several, and the connections that workflows use. */

const connectionType = 'Microsoft.Web/connections';

export function logicApp(deployment: Deployment, node: GraphNode): void {
  const { context } = deployment;
  const module = deployment.module('logic-apps', 'Logic apps and their connections. Their workflows come from other files.');
  if (deployment.usage(node, 'plan') !== 'standard') workflow(deployment, node, module);
  else if (context.exists(node)) deployment.worksAs(deployment.place(node, module, siteType, {}), node);
  else app(deployment, node, module);
}

/** A workflow that is a resource, with the values of its definition's parameters. */
function workflow(deployment: Deployment, node: GraphNode, module: ResourceModule): void {
  const loaded = loadedWorkflow(deployment.context, node);
  const parameters = loaded ? parametersOf(deployment, module, workflowOf(deployment.context, node)) : {};
  const placed = deployment.place(node, module, 'Microsoft.Logic/workflows', {
    identity: { type: 'SystemAssigned' },
    properties: {
      state: 'Enabled',
      definition: loaded
        ? new Expression({ is: 'workflow', path: loaded.path, node: node.id })
        : {
            $schema: 'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
            contentVersion: '1.0.0.0',
            triggers: {},
            actions: {},
          },
      ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
    },
  });
  deployment.worksAs(placed, node);
}

function parametersOf(deployment: Deployment, module: ResourceModule, flow: Workflow): ResourceBody {
  const connections = [...flow.connections].sort().map((connector): [string, ResourceBody] => {
    const symbol = connection(deployment, module, flow, connector);
    return [
      connector,
      {
        id: apiOf(module, connector),
        connectionId: resourceValue(symbol, 'id'),
        connectionName: connectionName(flow, connector),
        ...(ownIdentity[connector] ? { connectionProperties: { authentication: { type: 'ManagedServiceIdentity' } } } : {}),
      },
    ];
  });
  return {
    ...(connections.length > 0 ? { $connections: { value: Object.fromEntries(connections) } } : {}),
    // the only value that a workflow is given
    ...Object.fromEntries([...flow.parameters].map((name) => [name, { value: surroundings('subscription number') }])),
  };
}

/** Connectors that sign in with the identity of the workflow, and what their connection says of it. */
const ownIdentity: Readonly<Record<string, ResourceBody>> = {
  azureblob: { parameterValueSet: { name: 'managedIdentityAuth', values: {} } },
  azureeventgrid: { parameterValueType: 'Alternative' },
};

function apiOf(module: ResourceModule, connector: string): Expression {
  return textOf(surroundings('subscription'), '/providers/Microsoft.Web/locations/', module.location, `/managedApis/${connector}`);
}

/** The resource of a connection, which workflows of one kind share. @returns its symbol */
function connection(deployment: Deployment, module: ResourceModule, flow: Workflow, connector: string): string {
  const name = connectionName(flow, connector);
  const { symbol } = deployment.imply(`connection ${name}`, 'azure-logic-apps', module, {
    symbol: `${connector}_${flow.isStandard ? 'apps' : 'workflows'}`,
    type: connectionType,
    body: {
      name,
      // apps reach a connection by an address of its own, which this kind has
      kind: flow.isStandard ? 'V2' : 'V1',
      properties: { displayName: connector, api: { id: apiOf(module, connector) }, ...ownIdentity[connector] },
    },
  });
  return symbol;
}

/** An app with its plan and store, the settings that its workflows read, and the right to use their connections. */
function app(deployment: Deployment, node: GraphNode, module: ResourceModule): void {
  const { context } = deployment;
  const symbol = context.names.symbol(node.id);
  const { identity, id, clientId: client } = deployment.runsAs(node, module);
  const clientId = client();
  const store = hostStore(deployment, node, module);
  const farm = module.resource({
    symbol: `${symbol}_plan`,
    type: planType,
    nodes: [node.id],
    body: {
      name: context.names.resource('asp', node.id),
      location: deployment.locationOf(node, module),
      kind: 'elastic',
      sku: { name: (deployment.usage(node, 'workflowPlan') ?? 'ws1').toUpperCase(), tier: 'WorkflowStandard' },
      properties: {
        maximumElasticWorkerCount: deployment.whole(node, 'instances', 1, 1, 20),
        ...(deployment.isAcrossZones(node) ? { zoneRedundant: true } : {}),
      },
      tags: deployment.tags(node),
    },
  });
  const flow = isTarget(context, 'logic-apps') ? workflowOf(context, node) : undefined;
  const connections = [...(flow?.connections ?? [])]
    .sort()
    .map((connector) => ({ connector, symbol: flow ? connection(deployment, module, flow, connector) : '' }));
  const placed = deployment.place(node, module, siteType, {
    kind: 'functionapp,workflowapp',
    // workflows and connections use the identity of the app, its host the other one: that is there before the app is
    identity: { ...identity, type: 'SystemAssigned, UserAssigned' },
    properties: {
      serverFarmId: resourceValue(farm, 'id'),
      httpsOnly: true,
      publicNetworkAccess: deployment.publicAccess(node),
      ...callsFrom(deployment, module, node),
      siteConfig: {
        minTlsVersion: '1.2',
        appSettings: appSettings({
          APP_KIND: 'workflowApp',
          FUNCTIONS_EXTENSION_VERSION: '~4',
          FUNCTIONS_WORKER_RUNTIME: 'dotnet',
          AzureWebJobsStorage__accountName: resourceValue(store.symbol, 'name'),
          AzureWebJobsStorage__credential: 'managedIdentity',
          AzureWebJobsStorage__managedIdentityResourceId: id,
          AZURE_CLIENT_ID: clientId,
          ...(flow ? settingsOf(deployment, module, flow, node) : {}),
          ...Object.fromEntries(
            connections.map((one) => [
              `${one.connector}-ConnectionRuntimeUrl`,
              resourceValue(one.symbol, 'properties.connectionRuntimeUrl'),
            ]),
          ),
          ...neighbours(deployment, node, module),
        }),
      },
    },
  });
  deployment.worksAs(placed, node);
  for (const one of connections)
    module.resource({
      symbol: `${symbol}_uses_${one.connector}`,
      type: `${connectionType}/accessPolicies`,
      nodes: [node.id],
      body: {
        parent: resourceItself(one.symbol),
        name: resourceName(context, node),
        location: module.location,
        properties: {
          principal: {
            type: 'ActiveDirectory',
            identity: { tenantId: surroundings('tenant id'), objectId: resourceValue(placed.symbol, 'identity.principalId') },
          },
        },
      },
    });
}

/** What the files of the app read from its settings. A secret is in the vault. */
function settingsOf(deployment: Deployment, module: ResourceModule, flow: Workflow, node: GraphNode): ResourceBody {
  const { context } = deployment;
  const needsPlace = flow.connections.size > 0 || flow.parameters.has('subscription');
  return {
    ...(needsPlace
      ? {
          WORKFLOWS_SUBSCRIPTION_ID: surroundings('subscription number'),
          WORKFLOWS_RESOURCE_GROUP_NAME: surroundings('resource group name'),
          WORKFLOWS_LOCATION_NAME: deployment.locationOf(node, module),
        }
      : {}),
    ...Object.fromEntries(
      [...flow.secrets].map(([parameter, { name }]) => [
        parameter,
        `@Microsoft.KeyVault(SecretUri=https://${keyVaultName(context)}.vault.azure.net/secrets/${name})`,
      ]),
    ),
  };
}
