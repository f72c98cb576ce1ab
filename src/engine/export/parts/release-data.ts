import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { purposeOf } from './order';
import { isWork, pipelineServices, stepServices } from './steps';

/* Data assets of a release: which run has versions of its own, and who registers them. */

/** True for a pipeline or a job of Azure ML. */
export function isJob({ node }: GraphNode): boolean {
  return pipelineServices.includes(node.service) || stepServices.includes(node.service);
}

/** The data asset of what is written to a store, for a monitor. */
export function storeDataFile(context: ExportContext, store: GraphNode): string {
  return `${context.folder('ml')}/data/${context.names.file(store.id)}.yml`;
}

/** True if a data asset has a file: nobody else owns it, and no job registers a version with each run. */
export function hasDataFile(context: ExportContext, asset: GraphNode): boolean {
  return !context.exists(asset) && !context.in(asset, 'data').some(({ from }) => isWork(context, from));
}

/** True if every run that reads a data asset has a version of its own. */
export function isVersioned(node: GraphNode): boolean {
  const stated = node.node.settings?.['version'];
  if (stated !== undefined && stated !== '') return stated === 'run';
  return node.out.some(({ kind, to }) => kind === 'data' && isJob(to));
}

/** True if a release starts a reader of a data asset: that run registers it. */
export function startedReader(context: ExportContext, data: GraphNode): boolean {
  if (!isVersioned(data)) return false;
  return context.out(data, 'data').some(({ to }) => startersOf(to).length > 0);
}

/** The tools that start a node, or the pipeline that it is a step of. */
function startersOf(node: GraphNode): readonly GraphNode[] {
  const seen = new Set([node]);
  const tools = new Set<GraphNode>();
  for (const one of seen)
    for (const edge of one.in) {
      if (edge.kind !== 'control') continue;
      const { service } = edge.from.node;
      if (['azure-devops', 'github-actions', 'deployment-scripts'].includes(service) && purposeOf(edge) === 'start') tools.add(edge.from);
      else if (pipelineServices.includes(service) || stepServices.includes(service) || service === 'human-approval') seen.add(edge.from);
    }
  return [...tools];
}
