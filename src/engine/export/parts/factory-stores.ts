import type { GraphEdge, GraphNode } from '../../catalog';
import type { SettingValue } from '../../plan';
import type { ExportContext } from '../context';
import { gapExpression, gapInText } from '../gap';
import { storeBehind } from './batch-call';
import { inText, literal, orGap } from './expression-text';
import type { StoreValues } from './factory-connectors';
import { containersOf, resourceName, databaseName } from './resources';

/** Whoever looks at the stores of a factory, and what becomes of a secret there. */
export interface StoreReader {
  readonly context: ExportContext;
  /** A secret of the plan's vault that a connection of `owner` reads. */
  secret(owner: GraphNode, secretName: string): object;
}

/** A store that a copy or a data flow reads or writes, and what is known of it. */
export interface Store {
  /** What tells the linked service of one store from another's. */
  readonly key: string;
  /** Symbol of the node, for names; `undefined` if it is not drawn. */
  readonly node: GraphNode | undefined;
  /** Edges from the worker to the store. */
  readonly edges: readonly GraphEdge[];
  /** Id of the connector; `undefined` if it is unknown: `token` then is the gap. */
  readonly connector: string | undefined;
  readonly token: string;
  readonly values: StoreValues;
  /** Folder or table that the edges, or the setting of the worker, say. */
  readonly path: string | undefined;
  /** It is in a network that only a runtime of the team's own reaches. */
  readonly outside: boolean;
}

type Direction = 'source' | 'sink';

/** Connectors of the nodes that stand for systems outside of Azure; those with several kinds have the setting "type". */
const outsideConnectors: Readonly<Record<string, string | undefined>> = {
  'sql-server': 'sql-server',
  sap: 'sap-table',
  'amazon-s3': 'amazon-s3',
  sharepoint: 'sharepoint-list',
  'external-database': undefined,
  'external-files': undefined,
  'saas-application': undefined,
};

/** The stores at one end of a copy or data flow, one for each edge; one that is not drawn where there is no edge. */
export function storesOf(reader: StoreReader, worker: GraphNode, direction: Direction): readonly Store[] {
  const { context } = reader;
  const edges = direction === 'source' ? context.in(worker, 'data') : context.out(worker, 'data');
  const drawn = edges.map((edge) => drawnStore(reader, worker, edge, direction));
  return drawn.length > 0 ? drawn : [statedStore(reader, worker, direction)];
}

function drawnStore(reader: StoreReader, worker: GraphNode, edge: GraphEdge, direction: Direction): Store {
  const { context } = reader;
  const node = direction === 'source' ? edge.from : edge.to;
  const shared = { key: node.id, node, edges: [edge], token: '', path: edge.edge.path, outside: false };
  switch (node.node.service) {
    case 'azure-storage':
      return { ...shared, ...accountOf(reader, node), path: edge.edge.path ?? folderStated(context, worker, direction) };
    case 'azure-sql-database': {
      const server = `${resourceName(context, node)}.database.windows.net`;
      return {
        ...shared,
        connector: 'azure-sql',
        values: nodeValues(reader, node, { server, database: databaseName(context, node), user: undefined }),
      };
    }
    case 'azure-ml-datasets': {
      const behind = storeBehind(context, node);
      if (!behind) return { ...statedStore(reader, worker, direction), edges: [edge] };
      const path = edge.edge.path ?? behind.edge.path ?? context.text(node, 'path');
      return { ...shared, ...accountOf(reader, behind.from), key: behind.from.id, node: behind.from, edges: [edge, behind], path };
    }
    default: {
      if (!(node.node.service in outsideConnectors)) return { ...statedStore(reader, worker, direction), edges: [edge] };
      const connector = outsideConnectors[node.node.service] ?? context.text(node, 'type');
      return {
        ...shared,
        connector,
        token: connector === undefined ? context.gapOf(node, 'type') : '',
        values: nodeValues(reader, node, {}),
        outside: true,
      };
    }
  }
}

/** Connector and values of a storage account of the plan. */
function accountOf(reader: StoreReader, node: GraphNode): Pick<Store, 'connector' | 'values'> {
  const { context } = reader;
  const isLake = context.graph.value(node, 'accountKind') === 'data-lake-gen2';
  const values = { account: resourceName(context, node), container: containersOf(context, node)[0] };
  return { connector: isLake ? 'data-lake' : 'blob', values: nodeValues(reader, node, values) };
}

/** A folder that the worker's own settings name: in its map for reading, or where it writes. */
function folderStated(context: ExportContext, worker: GraphNode, direction: Direction): string | undefined {
  const stated = context.map(worker, direction)?.['folder'];
  return typeof stated === 'string' ? stated : direction === 'sink' ? context.text(worker, 'folder') : undefined;
}

/** The store that the setting "source" or "sink" of the worker describes. */
function statedStore(reader: StoreReader, worker: GraphNode, direction: Direction): Store {
  const { context } = reader;
  const stated = context.map(worker, direction);
  const type = typeof stated?.['type'] === 'string' ? stated['type'] : undefined;
  const values = valuesOf(
    reader,
    worker,
    (key) => textOf(stated?.[key]),
    (key) =>
      stated === undefined
        ? context.gapOf(worker, direction)
        : context.gap(worker.id, `${direction}.${key}`, `State "${key}" in settings.${direction} of "${worker.title}".`),
  );
  const folder = direction === 'sink' ? context.text(worker, 'folder') : undefined;
  return {
    key: `${worker.id} ${direction}`,
    node: undefined,
    edges: [],
    connector: type,
    token: type === undefined ? context.gapOf(worker, direction) : '',
    values,
    path: textOf(stated?.['folder']) ?? folder,
    outside: type !== undefined && !/^(?:azure-|blob|data-lake)/.test(type),
  };
}

function textOf(value: SettingValue | undefined): string | undefined {
  return value === undefined || typeof value === 'object' || value === '' ? undefined : String(value);
}

function nodeValues(reader: StoreReader, node: GraphNode, known: Readonly<Record<string, string | undefined>>): StoreValues {
  const { context } = reader;
  return valuesOf(
    reader,
    node,
    (key) => (key in known ? known[key] : context.text(node, key)),
    (key) => context.gapOf(node, key),
  );
}

function valuesOf(
  reader: StoreReader,
  owner: GraphNode,
  get: (key: string) => string | undefined,
  token: (key: string) => string,
): StoreValues {
  return {
    get,
    need: (key) => {
      const value = get(key);
      return value === undefined ? gapExpression(token(key)) : literal(value);
    },
    needInText: (key) => {
      const value = get(key);
      return value === undefined ? gapInText(token(key)) : inText(value);
    },
    secret: (key) =>
      reader.secret(
        owner,
        orGap(get(key), () => token(key)),
      ),
  };
}
