import type { GraphEdge, GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { datastoreName } from '../parts/resources';
import { plain, titleOf } from './texts';

/** Services whose nodes are datastores of the workspace. */
export function isDatastore(node: GraphNode): boolean {
  return node.node.service === 'azure-storage';
}

/** A folder of a datastore as Azure ML addresses it. */
export function datastorePath(datastore: string, path: string): string {
  return `azureml://datastores/${datastore}/paths/${path.replace(/^\/+/, '')}`;
}

export function inStore(context: ExportContext, store: GraphNode, path: string): string {
  return datastorePath(datastoreName(context, store), path);
}

/** True for a path that stands by itself: an address, or an asset. */
export function isAddress(path: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|azureml:)/i.test(path);
}

/** The folder that a data edge names, with the run's name where it says `<run>`. */
export function edgePath({ edge }: GraphEdge): string | undefined {
  const path = edge.path === undefined ? '' : plain(edge.path);
  return path === '' ? undefined : path;
}

/** A path of a job, with the name of the job for `<run>`. */
export function withRun(path: string): string {
  return path.replaceAll('<run>', '${{name}}');
}

/** Tells the reader of a path that differs from run to run: Azure ML has no expression for a day or a window. */
export function tellTime(context: ExportContext, node: GraphNode, path: string): string {
  if (/<(?:window|day)>/.test(path))
    context.remark(
      `The path "${plain(path)}" of "${titleOf(node)}" holds a time: whoever submits or registers it puts the time in (--set).`,
      [node],
    );
  return path;
}
