import type { GraphNode } from '../../../catalog';
import type { ExportContext } from '../../context';
import { type ResourceBody, type ResourceValue, resourceValue } from './expression';
import type { Deployment } from './deployment';
import type { ResourceModule } from './module';
import { clusterOf } from '../resources';
import { insightsOf } from './monitoring';

/* Container Apps, Container Instances and Kubernetes. */

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
            ? {}
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
        ingress: { external: external && !shut, targetPort: deployment.ask(module, node, 'port', 'int'), transport: 'auto' },
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
  if (shut) context.remark(`"${node.id}" is made without an address: give its group the subnet that it belongs to.`, [node]);
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
      ...(shut ? {} : { ipAddress: { type: 'Public', ports: [{ port, protocol: 'TCP' }] } }),
    },
  });
}

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
  deployment.place(node, module, type, {
    identity: { type: 'SystemAssigned' },
    sku: { name: automatic ? 'Automatic' : 'Base', tier: `${tier.charAt(0).toUpperCase()}${tier.slice(1)}` },
    properties: {
      dnsPrefix: context.names.resource('aks', node.id).slice(0, 54).replace(/-$/, ''),
      enableRBAC: true,
      disableLocalAccounts: true,
      aadProfile: { managed: true, enableAzureRBAC: true },
      oidcIssuerProfile: { enabled: true },
      securityProfile: { workloadIdentity: { enabled: true } },
      ...(deployment.isPrivate(node) ? { apiServerAccessProfile: { enablePrivateCluster: true } } : {}),
      networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay', networkPolicy: 'azure' },
      agentPoolProfiles: [
        {
          name: 'system',
          mode: 'System',
          count: deployment.whole(node, 'nodes', 3, 1, 1000),
          vmSize: deployment.usage(node, 'vmSize') ?? context.gapOf(node, 'vmSize'),
          osType: 'Linux',
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
