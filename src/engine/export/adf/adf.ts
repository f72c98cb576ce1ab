import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import type { Draft } from '../emit/draft';
import type { Exporter } from '../exporter';
import { factoryObjectName, factoryPipelines, type FactoryHost } from '../parts/factory';
import { factorySecrets, vaultServiceName } from '../parts/factory-secrets';
import { mainFile } from '../parts/places';
import { isSparkWork, sparkWorkFolder } from '../parts/synapse';
import { Factory, vaultKey, type ObjectKind } from './factory';
import { addPipeline } from './pipeline';
import { addSparkWork } from './spark';
import { addTriggers } from './triggers';

/** The branch that each service publishes to. */
const publishBranches: Readonly<Record<FactoryHost, string>> = { adf: 'adf_publish', synapse: 'workspace_publish' };

/** Data Factory, as its Git mode keeps it: a file for each pipeline, dataset, linked service, data flow, runtime and trigger. */
export const adf: Exporter = {
  meta: {
    id: 'adf',
    title: 'Data Factory',
    group: 'data',
    covers: 'Pipelines with their activities in order, datasets, connections, data flows, integration runtimes and triggers.',
    services: ['azure-data-factory', 'adf-copy-activity', 'adf-data-flows', 'self-hosted-integration-runtime'],
  },
  applies: (context) => factoryPipelines(context, 'adf').length > 0,
  write: (context) => factoryFiles(context, 'adf'),
};

/** Pipelines of a Synapse workspace, which are those of Data Factory in another folder. */
export const synapse: Exporter = {
  meta: {
    id: 'synapse',
    title: 'Synapse pipelines',
    group: 'data',
    covers:
      'Pipelines of a Synapse workspace with datasets, connections, data flows, runtimes and triggers, and the notebooks and Spark jobs that pipelines start.',
    services: ['synapse-pipelines', 'azure-synapse-spark'],
  },
  applies: (context) => factoryPipelines(context, 'synapse').length > 0 || sparkWork(context).length > 0,
  write: (context) => factoryFiles(context, 'synapse'),
};

function* factoryFiles(context: ExportContext, host: FactoryHost): Iterable<Draft> {
  const factory = new Factory(context, host);
  const nodes = factoryPipelines(context, host);
  if (factorySecrets(context, host).length > 0) factory.reserve('linkedService', vaultKey, vaultServiceName(context));
  const work = host === 'synapse' ? sparkWork(context) : [];
  for (const node of work) factory.reserve(sparkWorkFolder(node), node.id, factoryObjectName(context, node));
  for (const node of nodes) factory.reserve('pipeline', node.id, factoryObjectName(context, node));
  for (const node of nodes) {
    addPipeline(factory, node);
    addTriggers(factory, node);
  }
  for (const node of work) addSparkWork(factory, node);
  const stated = statedFiles(context, nodes, work);
  yield* factory.drafts((kind, name) => stated.get(`${kind} ${name}`) ?? `${factory.root}/${kind}/${name}.json`);
  yield {
    path: `${factory.root}/publish_config.json`,
    nodes: [...nodes, ...work]
      .filter(
        ({ node }) =>
          node.service === 'azure-data-factory' || node.service === 'synapse-pipelines' || node.service === 'azure-synapse-spark',
      )
      .map(({ id }) => id),
    format: 'json',
    value: { publishBranch: publishBranches[host] },
  };
}

/** Files that the plan places itself, by "definition". */
function statedFiles(context: ExportContext, pipelines: readonly GraphNode[], work: readonly GraphNode[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const place = (kind: ObjectKind, node: GraphNode) => {
    const file = node.node.definition === undefined ? undefined : mainFile(context, node);
    if (file !== undefined) files.set(`${kind} ${factoryObjectName(context, node)}`, file);
  };
  for (const node of pipelines) if (node.node.service !== 'adf-data-flows') place('pipeline', node);
  for (const node of context.of('adf-data-flows')) place('dataflow', node);
  for (const node of work) place(sparkWorkFolder(node), node);
  return files;
}

/** Notebooks and Spark jobs that pipelines start, wherever these pipelines are. */
function sparkWork(context: ExportContext): readonly GraphNode[] {
  return context.graph.nodes.filter(isSparkWork);
}
