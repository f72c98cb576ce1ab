import type { GraphEdge, GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { edgePath, inStore, isAddress, isDatastore, tellTime, withRun } from './paths';
import { isWork } from '../parts/steps';
import { assetReference, handedOver, modelType, ownModel } from './services';
import { asMap, asText, tokenPart } from './step-settings';
import { assetName } from '../parts/resources';
import { edgeText, titleOf } from './texts';

/* What a job reads from and writes to the nodes around it, by the edge to them. */

export interface JobValue {
  readonly type: string;
  readonly path?: string | undefined;
  readonly name?: string | undefined;
}

/** Services that read data assets by name. */
const takesAssets: readonly string[] = ['azure-ml-batch-endpoints', 'azure-ml-compute-instance-notebooks'];

/** Kinds of edges that hand something over. */
export function carriesData({ kind }: GraphEdge): boolean {
  return kind === 'data' || kind === 'model';
}

/** Automated ML reads tables only. */
export function isForAutoMl({ kind, to }: GraphEdge): boolean {
  return kind === 'data' && to.node.service === 'azure-ml-automl';
}

/** What a job reads along an edge. @param port name of the input, for the settings that may state more */
export function inputValue(context: ExportContext, job: GraphNode, edge: GraphEdge, port: string): JobValue {
  const stated = statedPort(job, 'inputs', port);
  const known = knownInput(context, job, edge, port, stated.path);
  const usual = edge.kind === 'data' && job.node.service === 'azure-ml-automl' ? 'mltable' : known.type;
  return { type: stated.type ?? usual, path: known.path };
}

function knownInput(context: ExportContext, job: GraphNode, edge: GraphEdge, port: string, stated: string | undefined): JobValue {
  const { from, kind } = edge;
  const { service } = from.node;
  if (stated !== undefined && isAddress(stated)) return { type: 'uri_folder', path: stated };
  if (service === 'azure-ml-datasets') return { type: dataType(context, from), path: assetReference(context, from) };
  if (service === 'azure-ml-model-registry') return { type: modelType(context, from, undefined), path: assetReference(context, from) };
  if (kind === 'model') {
    if (isWork(context, from)) return { type: modelType(context, undefined, from), path: `azureml:${ownModel(context, from)}@latest` };
    return { type: 'mlflow_model', path: stated ?? portGap(context, job, 'inputs', edge, port) };
  }
  if (isWork(context, from)) return { type: 'uri_folder', path: `azureml:${handedOver(context, from, job)}@latest` };
  const path = tellTime(context, job, edgePath(edge) ?? stated ?? portGap(context, job, 'inputs', edge, port));
  return { type: 'uri_folder', path: isDatastore(from) ? inStore(context, from, path) : path };
}

/** What a job writes along an edge. */
export function outputValue(context: ExportContext, job: GraphNode, edge: GraphEdge, port: string): JobValue {
  const stated = statedPort(job, 'outputs', port);
  const known = knownOutput(context, job, edge, stated.path);
  return { ...known, type: stated.type ?? known.type };
}

function knownOutput(context: ExportContext, job: GraphNode, edge: GraphEdge, stated: string | undefined): JobValue {
  const { to, kind } = edge;
  const { service } = to.node;
  if (kind === 'model') {
    if (service === 'azure-ml-model-registry') return { type: modelType(context, to, job), name: assetName(context, to) };
    return { type: modelType(context, undefined, job), name: ownModel(context, job) };
  }
  if (service === 'azure-ml-datasets') return { type: dataType(context, to), name: assetName(context, to) };
  if (service === 'azure-ml-model-monitoring') return { type: 'mltable', name: handedOver(context, job, to) };
  if (isDatastore(to)) {
    const path = edgePath(edge) ?? stated;
    if (path === undefined) context.took(job, 'outputs', `${context.names.local(job.id)}/<run>/`);
    return {
      type: to.out.some(isForAutoMl) ? 'mltable' : 'uri_folder',
      path: inStore(context, to, withRun(tellTime(context, job, path ?? `${context.names.local(job.id)}/<run>/`))),
    };
  }
  const name = handedOver(context, job, to);
  if (!isWork(context, to) && !takesAssets.includes(to.node.service))
    context.remark(
      `"${titleOf(job)}" hands its result to "${titleOf(to)}" as the data asset ${name}: nothing in Azure ML brings it there.`,
      [job, to],
      [edge],
    );
  return { type: 'uri_folder', name };
}

/** Type of a data asset: a table where automated ML reads it. */
export function dataType(context: ExportContext, asset: GraphNode): string {
  const stated = asset.node.settings?.['type'];
  if (stated === undefined && asset.out.some(isForAutoMl)) return 'mltable';
  return context.text(asset, 'type') ?? 'uri_folder';
}

function statedPort(
  job: GraphNode,
  direction: 'inputs' | 'outputs',
  port: string,
): { type?: string | undefined; path?: string | undefined } {
  const value = asMap(job.node.settings?.[direction])?.[port];
  const map = asMap(value);
  return map ? { type: asText(map['type']), path: asText(map['path']) } : { path: asText(value) };
}

function portGap(context: ExportContext, job: GraphNode, direction: 'inputs' | 'outputs', edge: GraphEdge, port: string): string {
  const where = isDatastore(edge.from)
    ? `State "path" at the edge ${edgeText(edge)}, the folder inside the store`
    : `State where "${titleOf(edge.from)}" leaves its data`;
  return context.gap(
    job.id,
    `${direction}.${tokenPart(port)}`,
    `${where}, or "path" under settings.${direction}.${port} of "${titleOf(job)}".`,
  );
}
