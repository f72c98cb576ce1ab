import type { GraphNode } from '../../catalog';
import { list } from '../../format';
import type { ExportContext } from '../context';
import { from, fromKey, type Draft } from '../emit/draft';
import type { Exporter } from '../exporter';
import { loginServer, registryOf } from '../parts/containers';
import { mainFile } from '../parts/places';

/** Version of the desired properties, which edge runtimes since 1.1 read. */
const desiredVersion = '1.1';
/** Version of the Docker client that a device has at least. */
const dockerVersion = 'v1.25';
/** Seconds that messages wait on a device without a connection. */
const keptSeconds = 7200;
/** Importance among the deployments of a hub; a larger number wins. */
const priority = 10;

/** Deployments of IoT Edge: the modules of devices, and which devices get them. */
export const iotEdge: Exporter = {
  meta: {
    id: 'iot-edge',
    title: 'IoT Edge',
    group: 'hosting',
    covers: 'The modules and routes of devices, and the condition that says which devices get them.',
    services: ['azure-iot-edge'],
  },

  applies: (context) => context.has('azure-iot-edge'),

  *write(context) {
    for (const node of context.of('azure-iot-edge')) {
      const path = mainFile(context, node) ?? '';
      yield manifest(context, node, path);
      yield {
        path: `${path.replace(/[^/]*$/, '')}deployment.json`,
        nodes: [node.id],
        format: 'json',
        value: {
          id: context.nameOf(node, context.names.asset(node.id, 128)).toLowerCase(),
          priority,
          targetCondition: context.need(node, 'devices'),
          labels: {
            'pipedraft-node': node.id,
            ...Object.fromEntries(Object.entries(context.map(node, 'tags') ?? {}).map(([key, value]) => [key, String(value)])),
          },
        },
      };
    }
  },
};

function manifest(context: ExportContext, node: GraphNode, path: string): Draft {
  const module = context.names.symbol(node.id);
  const version = String(context.graph.value(node, 'version') ?? '1.6');
  const system = (image: string) => ({ image: `mcr.microsoft.com/${image}:${version}`, createOptions: '{}' });
  const options = context.map(node, 'createOptions');
  const images = context.in(node, 'image');
  const settings = { image: context.need(node, 'image'), createOptions: JSON.stringify(options ?? {}) };
  if (images.length > 0) fromKey(settings, 'image', { edges: images.map(({ id }) => id) });
  const routes = context.map(node, 'routes');
  const unknown = Object.entries(routes ?? {}).flatMap(([, route]) =>
    [...String(route).matchAll(/\/modules\/([^/"\s*]+)\//g)].flatMap(([, name = '']) => (name === module ? [] : [name])),
  );
  if (unknown.length > 0)
    context.remark(
      `Routes of "${node.title}" (settings.routes) name ${list([...new Set(unknown)].map((name) => `the module "${name}"`))}, and the deployment has "${module}" only: correct them, or add the modules to the file.`,
      [node],
    );
  const value = {
    modulesContent: {
      $edgeAgent: {
        'properties.desired': {
          schemaVersion: desiredVersion,
          runtime: { type: 'docker', settings: { minDockerVersion: dockerVersion, ...credentials(context, node) } },
          systemModules: {
            edgeAgent: { type: 'docker', settings: system('azureiotedge-agent') },
            edgeHub: { type: 'docker', status: 'running', restartPolicy: 'always', settings: system('azureiotedge-hub') },
          },
          modules: {
            [module]: from({ version: '1.0', type: 'docker', status: 'running', restartPolicy: 'always', settings }, { nodes: [node.id] }),
          },
        },
      },
      $edgeHub: {
        'properties.desired': {
          schemaVersion: desiredVersion,
          routes: routes
            ? Object.fromEntries(Object.entries(routes).map(([name, route]) => [name, String(route)]))
            : from(
                { [`${module}_upstream`]: `FROM /messages/modules/${module}/outputs/* INTO $upstream` },
                { nodes: [node.id], edges: context.out(node, 'data').map(({ id }) => id) },
              ),
          storeAndForwardConfiguration: { timeToLiveSecs: keptSeconds },
        },
      },
    },
  };
  return { path, nodes: [node.id], format: 'json', value };
}

/** The registry of the images. Name and password are placeholders, which the release fills in on its way to the hub. */
function credentials(context: ExportContext, node: GraphNode): object {
  const edge = registryOf(context, node);
  if (!edge) return {};
  context.remark(
    `Devices of "${node.title}" sign in to "${edge.from.title}": the release replaces the placeholders of name and password in the deployment.`,
    [node],
    [edge],
  );
  const key = context.names.symbol(edge.from.id);
  const login = {
    username: `\${CONTAINER_REGISTRY_USERNAME_${key}}`,
    password: `\${CONTAINER_REGISTRY_PASSWORD_${key}}`,
    address: loginServer(context, edge.from),
  };
  return { registryCredentials: { [key]: from(login, { nodes: [edge.from.id], edges: [edge.id] }) } };
}
