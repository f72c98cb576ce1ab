import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { gapExpression, gapTemplate } from '../gap';
import { trimmedPath } from '../parts/placeholders';
import { literal, prose } from '../parts/expression-text';
import { connectors, formats, tableOf, type Connector, type FileConnector, type TableConnector } from '../parts/factory-connectors';
import { camel, pathInText, pathValue, windowQuery, type Clock } from '../parts/factory-expressions';
import { annotations, reference, type Factory } from './factory';
import type { Runtime } from './runtimes';
import type { Store } from '../parts/factory-stores';

/** One end of a copy or data flow. */
export interface End {
  /** Name of the dataset. */
  readonly dataset: string;
  /** Values of the dataset's parameters in this pipeline. */
  readonly parameters: object;
  /** "source" or "sink" of a copy: a map, or the gap of one. */
  readonly settings: object | string;
  /** What tells this end from the worker's others in names. */
  readonly symbol: string;
  readonly store: Store;
}

/**
 * The dataset of an end, with its linked service.
 * @param runtime reaches the store, if not the runtime that Azure hosts
 */
export function endOf(
  factory: Factory,
  worker: GraphNode,
  store: Store,
  direction: 'source' | 'sink',
  clock: Clock,
  runtime: Runtime | undefined,
): End {
  const { context } = factory;
  const connector = store.connector === undefined ? undefined : connectors[store.connector];
  const own = context.names.symbol(worker.id);
  const symbol = store.node ? context.names.symbol(store.node.id) : direction;
  const origins = { nodes: store.node ? [worker, store.node] : [worker], edges: store.edges.map(({ id }) => id) };
  const linkedServiceName = reference(linkedService(factory, worker, store, connector, runtime), 'LinkedServiceReference');
  const says = prose(
    `${direction === 'source' ? 'What' : 'Where'} "${worker.title}" ${direction === 'source' ? 'reads' : 'writes'}${store.edges.length > 0 ? `: ${store.edges.map(({ edge }) => `${edge.from} > ${edge.to}`).join(', ')}` : ''}.`,
  );
  const frame = { linkedServiceName, description: says, annotations: annotations(origins.nodes) };
  const key = `${worker.id} ${direction} ${store.key}`;
  const add = (properties: object) => factory.add('dataset', key, `${own}_${symbol}`, origins, () => ({ ...frame, ...properties }));
  const shared = { symbol, store };
  if (!connector || unwritable(connector, direction)) {
    const token = connector || store.token === '' ? context.gapOf(worker, direction) : store.token;
    const dataset = add({ type: 'CustomDataset', typeProperties: { [direction === 'source' ? 'from' : 'to']: gapExpression(token) } });
    return { ...shared, dataset, parameters: {}, settings: gapTemplate(token) };
  }
  if (connector.kind === 'table') {
    const { properties, settings } = tableEnd(factory, worker, store, connector, direction, clock);
    return { ...shared, dataset: add(properties), parameters: {}, settings };
  }
  const { properties, settings, parameters } = fileEnd(factory, worker, store, connector, direction, clock);
  return { ...shared, dataset: add(properties), parameters, settings };
}

function unwritable(connector: Connector, direction: 'source' | 'sink'): boolean {
  return direction === 'sink' && (connector.kind === 'files' ? connector.write : connector.sink) === undefined;
}

function tableEnd(
  factory: Factory,
  worker: GraphNode,
  store: Store,
  connector: TableConnector,
  direction: 'source' | 'sink',
  clock: Clock,
): { properties: object; settings: object } {
  const { context } = factory;
  const typed = (typeProperties: object) => ({ type: connector.dataset, schema: [], typeProperties });
  if (direction === 'sink') {
    const table = store.path ?? (store.node ? context.text(worker, 'sinkTable') : store.values.get(connector.tableKey));
    const name =
      table === undefined ? gapExpression(store.node ? context.gapOf(worker, 'sinkTable') : context.gapOf(worker, 'sink')) : literal(table);
    return { properties: typed(connector.table(name)), settings: { type: connector.sink } };
  }
  const query = store.path === undefined && connector.query !== undefined ? store.values.get('query') : undefined;
  const watermark = connector.query === undefined ? undefined : store.values.get('watermark');
  const table = store.path ?? store.values.get(connector.tableKey);
  const rows = watermark !== undefined && table !== undefined ? windowQuery(table, watermark, clock) : undefined;
  if (watermark !== undefined && query === undefined && clock.end === undefined)
    context.remark(`"${worker.title}" reads whole tables: its pipeline has no windows whose rows the watermark could select.`, [worker]);
  const written = query === undefined ? rows : pathInText(query, clock);
  return {
    properties: typed(query === undefined ? tableOf(connector, store.values, store.path) : {}),
    settings: {
      type: connector.source,
      ...(connector.query !== undefined && written !== undefined ? { [connector.query]: written } : {}),
      ...connector.sourceKeys,
    },
  };
}

function fileEnd(
  factory: Factory,
  worker: GraphNode,
  store: Store,
  connector: FileConnector,
  direction: 'source' | 'sink',
  clock: Clock,
): { properties: object; settings: object | string; parameters: object } {
  const { context } = factory;
  // files of the plan's own stores have the format of the copy; of others only the plan can say it
  const isOwn = store.node?.node.service === 'azure-storage' || (direction === 'sink' && store.values.get('format') === undefined);
  const stated = isOwn ? ownFormat(context, worker, store, direction) : store.values.get('format');
  const format = stated === undefined ? undefined : formats[stated];
  const folder = store.path ?? (store.node?.node.service === 'azure-storage' ? undefined : store.values.get('folder'));
  const usual = direction === 'sink' ? `${context.names.local(worker.id)}/<window>` : undefined;
  if (folder === undefined && usual !== undefined && context.declared(worker, 'folder')) context.took(worker, 'folder', usual);
  const path = folder ?? usual;
  const isHttp = connector.location === 'HttpServerLocation';
  const location = {
    type: connector.location,
    ...(connector.container ? { [connector.container.key]: store.values.need(connector.container.from) } : {}),
    ...(path === undefined ? {} : { [isHttp ? 'relativeUrl' : 'folderPath']: { value: '@dataset().folder', type: 'Expression' } }),
  };
  const parameters = path === undefined ? {} : { folder: pathValue(isHttp ? path : trimmedPath(path), clock) };
  const declared = path === undefined ? {} : { parameters: { folder: { type: 'string' } } };
  if (!format) {
    const gap = store.values.need('format');
    return {
      properties: { ...declared, type: 'CustomDataset', typeProperties: { location, format: gap } },
      settings: gap.replace(/^@(.*)$/, '[$1]'),
      parameters,
    };
  }
  const header = direction === 'sink' || store.values.get('header') === 'true';
  return {
    properties: {
      ...declared,
      type: format.dataset,
      typeProperties: {
        location,
        ...format.properties,
        ...(format.dataset === 'DelimitedText' && header ? { firstRowAsHeader: true } : {}),
      },
      ...(format.dataset === 'Binary' ? {} : { schema: [] }),
    },
    settings:
      direction === 'source'
        ? { type: format.source, storeSettings: { type: connector.read, ...(isHttp ? { requestMethod: 'GET' } : { recursive: true }) } }
        : {
            type: format.sink,
            storeSettings: { type: connector.write },
            ...(format.dataset === 'DelimitedText'
              ? { formatSettings: { type: 'DelimitedTextWriteSettings', fileExtension: '.csv' } }
              : {}),
          },
    parameters,
  };
}

/** Format of files in a store of the plan: as the worker's setting says, or as all that writes there writes it. */
function ownFormat(context: ExportContext, worker: GraphNode, store: Store, direction: 'source' | 'sink'): string {
  const stated = worker.node.settings?.['format'];
  if (typeof stated === 'string' && stated !== '') return stated;
  const writers = direction === 'sink' || !store.node ? [] : context.in(store.node, 'data').map(({ from }) => from);
  const written = new Set(writers.map(writtenFormat));
  const [only] = written;
  return written.size === 1 && only !== undefined ? only : (context.text(worker, 'format') ?? 'parquet');
}

/** The files that a node writes, if its exports decide it. A batch endpoint writes rows of text. */
function writtenFormat({ node }: GraphNode): string | undefined {
  if (node.service === 'azure-ml-batch-endpoints') return 'delimited';
  if (node.service !== 'adf-copy-activity' && node.service !== 'adf-data-flows') return undefined;
  const stated = node.settings?.['format'];
  return typeof stated === 'string' && stated !== '' ? stated : 'parquet';
}

/** Name of the linked service of a store; one for each runtime that reaches it. */
function linkedService(
  factory: Factory,
  worker: GraphNode,
  store: Store,
  connector: Connector | undefined,
  runtime: Runtime | undefined,
): string {
  const { context } = factory;
  const base = store.node ? context.names.symbol(store.node.id) : `${context.names.symbol(worker.id)}_${store.key.split(' ')[1] ?? ''}`;
  const origins = { nodes: [store.node ?? worker], edges: store.edges.map(({ id }) => id) };
  const wished = runtime && store.node && !store.outside ? `${base}_${runtime.name}` : base;
  return factory.add('linkedService', `${store.key} ${runtime?.name ?? ''}`, wished, origins, () => ({
    type: connector?.linked.type ?? 'CustomDataSource',
    ...(connector?.linked.version === undefined ? {} : { version: connector.linked.version }),
    description: descriptionOf(worker, store),
    ...(runtime ? { connectVia: reference(runtime.name, 'IntegrationRuntimeReference') } : {}),
    annotations: annotations(origins.nodes),
    typeProperties: connector ? connector.linked.properties(store.values) : { connection: gapExpression(store.token) },
  }));
}

function descriptionOf(worker: GraphNode, store: Store): string {
  const about = store.node ?? worker;
  const note = about.node.note === undefined ? '' : ` Note in the plan: ${about.node.note}`;
  if (store.node) return prose(`${store.node.title}.${note}`);
  return prose(`Where "${worker.title}" ${store.key.endsWith('sink') ? 'writes' : 'reads'}.${note}`);
}

/** A name of a stream in a data flow. */
export function streamName(end: End): string {
  return camel(end.symbol);
}
