import type { GraphNode } from '../../../catalog';
import type { ExportContext } from '../../context';
import { type ResourceBody, type ResourceValue, resourceValue } from './expression';
import type { Deployment } from './deployment';
import type { ResourceModule } from './module';
import { insightsOf } from './monitoring';
import { subnetIds } from './subnets';

/* Container Apps and Container Instances. */

/** What a container sees of its surroundings. */
function variables(deployment: Deployment, node: GraphNode, module: ResourceModule, clientId: ResourceValue): ResourceValue {
  const insights = insightsOf(deployment, node);
  return [
    { name: 'AZURE_CLIENT_ID', value: clientId },
    ...(insights
      ? [{ name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: deployment.refer(module, insights, 'properties.ConnectionString') }]
      : []),
  ];
}

/** The registry that a node's image comes from, as its address. */
function registryOf(deployment: Deployment, node: GraphNode, module: ResourceModule): ResourceValue | undefined {
  const edge = deployment.context.in(node, 'image').find(({ from }) => from.node.service === 'azure-container-registry');
  const placed = edge && deployment.placed.get(edge.from.id);
  return placed && deployment.refer(module, placed, 'properties.loginServer');
}

/** A file of its own that the plan names is not applied, and an approval does not hold back what infrastructure deploys. */
function remarkRelease({ context }: Deployment, node: GraphNode): void {
  const { definition } = node.node;
  if (definition !== undefined && !isNamed(context))
    context.remark(
      `"${node.title}" is deployed with the infrastructure, so ${definition} is not written. Name container-instances in exports.targets, without a language of infrastructure, to release it by that file.`,
      [node],
    );
  const approved = context
    .in(node, 'control')
    .filter((edge) => edge.edge.approval !== undefined || edge.from.node.service === 'human-approval');
  if (approved.length > 0)
    context.remark(
      `"${node.title}" is deployed with the infrastructure, which the approval before it does not hold back: ask for the approval where the image in its parameters is changed, or before the infrastructure.`,
      [node],
      approved,
    );
}

function isNamed({ plan }: ExportContext): boolean {
  return plan.exports?.targets?.includes('container-instances') === true;
}

export function containerApp(deployment: Deployment, node: GraphNode): void {
  const { context } = deployment;
  const module = deployment.module('container-apps');
  const type = 'Microsoft.App/containerApps';
  if (context.exists(node)) {
    deployment.worksAs(deployment.place(node, module, type, {}), node);
    return;
  }
  remarkRelease(deployment, node);
  const symbol = context.names.symbol(node.id);
  const { identity, id, clientId: client } = deployment.runsAs(node, module);
  const clientId = client();
  const dedicated = deployment.usage(node, 'plan') === 'dedicated';
  const gpu = deployment.usage(node, 'gpu') ?? 'none';
  const shut = deployment.isPrivate(node);
  const [infrastructureSubnetId] = subnetIds(deployment, module, node);
  const internal = node.node.safeguards?.access === 'virtual-network';
  if (infrastructureSubnetId && internal)
    context.remark(
      `"${node.id}" needs a private DNS zone in the network before others reach it by its name: make the zone after the deployment, which tells domain and address.`,
      [node],
    );
  const environment = module.resource({
    symbol: `${symbol}_environment`,
    type: 'Microsoft.App/managedEnvironments',
    nodes: [node.id],
    body: {
      name: context.names.resource('cae', node.id),
      location: deployment.locationOf(node, module),
      properties: {
        appLogsConfiguration: { destination: 'azure-monitor' },
        publicNetworkAccess: shut ? 'Disabled' : 'Enabled',
        ...(infrastructureSubnetId ? { vnetConfiguration: { infrastructureSubnetId, internal } } : {}),
        ...(dedicated
          ? {
              workloadProfiles: [
                {
                  name: 'machines',
                  workloadProfileType: machineOf(deployment, node),
                  minimumCount: 1,
                  maximumCount: deployment.whole(node, 'instances', 1, 1),
                },
              ],
            }
          : gpu === 'none'
            ? infrastructureSubnetId
              ? { workloadProfiles: [{ name: 'Consumption', workloadProfileType: 'Consumption' }] }
              : {}
            : {
                workloadProfiles: [
                  { name: 'gpu', workloadProfileType: gpu === 'a100' ? 'Consumption-GPU-NC24-A100' : 'Consumption-GPU-NC8as-T4' },
                ],
              }),
      },
      tags: deployment.tags(node),
    },
  });
  deployment.logged.set(node.id, { module, symbol: environment, type: 'Microsoft.App/managedEnvironments', exists: false });
  const server = registryOf(deployment, node, module);
  const external = context.text(node, 'ingress') === 'external';
  const vcpus = context.graph.amount(node, 'vcpus') ?? 1;
  const memory = context.graph.amount(node, 'memory') ?? vcpus * 2;
  deployment.place(node, module, type, {
    identity,
    properties: {
      environmentId: resourceValue(environment, 'id'),
      ...(dedicated ? { workloadProfileName: 'machines' } : gpu === 'none' ? {} : { workloadProfileName: 'gpu' }),
      configuration: {
        activeRevisionsMode: node.node.safeguards?.rollout === 'blue-green' ? 'Multiple' : 'Single',
        // in a closed environment this means all of its network: without it, only apps of the same environment get there
        ingress: { external: external || shut, targetPort: deployment.ask(module, node, 'port', 'int'), transport: 'auto' },
        ...(server === undefined ? {} : { registries: [{ server, identity: id }] }),
      },
      template: {
        containers: [
          {
            name: context.names.local(node.id),
            image: deployment.ask(module, node, 'image'),
            resources: { cpu: vcpus, memory: `${Math.round(memory * 100) / 100}Gi` },
            env: variables(deployment, node, module, clientId),
          },
        ],
        scale: scaleOf(deployment, node),
      },
    },
  });
}

/** The dedicated machine with so many cores. */
function machineOf(deployment: Deployment, node: GraphNode): string {
  const cores = deployment.whole(node, 'machineVcpus', 4, 4, 32);
  const memory = deployment.context.graph.amount(node, 'machineMemory') ?? cores * 4;
  const size = cores <= 4 ? 4 : cores <= 8 ? 8 : cores <= 16 ? 16 : 32;
  return `${memory / size > 4 ? 'E' : 'D'}${size}`;
}

function scaleOf(deployment: Deployment, node: GraphNode): ResourceBody {
  const replicas = deployment.context.map(node, 'replicas');
  const count = (key: string) => {
    const value = replicas?.[key];
    return typeof value === 'number' ? Math.max(0, Math.round(value)) : undefined;
  };
  const least = count('min') ?? 0;
  return { minReplicas: least, maxReplicas: count('max') ?? Math.max(1, least, deployment.whole(node, 'instances', 1, 1, 1000)) };
}

export function containerInstances(deployment: Deployment, node: GraphNode): void {
  const { context } = deployment;
  const module = deployment.module('container-instances');
  const type = 'Microsoft.ContainerInstance/containerGroups';
  deployment.logged.set(node.id, undefined);
  if (context.exists(node)) {
    deployment.worksAs(deployment.place(node, module, type, {}), node);
    return;
  }
  remarkRelease(deployment, node);
  const { identity, id, clientId: client } = deployment.runsAs(node, module);
  const clientId = client();
  const server = registryOf(deployment, node, module);
  const port = deployment.ask(module, node, 'port', 'int');
  const shut = deployment.isPrivate(node);
  const [subnet] = subnetIds(deployment, module, node);
  if (shut && !subnet) context.remark(`"${node.id}" is made without an address: give its group the subnet that it belongs to.`, [node]);
  deployment.place(node, module, type, {
    identity,
    properties: {
      osType: deployment.usage(node, 'os') === 'windows' ? 'Windows' : 'Linux',
      restartPolicy: 'Always',
      ...(deployment.usage(node, 'payment') === 'spot' ? { priority: 'Spot' } : {}),
      ...(server === undefined ? {} : { imageRegistryCredentials: [{ server, identity: id }] }),
      containers: [
        {
          name: context.names.local(node.id),
          properties: {
            image: deployment.ask(module, node, 'image'),
            resources: {
              requests: { cpu: context.graph.amount(node, 'vcpus') ?? 1, memoryInGB: context.graph.amount(node, 'memory') ?? 2 },
            },
            ports: [{ port, protocol: 'TCP' }],
            environmentVariables: variables(deployment, node, module, clientId),
          },
        },
      ],
      ...(subnet ? { subnetIds: [{ id: subnet }] } : {}),
      ...(shut && !subnet ? {} : { ipAddress: { type: subnet ? 'Private' : 'Public', ports: [{ port, protocol: 'TCP' }] } }),
    },
  });
}
