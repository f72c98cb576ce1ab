import type { GraphEdge, GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { fromKey, type Draft } from '../emit/draft';
import { hasDataFile } from '../parts/release-data';
import { mainFile } from '../parts/places';
import { assetName, edgeAssetName } from '../parts/resources';
import { schemaOf, workspaceDatastore } from './constants';
import { datastorePath, edgePath, inStore, isAddress, isDatastore, tellTime } from './paths';
import { isWork } from '../parts/steps';
import { edgesText, edgeText, headOf, idsOf, originOf, present, tagsOf, titleOf } from './texts';
import { dataType } from './values';

/* Data assets: those that the plan draws, and those that a monitor reads from a store. */

export function* dataFiles(context: ExportContext): Iterable<Draft> {
  for (const asset of context.of('azure-ml-datasets')) {
    if (context.exists(asset)) continue;
    if (!hasDataFile(context, asset)) {
      const makers = context.in(asset, 'data').filter(({ from }) => isWork(context, from));
      const [maker] = makers;
      context.remark(`"${titleOf(asset)}" has no file: ${maker?.from.id ?? ''} registers a version with each run.`, [asset], makers);
    } else yield assetFile(context, asset);
  }
  for (const store of context.graph.nodes.filter(isDatastore)) yield* storeFiles(context, store);
}

function assetFile(context: ExportContext, asset: GraphNode): Draft {
  const edges = context.in(asset, 'data').filter(({ from }) => isDatastore(from));
  const [edge] = edges;
  if (edges.length > 1)
    context.remark(`"${titleOf(asset)}" is read from ${edge?.from.id ?? ''} only: a data asset has one path.`, [asset], edges.slice(1));
  const jobs = context.out(asset, 'data').filter(({ to }) => isWork(context, to));
  const perRun = edge !== undefined && jobs.length > 0;
  const stated = context.text(asset, 'version');
  const version = stated === 'run' ? undefined : (stated ?? (perRun ? undefined : '1'));
  if (stated === undefined) context.took(asset, 'version', version ?? 'run');
  const value = present({
    $schema: schemaOf.data,
    name: assetName(context, asset),
    version,
    description: titleOf(asset),
    tags: tagsOf(asset),
    type: dataType(context, asset),
    path: assetPath(context, asset, edge),
  });
  if (edge) fromKey(value, 'path', { ...originOf([asset, edge.from], [edge]), comment: edgeText(edge) });
  const head =
    version === undefined
      ? [`Whoever starts ${jobs.map(({ to }) => to.id).join(', ') || 'a job'} registers a version of it first, which the job names.`]
      : [];
  return {
    path: mainFile(context, asset) ?? '',
    nodes: idsOf([asset, ...(edge ? [edge.from] : [])]),
    edges: edge ? [edge.id] : [],
    head: [...headOf(context, asset), ...head],
    format: 'yaml',
    value,
  };
}

function assetPath(context: ExportContext, asset: GraphNode, edge: GraphEdge | undefined): string {
  const path = tellTime(context, asset, (edge && edgePath(edge)) ?? context.need(asset, 'path'));
  if (isAddress(path)) return path;
  return edge ? inStore(context, edge.from, path) : datastorePath(workspaceDatastore, path);
}

/** What a monitor reads from a store. The folders that it reads are one asset where they are the same. */
function* storeFiles(context: ExportContext, store: GraphNode): Iterable<Draft> {
  const readings = readingsOf(context, store);
  for (const path of new Set(readings.map((reading) => reading.path))) {
    const same = readings.filter((reading) => reading.path === path);
    const [first] = same;
    if (!first) continue;
    const edges = same.map(({ edge }) => edge);
    const writers = context.in(store, 'data');
    const value = {
      $schema: schemaOf.data,
      name: first.asset,
      version: '1',
      description: titleOf(store),
      tags: tagsOf(store),
      type: 'uri_folder',
      path,
    };
    fromKey(value, 'path', { ...originOf([store, ...writers.map(({ from }) => from)], [...edges, ...writers]) });
    yield {
      path: `${context.folder('ml')}/data/${first.file}.yml`,
      nodes: idsOf([store, ...edges.map(({ to }) => to), ...writers.map(({ from }) => from)]),
      edges: [...edges, ...writers].map(({ id }) => id),
      head: [
        `What a monitor reads (${edgesText(edges)})${writers.length > 0 ? `, of what is written there (${edgesText(writers)})` : ''}.`,
      ],
      format: 'yaml',
      value,
    };
  }
}

interface Reading {
  readonly edge: GraphEdge;
  readonly path: string;
  readonly asset: string;
  readonly file: string;
}

/** The folder that each monitor reads from a store, and the data asset that stands for it. */
export function readingsOf(context: ExportContext, store: GraphNode): readonly Reading[] {
  const edges = context.out(store, 'data').filter(({ to }) => to.node.service === 'azure-ml-model-monitoring');
  const paths = edges.map((edge) => productionPath(context, edge));
  const several = new Set(paths).size > 1;
  const file = context.names.file(store.id);
  return edges.map((edge, at) => ({
    edge,
    path: paths[at] ?? '',
    asset: several ? edgeAssetName(context, store, edge.to) : context.names.asset(store.id),
    file: several ? `${file}.${context.names.file(edge.to.id)}` : file,
  }));
}

/** The folder that the edge names, or the one that an endpoint or job writes to. */
function productionPath(context: ExportContext, edge: GraphEdge): string {
  const stated = edgePath(edge) ?? context.text(edge.to, 'production');
  if (stated !== undefined) return isAddress(stated) ? stated : inStore(context, edge.from, stated);
  const writers = context
    .in(edge.from, 'data')
    .filter(({ from }) => from.node.service === 'azure-ml-batch-endpoints' || isWork(context, from));
  const [writer] = writers;
  if (!writer) return inStore(context, edge.from, context.gapOf(edge.to, 'production'));
  const output = edgePath(writer) ?? context.text(writer.from, 'output');
  // the folder is what stands before the first part that differs from run to run
  const folder = output === undefined ? `${context.names.local(writer.from.id)}/` : output.replace(/<.*$/, '').replace(/[^/]*$/, '');
  return inStore(context, edge.from, folder);
}
