import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { from, fromKey, type Draft } from '../emit/draft';
import type { Exporter } from '../exporter';
import { containerName, edgeWords, isCalled, loginServer, neededNumber, registryOf, replicasOf } from '../parts/containers';
import { mainFile } from '../parts/places';
import { resourceName } from '../parts/resources';

/** Version of the resource that a file of a container group names. */
const groupVersion = '2025-09-01';

/**
 * Container groups and container apps, as the command line of Azure takes them. Infrastructure makes the same resources with their identities,
 * roles and logs, so these files are for plans without it: a release that applied both would take back what the other one set.
 */
export const containerInstances: Exporter = {
  meta: {
    id: 'container-instances',
    title: 'Container Instances and Container Apps',
    group: 'hosting',
    onRequest: true,
    covers: 'A file for each container group (az container create --file) and each container app (az containerapp create --yaml).',
    services: ['azure-container-instances', 'azure-container-apps'],
  },

  applies: (context) => context.of('azure-container-instances', 'azure-container-apps').some((node) => !context.exists(node)),

  *write(context) {
    for (const node of context.of('azure-container-instances')) if (!context.exists(node)) yield group(context, node);
    for (const node of context.of('azure-container-apps')) if (!context.exists(node)) yield app(context, node);
  },
};

function group(context: ExportContext, node: GraphNode): Draft {
  const { graph } = context;
  const called = isCalled(context, node);
  const registry = registryOf(context, node);
  if (registry)
    context.remark(
      `"${node.title}" pulls its image from "${registry.from.title}": give the container group an identity that may pull.`,
      [node],
      [registry],
    );
  if ((graph.amount(node, 'instances') ?? 1) > 1)
    context.remark(`"${node.title}" has several instances: each is a container group of its own, with another name.`, [node]);
  const internal = (context.text(node, 'ingress') ?? 'internal') === 'internal';
  const ports = called ? [{ port: neededNumber(context, node, 'port'), protocol: 'TCP' }] : undefined;
  const command = context.list(node, 'command')?.map(String);
  const container = {
    image: context.need(node, 'image'),
    ...(command ? { command } : {}),
    ...(ports ? { ports } : {}),
    resources: { requests: { cpu: amount(context, node, 'vcpus'), memoryInGB: amount(context, node, 'memory') } },
  };
  markImage(context, node, container);
  const value = {
    apiVersion: groupVersion,
    type: 'Microsoft.ContainerInstance/containerGroups',
    name: resourceName(context, node),
    location: context.region,
    tags: tagsOf(context, node),
    properties: {
      osType: graph.value(node, 'os') === 'windows' ? 'Windows' : 'Linux',
      restartPolicy: context.text(node, 'restart') ?? (called ? 'Always' : 'OnFailure'),
      ...(graph.value(node, 'payment') === 'spot' ? { priority: 'Spot' } : {}),
      containers: [{ name: containerName(context, node), properties: container }],
      ...(ports ? { ipAddress: { type: internal ? 'Private' : 'Public', ports } } : {}),
      ...(ports && internal ? { subnetIds: [{ id: context.need(node, 'subnet') }] } : {}),
    },
  };
  return { path: mainFile(context, node) ?? '', nodes: [node.id], format: 'yaml', value: from(value, { nodes: [node.id] }) };
}

function app(context: ExportContext, node: GraphNode): Draft {
  const { graph } = context;
  const registry = registryOf(context, node);
  const container = {
    name: containerName(context, node),
    image: context.need(node, 'image'),
    resources: { cpu: amount(context, node, 'vcpus'), memory: gibibytes(amount(context, node, 'memory')) },
  };
  markImage(context, node, container);
  if (registry)
    context.remark(
      `"${node.title}" pulls its image from "${registry.from.title}" with its own identity: create it once with a public image, give the identity the right to pull, then apply the file.`,
      [node],
      [registry],
    );
  if ((graph.value(node, 'gpu') ?? 'none') !== 'none')
    context.remark(`"${node.title}" needs a GPU: name a workload profile with one in its file, once the environment has it.`, [node]);
  const { min, max } = replicasOf(context, node);
  const scale = { ...(min === undefined ? {} : { minReplicas: min }), ...(max === undefined ? {} : { maxReplicas: max }) };
  const ingress = isCalled(context, node)
    ? {
        external: (context.text(node, 'ingress') ?? 'internal') === 'external',
        targetPort: neededNumber(context, node, 'port'),
        transport: 'auto',
      }
    : undefined;
  const registries = registry && [
    from({ server: loginServer(context, registry.from), identity: 'system' }, { nodes: [registry.from.id], edges: [registry.id] }),
  ];
  const value = {
    type: 'Microsoft.App/containerApps',
    name: resourceName(context, node),
    location: context.region,
    tags: tagsOf(context, node),
    ...(registries ? { identity: { type: 'SystemAssigned' } } : {}),
    properties: {
      environmentId: context.need(node, 'environment'),
      configuration: { ...(ingress ? { ingress } : {}), ...(registries ? { registries } : {}) },
      template: { containers: [container], ...(Object.keys(scale).length > 0 ? { scale } : {}) },
    },
  };
  return { path: mainFile(context, node) ?? '', nodes: [node.id], format: 'yaml', value: from(value, { nodes: [node.id] }) };
}

function markImage(context: ExportContext, node: GraphNode, container: object): void {
  const images = context.in(node, 'image');
  if (images.length > 0) fromKey(container, 'image', { edges: images.map(({ id }) => id), comment: edgeWords(images) });
}

/** An amount of the usage: processors, or memory in GB. */
function amount(context: ExportContext, node: GraphNode, field: 'vcpus' | 'memory'): number | string {
  return (
    context.graph.amount(node, field) ??
    context.gap(node.id, field, `State "${field}" under the usage of "${node.title}" (usage.${field}).`)
  );
}

function gibibytes(memory: number | string): string {
  return typeof memory === 'number' ? `${memory}Gi` : memory;
}

function tagsOf(context: ExportContext, node: GraphNode): Record<string, string> {
  return {
    'pipedraft-node': node.id,
    ...Object.fromEntries(Object.entries(context.map(node, 'tags') ?? {}).map(([key, value]) => [key, String(value)])),
  };
}
