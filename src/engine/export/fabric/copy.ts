import type { GraphEdge, GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { gapExpression } from '../gap';
import { literal } from '../parts/expression-text';
import { pathValue, triggerClock } from '../parts/factory-expressions';
import { trimmedPath } from '../parts/placeholders';
import { containersOf } from '../parts/resources';
import { connectionOf } from './connections';
import { sameWorkspace, type Item } from './items';
import type { Workspace } from './workspace';

/*
 * Copies in pipelines of Fabric. There are no datasets: source and sink carry what they read and write, and a connection by its id.
 */

export interface CopyPart {
  /** Ids of the stores that it is about, for its name. */
  readonly about: readonly string[];
  readonly edges: readonly GraphEdge[];
  readonly body: object;
}

const stores: readonly string[] = ['azure-storage', 'azure-sql-database', 'fabric-lakehouse'];
/** Services that come for the data by themselves. */
const readers: readonly string[] = ['fabric-notebooks', 'power-bi', 'fabric-data-factory'];

/** What each format is called as a dataset, and its source and sink. */
const formats: Readonly<Record<string, string>> = {
  parquet: 'Parquet',
  delimited: 'DelimitedText',
  json: 'Json',
  avro: 'Avro',
  orc: 'Orc',
  binary: 'Binary',
};

/**
 * The copies of a worker: one for each store that it reads and each that it writes. What it hands to notebooks and reports goes into the
 * lakehouse that they share.
 * @param by the pipeline
 */
export function copiesOf(workspace: Workspace, worker: GraphNode, by: GraphNode): CopyPart[] {
  const { context } = workspace;
  const reads = context.in(worker, 'data').filter(({ from }) => from !== worker && !readers.includes(from.node.service));
  const writes = context.out(worker, 'data').filter(({ to }) => to !== worker);
  const isCopy = worker.node.service === 'adf-copy-activity';
  if (reads.length === 0 && !(isCopy && worker !== by)) return [];
  const sinks = writes.filter(({ to }) => !readers.includes(to.node.service));
  const handed = writes.filter(({ to }) => readers.includes(to.node.service));
  const lakehouse = workspace.lakehouseOf(worker);
  return (reads.length > 0 ? reads : [undefined]).flatMap((read) =>
    (sinks.length > 0 ? sinks : [undefined]).map((write) => {
      const table = context.names.symbol(isCopy || !read ? worker.id : read.from.id);
      const shared = lakehouse && (handed.length > 0 || !isCopy) ? lakehouse : undefined;
      return {
        about: [...(reads.length > 1 && read ? [read.from.id] : []), ...(sinks.length > 1 && write ? [write.to.id] : [])],
        edges: [...(read ? [read] : []), ...(write ? [write] : handed)],
        body: {
          typeProperties: {
            source: sourceOf(workspace, worker, read, by),
            sink: sinkOf(workspace, worker, write, by, table, shared),
            enableStaging: false,
          },
        },
      };
    }),
  );
}

function sourceOf(workspace: Workspace, worker: GraphNode, edge: GraphEdge | undefined, by: GraphNode): object {
  const { context } = workspace;
  const node = edge?.from;
  switch (node?.node.service) {
    case 'azure-storage':
      return {
        type: `${formatOf(context, worker)}Source`,
        storeSettings: { type: `${accountKind(context, node)}ReadSettings`, recursive: true },
        datasetSettings: filesOf(context, worker, node, edge?.edge.path, by),
      };
    case 'azure-sql-database':
      return { type: 'AzureSqlSource', datasetSettings: sqlTable(context, worker, node, edge?.edge.path, by, 'table') };
    case 'fabric-lakehouse': {
      const item = workspace.itemOf(node);
      const path = edge?.edge.path;
      return { type: 'LakehouseTableSource', datasetSettings: lakehouseTable(item, path ?? context.names.symbol(worker.id)) };
    }
    default:
      return { type: gapExpression(unknownEnd(context, worker, node, by, 'source')) };
  }
}

function sinkOf(
  workspace: Workspace,
  worker: GraphNode,
  edge: GraphEdge | undefined,
  by: GraphNode,
  table: string,
  shared: Item | undefined,
): object {
  const { context } = workspace;
  const node = edge?.to;
  if (!node && shared) return { type: 'LakehouseTableSink', tableActionOption: 'Append', datasetSettings: lakehouseTable(shared, table) };
  switch (node?.node.service) {
    case 'fabric-lakehouse':
      return {
        type: 'LakehouseTableSink',
        tableActionOption: 'Append',
        datasetSettings: lakehouseTable(workspace.itemOf(node), edge?.edge.path ?? table),
      };
    case 'azure-storage':
      return {
        type: `${formatOf(context, worker)}Sink`,
        storeSettings: { type: `${accountKind(context, node)}WriteSettings` },
        datasetSettings: filesOf(context, worker, node, edge?.edge.path ?? `${context.names.local(worker.id)}/<day>`, by),
      };
    case 'azure-sql-database':
      return { type: 'AzureSqlSink', datasetSettings: sqlTable(context, worker, node, edge?.edge.path ?? table, by, 'table') };
    default:
      return { type: gapExpression(unknownEnd(context, worker, node, by, 'sink')) };
  }
}

/** An end that no connector is known for: somebody has to choose one in Fabric. */
function unknownEnd(context: ExportContext, worker: GraphNode, node: GraphNode | undefined, by: GraphNode, end: 'source' | 'sink'): string {
  const what = end === 'source' ? 'reads' : 'writes';
  const how = node
    ? `Choose the connector of Fabric for "${node.title}" in the pipeline of "${by.title}": no file is written for it.`
    : `Draw a data edge between "${worker.title}" and the store that it ${what}: ${stores.join(', ')}.`;
  return context.gap(worker.id, end, how);
}

function formatOf(context: ExportContext, worker: GraphNode): string {
  return formats[context.text(worker, 'format') ?? 'parquet'] ?? 'Parquet';
}

function accountKind(context: ExportContext, node: GraphNode): string {
  return context.graph.value(node, 'accountKind') === 'data-lake-gen2' ? 'AzureBlobFS' : 'AzureBlobStorage';
}

function filesOf(context: ExportContext, worker: GraphNode, store: GraphNode, path: string | undefined, by: GraphNode): object {
  const kind = accountKind(context, store);
  const [container = ''] = containersOf(context, store);
  const folder = trimmedPath(path ?? '');
  return {
    annotations: [],
    type: formatOf(context, worker),
    typeProperties: {
      location: {
        type: `${kind}Location`,
        [kind === 'AzureBlobFS' ? 'fileSystem' : 'container']: literal(container),
        ...(folder === '' ? {} : { folderPath: expression(pathValue(folder, triggerClock)) }),
      },
    },
    schema: [],
    externalReferences: { connection: connectionOf(context, by, store) },
  };
}

function expression(value: string): string | object {
  return /^@(?!@)/.test(value) ? { value, type: 'Expression' } : value;
}

function lakehouseTable(item: Item | undefined, table: string): object {
  return {
    annotations: [],
    linkedService: {
      name: item?.name ?? '',
      properties: {
        annotations: [],
        type: 'Lakehouse',
        typeProperties: { workspaceId: sameWorkspace, artifactId: item?.logicalId ?? '', rootFolder: 'Tables' },
      },
    },
    type: 'LakehouseTable',
    schema: [],
    typeProperties: { table: literal(table) },
  };
}

function sqlTable(
  context: ExportContext,
  worker: GraphNode,
  database: GraphNode,
  path: string | undefined,
  by: GraphNode,
  setting: string,
): object {
  const token = () =>
    context.gap(worker.id, setting, `State the path of the data edge between "${database.title}" and "${worker.title}": schema and table.`);
  const [schema, table] = path?.includes('.') ? [path.slice(0, path.indexOf('.')), path.slice(path.indexOf('.') + 1)] : ['dbo', path];
  return {
    annotations: [],
    type: 'AzureSqlTable',
    schema: [],
    typeProperties: { schema: literal(schema), table: table === undefined ? gapExpression(token()) : literal(table) },
    externalReferences: { connection: connectionOf(context, by, database) },
  };
}
