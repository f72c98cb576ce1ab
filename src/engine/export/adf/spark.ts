import type { GraphNode } from '../../catalog';
import { legible, type SettingValue } from '../../plan';
import { factoryObjectName, type FactoryHost } from '../parts/factory';
import { literal, prose } from '../parts/expression-text';
import { sparkPoolName, sparkWorkFolder, synapseContainer, synapseStoreName, synapseWorkspaceName } from '../parts/synapse';
import type { Call } from './call';
import { annotations, reference, type Factory } from './factory';

/*
 * Work on a Spark pool of Synapse: the notebook or the Spark job of the workspace, and the activity that runs it. The activity is the same in
 * Data Factory, with a connection to the workspace.
 */

/** The activity that runs the notebook or job of a node and waits. */
export function sparkCall(factory: Factory, node: GraphNode, host: FactoryHost): Call {
  const { context } = factory;
  const name = factoryObjectName(context, node);
  const there = host === 'adf' ? { linkedServiceName: reference(workspaceService(factory, node), 'LinkedServiceReference') } : {};
  if (sparkWorkFolder(node) === 'sparkJobDefinition')
    return { type: 'SparkJob', body: { typeProperties: { sparkJob: reference(name, 'SparkJobDefinitionReference') }, ...there } };
  const parameters = parametersOf(factory, node).map(
    ([key, value]) => [key, { value: literal(textOf(value)), type: typeOf(value) }] as const,
  );
  return {
    type: 'SynapseNotebook',
    body: {
      typeProperties: {
        notebook: reference(name, 'NotebookReference'),
        sparkPool: reference(sparkPoolName(context, node), 'BigDataPoolReference'),
        snapshot: true,
        ...(parameters.length > 0 ? { parameters: Object.fromEntries(parameters) } : {}),
      },
      ...there,
    },
  };
}

/** The connection of a factory to the workspace. */
function workspaceService(factory: Factory, node: GraphNode): string {
  const { context } = factory;
  const workspace = synapseWorkspaceName(context);
  context.remark(
    `Give the identity of the factory a role in the workspace "${workspace}" of Synapse that may run notebooks and Spark jobs: roles of the workspace are not Azure roles, and no file sets them.`,
    [node],
  );
  return factory.add('linkedService', ' synapse', 'synapse', { nodes: [node], edges: [] }, ({ nodes }) => ({
    type: 'AzureSynapseArtifacts',
    description: 'The workspace of Synapse that runs notebooks and Spark jobs.',
    annotations: annotations(nodes),
    typeProperties: { endpoint: `https://${workspace}.dev.azuresynapse.net`, authentication: 'MSI' },
  }));
}

/** Adds the notebook or the Spark job of a node to the workspace. */
export function addSparkWork(factory: Factory, node: GraphNode): void {
  const folder = sparkWorkFolder(node);
  const properties = folder === 'notebook' ? notebookOf : jobOf;
  factory.add(folder, node.id, factoryObjectName(factory.context, node), { nodes: [node], edges: [] }, () => properties(factory, node));
}

/** A notebook that takes its parameters and then stops, so that no run passes by mistake. */
function notebookOf(factory: Factory, node: GraphNode): object {
  const parameters = parametersOf(factory, node);
  const code = (metadata: object, lines: readonly string[]) => ({
    cell_type: 'code',
    metadata,
    source: lines.map((line, at) => (at < lines.length - 1 ? `${line}\n` : line)),
    outputs: [],
    execution_count: null,
  });
  return {
    description: prose(node.title),
    nbformat: 4,
    nbformat_minor: 2,
    bigDataPool: reference(sparkPoolName(factory.context, node), 'BigDataPoolReference'),
    metadata: {
      'pipedraft-node': node.id,
      kernelspec: { name: 'synapse_pyspark', display_name: 'Synapse PySpark' },
      language_info: { name: 'python' },
    },
    cells: [
      { cell_type: 'markdown', metadata: {}, source: [`# ${prose(legible(node.title))}`] },
      ...(parameters.length > 0
        ? [
            code(
              { tags: ['parameters'] },
              parameters.map(([name, value]) => `${name} = ${pythonOf(value)}`),
            ),
          ]
        : []),
      code({}, [`raise NotImplementedError("The work of ${node.id} is not written yet.")`]),
    ],
  };
}

/** A Spark job that runs a script in the workspace's own store. */
function jobOf(factory: Factory, node: GraphNode): object {
  const { context } = factory;
  const entry = (context.text(node, 'sparkEntry') ?? '').trim();
  const isPlaced = /^[a-z]+:\/\//i.test(entry);
  const path = [context.text(node, 'code') ?? '', entry]
    .map((part) => part.replace(/^[./]+|\/+$/g, ''))
    .filter(Boolean)
    .join('/');
  const store = synapseStoreName(context);
  if (!isPlaced)
    context.remark(
      `Copy ${path} to the container "${synapseContainer}" of the storage account "${store}" before "${node.title}" runs: the Spark job reads its script there.`,
      [node],
    );
  const { vcores, nodes } = context.graph.usage(node).values;
  const [cores, memory] = executorOf(vcores?.likely);
  const machines = nodes?.likely;
  return {
    description: `pipedraft-node:${node.id} ${prose(node.title)}`,
    targetBigDataPool: reference(sparkPoolName(context, node), 'BigDataPoolReference'),
    requiredSparkVersion: String(context.graph.value(node, 'sparkVersion') ?? '3.5'),
    language: /\.jar$/i.test(entry) ? 'scala' : 'python',
    jobProperties: {
      name: factoryObjectName(context, node),
      file: isPlaced ? entry : `abfss://${synapseContainer}@${store}.dfs.core.windows.net/${path}`,
      args: parametersOf(factory, node).flatMap(([name, value]) => [`--${name}`, textOf(value)]),
      driverMemory: memory,
      driverCores: cores,
      executorMemory: memory,
      executorCores: cores,
      numExecutors: typeof machines === 'number' ? Math.max(1, Math.round(machines) - 1) : 2,
    },
  };
}

/** Cores and memory of an executor that takes a node of the pool: one size of the service for each size of node, up to Large. */
function executorOf(vcores: unknown): readonly [number, string] {
  const count = typeof vcores === 'number' ? vcores : 8;
  if (count <= 4) return [4, '28g'];
  return count <= 8 ? [8, '56g'] : [16, '112g'];
}

function parametersOf({ context }: Factory, node: GraphNode): readonly (readonly [string, SettingValue])[] {
  return Object.entries(context.map(node, 'parameters') ?? {}).filter(([name]) => /^[A-Za-z_]\w*$/.test(name));
}

function textOf(value: SettingValue): string {
  return legible(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

function typeOf(value: SettingValue): string {
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  return 'string';
}

function pythonOf(value: SettingValue): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'number' ? String(value) : JSON.stringify(textOf(value));
}
