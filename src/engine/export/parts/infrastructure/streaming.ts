import type { GraphEdge, GraphNode } from '../../../catalog';
import { isTarget } from '../release-tools';
import { hubOf, hubsOf, resourceName } from '../resources';
import { type ResourceBody, resourceItself, textOf } from './expression';
import type { Deployment } from './deployment';
import type { ResourceModule } from './module';

/* Streams, queues and events. */

export function eventHubs(deployment: Deployment, node: GraphNode): void {
  const { context } = deployment;
  const module = deployment.module('event-hubs');
  const tier = deployment.usage(node, 'tier') ?? 'standard';
  const type = 'Microsoft.EventHub/namespaces';
  const name = `${tier.charAt(0).toUpperCase()}${tier.slice(1)}`;
  const placed = deployment.place(node, module, type, {
    sku: { name, tier: name, capacity: deployment.whole(node, 'throughputUnits', 1, 1, 40) },
    properties: {
      disableLocalAuth: !deployment.hasKeys(node),
      minimumTlsVersion: '1.2',
      publicNetworkAccess: deployment.publicAccess(node),
    },
  });
  if (placed.exists) return;
  const partitions = context.number(node, 'partitions') ?? 4;
  for (const hub of hubsOf(context, node))
    module.resource({
      symbol: `${context.names.symbol(node.id)}_hub`,
      type: `${type}/eventhubs`,
      nodes: [node.id],
      body: { parent: resourceItself(placed.symbol), name: hub, properties: { partitionCount: partitions, messageRetentionInDays: 1 } },
    });
}

export function serviceBus(deployment: Deployment, node: GraphNode): void {
  const { context } = deployment;
  const module = deployment.module('service-bus');
  const tier = deployment.usage(node, 'tier') ?? 'standard';
  const type = 'Microsoft.ServiceBus/namespaces';
  const name = `${tier.charAt(0).toUpperCase()}${tier.slice(1)}`;
  const premium = tier === 'premium';
  if (!premium && deployment.isPrivate(node))
    context.remark(`The namespace "${node.id}" can be closed to the internet in the Premium tier only; the plan has ${tier}.`, [node]);
  const placed = deployment.place(node, module, type, {
    sku: { name, tier: name, ...(premium ? { capacity: deployment.whole(node, 'messagingUnits', 1, 1, 16) } : {}) },
    properties: {
      disableLocalAuth: !deployment.hasKeys(node),
      minimumTlsVersion: '1.2',
      publicNetworkAccess: premium ? deployment.publicAccess(node) : 'Enabled',
    },
  });
  if (placed.exists) return;
  for (const queue of hubsOf(context, node))
    module.resource({
      symbol: `${context.names.symbol(node.id)}_queue`,
      type: `${type}/queues`,
      nodes: [node.id],
      body: {
        parent: resourceItself(placed.symbol),
        name: queue,
        properties: { maxDeliveryCount: 10, deadLetteringOnMessageExpiration: true },
      },
    });
}

/** A topic for what a store or workspace tells, or one of its own, with a subscription for each that it tells. */
export function eventGrid(deployment: Deployment, node: GraphNode): void {
  const { context } = deployment;
  const module = deployment.module('event-grid');
  const into = context.in(node, 'control');
  const source = into.find(({ from }) => from.node.service === 'azure-storage' && deployment.placed.has(from.id));
  const store = source && deployment.placed.get(source.from.id);
  const type = `Microsoft.EventGrid/${store ? 'systemTopics' : 'topics'}`;
  if (context.exists(node)) {
    deployment.worksAs(deployment.place(node, module, type, {}), node);
    return;
  }
  const properties: ResourceBody = store
    ? { source: deployment.refer(module, store, 'id'), topicType: 'Microsoft.Storage.StorageAccounts' }
    : {
        // the connector of workflows and the functions of Python read this schema only
        inputSchema: context.out(node, 'control').some((edge) => subscribesItself(edge) || edge.to.node.service === 'azure-functions')
          ? 'EventGridSchema'
          : 'CloudEventSchemaV1_0',
        disableLocalAuth: !deployment.hasKeys(node),
        minimumTlsVersionAllowed: '1.2',
        publicNetworkAccess: deployment.publicAccess(node),
      };
  const body = { identity: { type: 'SystemAssigned' }, properties };
  const topic = deployment.place(node, module, type, body, source && store ? { edges: [source] } : {});
  deployment.worksAs(topic, node);
  for (const edge of context.out(node, 'control')) {
    if (subscribesItself(edge) && isTarget(context, 'logic-apps')) continue;
    const destination = destinationOf(deployment, module, edge);
    if (!destination) {
      context.remark(`Subscribe "${edge.to.id}" to the events of "${node.id}" once its address is known.`, [node], [edge]);
      continue;
    }
    module.resource({
      symbol: `${context.names.symbol(node.id)}_to_${context.names.symbol(edge.to.id)}`,
      type: `${topic.type}/eventSubscriptions`,
      edges: [edge],
      body: {
        parent: resourceItself(topic.symbol),
        name: context.names.local(edge.to.id, 60),
        properties: {
          ...(destination.endpointType === 'AzureFunction'
            ? { destination }
            : { deliveryWithResourceIdentity: { identity: { type: 'SystemAssigned' }, destination } }),
          ...(store ? { filter: { includedEventTypes: ['Microsoft.Storage.BlobCreated'] } } : {}),
          eventDeliverySchema: 'CloudEventSchemaV1_0',
        },
      },
    });
  }
}

function subscribesItself({ to }: GraphEdge): boolean {
  return to.node.service === 'azure-logic-apps';
}

function destinationOf(deployment: Deployment, module: ResourceModule, edge: GraphEdge): ResourceBody | undefined {
  const { to } = edge;
  const placed = deployment.placed.get(to.id);
  if (!placed || placed.exists) return undefined;
  if (to.node.service === 'azure-event-hubs' && placed.type === 'Microsoft.EventHub/namespaces')
    return {
      endpointType: 'EventHub',
      properties: { resourceId: textOf(deployment.refer(module, placed, 'id'), `/eventhubs/${hubOf(deployment.context, edge, to)}`) },
    };
  if (to.node.service === 'azure-service-bus')
    return {
      endpointType: 'ServiceBusQueue',
      properties: { resourceId: textOf(deployment.refer(module, placed, 'id'), `/queues/${hubOf(deployment.context, edge, to)}`) },
    };
  return undefined;
}

/** The hub that devices report to, with a route to each event hub that takes what they send. */
export function iotHub(deployment: Deployment, node: GraphNode): void {
  const { context } = deployment;
  const tier = deployment.usage(node, 'hubTier') ?? 's1';
  const module = deployment.module('iot-hub', 'The hub of the devices. What runs on them comes from other files.');
  const takers = context.out(node, 'data').flatMap((edge) => {
    const placed = deployment.placed.get(edge.to.id);
    return placed?.type === 'Microsoft.EventHub/namespaces' ? [{ edge, placed, name: context.names.symbol(edge.to.id) }] : [];
  });
  const own = takers.length > 0 && !context.exists(node) ? deployment.runsAs(node, module) : undefined;
  deployment.place(
    node,
    module,
    'Microsoft.Devices/IotHubs',
    {
      sku: { name: tier === 'free' ? 'F1' : tier.toUpperCase(), capacity: deployment.whole(node, 'hubUnits', 1, 1, 200) },
      // an identity that is there before the hub: a route is checked when it is made
      ...(own ? { identity: own.identity } : {}),
      properties: {
        minTlsVersion: '1.2',
        publicNetworkAccess: deployment.publicAccess(node),
        ...(own
          ? {
              routing: {
                endpoints: {
                  eventHubs: takers.map(({ edge, name }) => ({
                    name,
                    authenticationType: 'identityBased',
                    identity: { userAssignedIdentity: own.id },
                    endpointUri: `sb://${resourceName(context, edge.to)}.servicebus.windows.net`,
                    entityPath: hubOf(context, edge, edge.to),
                  })),
                },
                routes: takers.map(({ name }) => ({
                  name,
                  source: 'DeviceMessages',
                  condition: 'true',
                  endpointNames: [name],
                  isEnabled: true,
                })),
              },
            }
          : {}),
      },
    },
    own ? { edges: takers.map(({ edge }) => edge) } : {},
  );
}
