import type { GraphEdge, GraphNode } from '../../../catalog';
import { containersOf, databaseName, hubOf } from '../resources';
import { type ResourceBody, resourceItself, surroundings, textOf } from './expression';
import type { Deployment } from './deployment';
import type { ResourceModule } from './module';
import { outputByIdentity } from './versions';

/** The job with its inputs and outputs, as the data edges say. What it computes is the user's. */
export function streamAnalytics(deployment: Deployment, node: GraphNode): void {
  const { context } = deployment;
  const module = deployment.module('stream-analytics');
  const type = 'Microsoft.StreamAnalytics/streamingjobs';
  if (context.exists(node)) {
    deployment.worksAs(deployment.place(node, module, type, {}), node);
    return;
  }
  const placed = deployment.place(node, module, type, {
    identity: { type: 'SystemAssigned' },
    properties: {
      sku: { name: 'Standard' },
      compatibilityLevel: '1.2',
      eventsOutOfOrderPolicy: 'Adjust',
      outputErrorPolicy: 'Stop',
      transformation: {
        name: 'query',
        properties: { query: deployment.ask(module, node, 'query'), streamingUnits: deployment.whole(node, 'streamingUnits', 1, 1) },
      },
    },
  });
  deployment.worksAs(placed, node);
  const end = (direction: 'input' | 'output', other: GraphNode, edge: GraphEdge, properties: ResourceBody, version?: string) =>
    module.resource({
      symbol: `${context.names.symbol(other.id)}_${direction}`,
      type: version ?? `${type}/${direction}s`,
      edges: [edge],
      body: { parent: resourceItself(placed.symbol), name: context.names.symbol(other.id), properties },
    });
  for (const edge of context.in(node, 'data')) {
    const datasource = streamOf(deployment, module, edge.from, edge);
    const serialization = { type: 'Json', properties: { encoding: 'UTF8' } };
    if (datasource) end('input', edge.from, edge, { type: 'Stream', datasource, serialization });
  }
  for (const edge of context.out(node, 'data')) {
    const stream = streamOf(deployment, module, edge.to, edge);
    const datasource = stream ?? tableOf(deployment, module, edge);
    const serialization = { type: 'Json', properties: { encoding: 'UTF8', format: 'LineSeparated' } };
    const version = edge.to.node.service === 'azure-cosmos-db' ? outputByIdentity : undefined;
    if (datasource) end('output', edge.to, edge, { datasource, ...(stream ? { serialization } : {}) }, version);
    else context.remark(`What "${node.id}" writes to "${edge.to.id}" has to be added to its job by hand.`, [node], [edge]);
  }
}

function streamOf(deployment: Deployment, module: ResourceModule, other: GraphNode, edge: GraphEdge): ResourceBody | undefined {
  const placed = deployment.placed.get(other.id);
  if (!placed) return undefined;
  const { service } = other.node;
  if (service === 'azure-event-hubs')
    return {
      type: 'Microsoft.EventHub/EventHub',
      properties: {
        serviceBusNamespace: deployment.refer(module, placed, 'name', [edge]),
        eventHubName: hubOf(deployment.context, edge, other),
        authenticationMode: 'Msi',
      },
    };
  if (service === 'azure-storage')
    return {
      type: 'Microsoft.Storage/Blob',
      properties: {
        storageAccounts: [{ accountName: deployment.refer(module, placed, 'name', [edge]) }],
        container: containersOf(deployment.context, other)[0] ?? '',
        pathPattern: '{date}/{time}',
        dateFormat: 'yyyy/MM/dd',
        timeFormat: 'HH',
        authenticationMode: 'Msi',
      },
    };
  if (service === 'azure-service-bus')
    return {
      type: 'Microsoft.ServiceBus/Queue',
      properties: {
        serviceBusNamespace: deployment.refer(module, placed, 'name', [edge]),
        queueName: hubOf(deployment.context, edge, other),
        authenticationMode: 'Msi',
      },
    };
  return undefined;
}

/** An output that takes rows or events as they are, so that it states no serialization. */
function tableOf(deployment: Deployment, module: ResourceModule, edge: GraphEdge): ResourceBody | undefined {
  const { context } = deployment;
  const { from, to } = edge;
  const placed = deployment.placed.get(to.id);
  if (!placed) return undefined;
  const name = () => deployment.refer(module, placed, 'name', [edge]);
  const database = () => databaseName(context, to) ?? context.gapOf(to, 'database');
  switch (to.node.service) {
    case 'azure-sql-database':
      return {
        type: 'Microsoft.Sql/Server/Database',
        properties: {
          server: textOf(name(), surroundings('database suffix')),
          database: database(),
          table:
            edge.edge.path ??
            context.gap(from.id, `${to.id}.path`, `State "path" at the edge ${from.id} > ${to.id}: the table that the job writes to.`),
          authenticationMode: 'Msi',
        },
      };
    case 'azure-cosmos-db':
      return {
        type: 'Microsoft.Storage/DocumentDB',
        properties: {
          accountId: name(),
          database: database(),
          collectionNamePattern:
            edge.edge.path ??
            context.text(to, 'container') ??
            (context.exists(to) ? context.gapOf(to, 'container') : context.names.local(to.id)),
          authenticationMode: 'Msi',
        },
      };
    case 'azure-functions':
      return {
        type: 'Microsoft.AzureFunction',
        properties: { functionAppName: name(), functionName: context.names.symbol(to.id) },
      };
    default:
      return undefined;
  }
}
