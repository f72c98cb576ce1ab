import type { GraphEdge, GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { trimmedPath } from './placeholders';
import { datastoreName, endpointName, workspaceRegion } from './resources';

/*
 * The call of a batch endpoint: where it goes, what the job reads and where it writes. Orchestrators write it in their own formats.
 */

/** A folder or file below a datastore; the path may hold placeholders. */
export interface DatastorePath {
  /** `undefined` if no store is known: the path then begins with the datastore and "paths". */
  readonly datastore: string | undefined;
  /** `undefined` if it is unknown: `setting` of `owner` then is the gap. */
  readonly path: string | undefined;
  readonly owner: GraphNode;
  readonly setting: string;
}

export interface BatchInput extends DatastorePath {
  readonly name: string;
  readonly type: string;
  readonly edges: readonly GraphEdge[];
}

export interface BatchOutput extends DatastorePath {
  readonly edges: readonly GraphEdge[];
}

export interface BatchCall {
  /** Without the region, which may be a gap. */
  readonly endpoint: string;
  readonly region: string;
  readonly inputs: readonly BatchInput[];
  readonly output: BatchOutput | undefined;
}

/** The resource that a caller asks its token for. */
export const azureMlAudience = 'https://ml.azure.com';
/** The one output of a model deployment. */
export const batchOutputName = 'score';

export function batchCall(context: ExportContext, endpoint: GraphNode): BatchCall {
  const type = context.text(endpoint, 'inputType') ?? 'UriFolder';
  const reads = context.in(endpoint, 'data').filter(({ from }) => isStore(from) || isAsset(from));
  const inputs = reads.map((edge): BatchInput => {
    const name = context.names.symbol(edge.from.id);
    return { name, type, ...readAt(context, endpoint, edge) };
  });
  const input = {
    name: 'data',
    type,
    datastore: undefined,
    path: reads.length > 0 ? undefined : withDatastore(context, endpoint),
    owner: endpoint,
    setting: 'input',
    edges: [],
  };
  const [write, ...more] = context.out(endpoint, 'data').filter(({ to }) => isStore(to));
  if (more.length > 0)
    context.remark('A batch job writes one file: the call names the first store that the endpoint has an edge to.', [endpoint], more);
  return {
    endpoint: endpointName(context, endpoint),
    region: workspaceRegion(context),
    inputs: inputs.length > 0 ? inputs : [input],
    output: write && {
      datastore: datastoreName(context, write.to),
      path: outputPath(context, endpoint, write),
      owner: endpoint,
      setting: 'output',
      edges: [write],
    },
  };
}

/** Where a job reads: a path on the edge, then the endpoint's setting; behind a data asset, the folder that the asset names. */
function readAt(context: ExportContext, endpoint: GraphNode, edge: GraphEdge): DatastorePath & { readonly edges: readonly GraphEdge[] } {
  const stated = edge.edge.path ?? context.text(endpoint, 'input');
  if (isStore(edge.from))
    return { datastore: datastoreName(context, edge.from), path: stated, owner: endpoint, setting: 'input', edges: [edge] };
  const behind = storeBehind(context, edge.from);
  if (!behind)
    return { datastore: undefined, path: withDatastore(context, endpoint, stated), owner: endpoint, setting: 'input', edges: [edge] };
  return {
    datastore: datastoreName(context, behind.from),
    path: edge.edge.path ?? behind.edge.path ?? context.text(edge.from, 'path'),
    owner: edge.from,
    setting: 'path',
    edges: [edge, behind],
  };
}

/** A path that begins with its datastore: without a store in the plan, no other leads anywhere. */
function withDatastore(context: ExportContext, endpoint: GraphNode, path = context.text(endpoint, 'input')): string | undefined {
  if (path === undefined || /^[\w-]+\/paths\//.test(path)) return path;
  context.gap(
    endpoint.id,
    'input',
    `Draw a data edge to "${endpoint.title}" from the store that has its input, or begin settings.input with the datastore: input: lake/paths/${path}`,
  );
  return undefined;
}

/** The output is a file that must not exist, so its name holds the id of the run. */
function outputPath(context: ExportContext, endpoint: GraphNode, write: GraphEdge): string {
  const stated = context.text(endpoint, 'output') ?? write.edge.path;
  if (stated === undefined) return `${context.names.local(endpoint.id)}/<window>/<run>.csv`;
  return /\.[a-z0-9]+$/i.test(stated) ? stated : `${trimmedPath(stated)}/<run>.csv`;
}

function isStore({ node }: GraphNode): boolean {
  return node.service === 'azure-storage';
}
function isAsset({ node }: GraphNode): boolean {
  return node.service === 'azure-ml-datasets';
}

/** The edge from the only store that a data asset is fed from. */
export function storeBehind(context: ExportContext, asset: GraphNode): GraphEdge | undefined {
  const [only, ...more] = context.in(asset, 'data').filter(({ from }) => isStore(from));
  return more.length === 0 ? only : undefined;
}
